/**
 * Facts about progression, growth and what could not be judged, read from the verdicts of an evaluator's last scan.
 */
import {
  hyperprogressionDefinitions,
  type GrowthAssessment,
  type TimepointClassification,
} from '../../response/index.js';
import { newestOf } from './case-fact.js';
import {
  presentNewLesions,
  progressesNow,
  progressingLesions,
  remainingLesions,
  type CasePicture,
  type LesionView,
} from './case-picture.js';
import { fromLesionStatements, fromStatements, measured, type Reader } from './fact-reading.js';
import { inPriorField } from './lesion-facts.js';
import { allOf, anyOf, truthOf, type Truth } from './truth.js';

function confirmedProgression({ latest }: CasePicture): Truth {
  if (latest === null) return false;
  const immune = latest.immune?.response;
  return immune === undefined || immune === 'NE' ? 'unknown' : immune === 'iCPD';
}

/** Confirmed by iRECIST, with no dissociation open in any tier: nothing that was measured goes the other way. */
function concordantProgression(picture: CasePicture): Truth {
  const dissociated = picture.classification.flags.some(
    ({ definition, state }) => state === 'open' && (definition === 'DR-A' || definition === 'DR-B'),
  );
  return dissociated ? false : confirmedProgression(picture);
}

/** Some established lesions grew and others, measured at the same scan, did not. */
function growsUnevenly({ lesions }: CasePicture): Truth {
  const established = lesions.filter(({ role, treated }) => role !== 'new' && !treated);
  if (!established.some(({ grew, growing }) => grew || growing === true)) return false;
  return anyOf(
    established.map(({ grew, growing }): Truth => (grew || growing === true ? false : growing === false || 'unknown')),
  );
}

const shownDefinitions: ReadonlySet<string> = new Set(
  hyperprogressionDefinitions.filter(({ tier }) => tier === 'shown').map(({ id }) => id),
);

/** Those that compare with the growth before treatment; another stands beside them and never says 'faster' by itself. */
const comparingDefinitions: ReadonlySet<string> = new Set(
  hyperprogressionDefinitions
    .filter(({ tier, needs }) => tier === 'shown' && needs.includes('growth-before'))
    .map(({ id }) => id),
);

/** The shown definitions of growth faster than before treatment that are met; without a scan before treatment none says anything of it. */
export function fasterGrowthMet(growth: GrowthAssessment | null | undefined): string[] {
  if (!growth?.before) return [];
  return growth.definitions
    .filter(({ definition, verdict }) => verdict === 'met' && shownDefinitions.has(definition))
    .map(({ definition }) => definition);
}

const growsFaster = (growth: GrowthAssessment): boolean =>
  fasterGrowthMet(growth).some((definition) => comparingDefinitions.has(definition));

const sumFellOrStayed = (scan: TimepointClassification): boolean =>
  scan.sumOfDiameters !== null && scan.baselineSum !== null && scan.sumOfDiameters <= scan.baselineSum;

/**
 * Read at the first evaluation, and at later scans only while the disease still progresses. False where the sum did not rise at all,
 * whatever else is not known; unknown where definitions could not be answered.
 */
function fasterThanBefore({ growth, scans, latest }: CasePicture): Truth {
  const first = scans.find(({ key }) => key === growth?.timepoint);
  if (!growth || first === undefined || latest === null) return false;
  const standing: Truth = first === latest ? true : progressesNow(latest);
  if (growsFaster(growth)) return standing;
  const open =
    growth.before === null ||
    growth.definitions.some(
      ({ definition, verdict }) => verdict === 'not-assessable' && comparingDefinitions.has(definition),
    );
  if (!open || sumFellOrStayed(first)) return false;
  return allOf([progressesNow(first), standing, 'unknown']);
}

const evaluatedStates: ReadonlySet<string> = new Set(['absent', 'too-small-to-measure']);

/** Established lesions, untreated, that the last scan left without a size (targets) or without a word (the others). */
export const unevaluatedLesions = ({ lesions }: CasePicture): LesionView[] =>
  lesions.filter(({ role, treated, now, nowState }) => {
    if (role === 'new' || treated || now !== null) return false;
    if (role === 'target') return nowState === null || !evaluatedStates.has(nowState);
    return nowState === null || nowState === 'not-evaluable' || nowState === 'not-done';
  });

/** The response is not evaluable, and local treatment does not explain it alone. */
const imagingIncomplete = (picture: CasePicture): boolean =>
  picture.latest?.overallResponse === 'NE' &&
  !(picture.lesions.some(({ treated }) => treated) && unevaluatedLesions(picture).length === 0);

function overallResponds({ latest }: CasePicture): Truth {
  if (latest === null) return false;
  const { overallResponse } = latest;
  if (overallResponse === null || overallResponse === 'NE') return 'unknown';
  return overallResponse === 'PR' || overallResponse === 'CR';
}

const remainingTreatable: Reader = (picture) => {
  const left = remainingLesions(picture);
  return fromLesionStatements(
    left.length === 0 ? false : allOf(left.map(({ facts }) => truthOf(facts?.treatable ?? 'unknown'))),
    picture,
    'treatable',
    left,
  );
};

const remainingCount: Reader = (picture) => {
  const left = remainingLesions(picture);
  return measured(picture.latest === null || left.some(({ gone }) => gone === 'unknown') ? 'unknown' : left.length);
};

function locoregionalOnly(picture: CasePicture): Truth {
  if (picture.lesions.some(({ region, role }) => region === 'distant' && role !== 'new')) return false;
  const newest = newestOf(picture.facts, 'disease-extent');
  return newest?.state === 'known' ? newest.value === 'locoregional-only' : 'unknown';
}

/** No progressing lesion can be treated locally, by the word of those asked. */
function noLocalOption(picture: CasePicture): Truth {
  const lesions = progressingLesions(picture);
  return lesions.length === 0
    ? false
    : allOf(
        lesions.map(({ facts }) => (facts?.treatable === 'no' ? true : facts?.treatable === 'yes' ? false : 'unknown')),
      );
}

function petDissociated({ latest }: CasePicture): Truth {
  if (!latest?.metabolic) return false;
  const { verdict } = latest.metabolic.dissociated;
  return verdict === 'not-assessable' ? 'unknown' : verdict === 'met';
}

const newLesionOrgans = (picture: CasePicture): Truth | number => {
  const organs = presentNewLesions(picture).map(({ organ }) => organ);
  return organs.includes(null) ? 'unknown' : new Set(organs).size;
};

/** Verdicts on an evaluator's history: where several evaluators decide, they must agree. */
export const progressionReaders = {
  'progression-now': ({ latest }) => measured(progressesNow(latest)),
  'progression-confirmed': (picture) => measured(confirmedProgression(picture)),
  'concordant-progression': (picture) => measured(concordantProgression(picture)),
  'uneven-growth': (picture) => measured(growsUnevenly(picture)),
  'faster-than-before-treatment': (picture) => measured(fasterThanBefore(picture)),
  'new-lesions': (picture) => measured(presentNewLesions(picture).length),
  'new-lesion-organs': (picture) => measured(newLesionOrgans(picture)),
  'pet-dissociated': (picture) => measured(petDissociated(picture)),
  'overall-response': (picture) => measured(overallResponds(picture)),
  'remaining-lesions': remainingCount,
  'remaining-lesions-treatable': remainingTreatable,
  'locoregional-only': (picture) => fromStatements(locoregionalOnly(picture), picture, 'disease-extent'),
  'no-local-option': (picture) =>
    fromLesionStatements(noLocalOption(picture), picture, 'treatable', progressingLesions(picture)),
  'progressing-in-prior-field': (picture) =>
    fromLesionStatements(
      anyOf(progressingLesions(picture).map(inPriorField)),
      picture,
      'prior-radiotherapy-field',
      progressingLesions(picture),
    ),
  'imaging-incomplete': (picture) => measured(imagingIncomplete(picture)),
} as const satisfies Readonly<Record<string, Reader>>;
