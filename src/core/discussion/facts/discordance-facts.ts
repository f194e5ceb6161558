/**
 * Facts about what goes its own way and what could not be called so: oligoprogression, growth after a local treatment, lesions that
 * merged, definitions that are met and held back, growth after the drug ended.
 */
import {
  defaultOptions,
  isPartialResponse,
  isProgression,
  type FlagFinding,
  type Micrometres,
  type TimepointClassification,
} from '../../response/index.js';
import { dayOf, newestOf, statementsOf } from './case-fact.js';
import {
  growingLesions,
  growsEverywhere,
  lesionsAtIssue,
  newLesions,
  newLesionsAtIssue,
  oligoprogressing,
  presentNewLesions,
  progressingLesions,
  type CasePicture,
  type LesionView,
} from './case-picture.js';
import { fromStatements, measured, type Reader } from './fact-reading.js';
import { tissueTells } from './lesion-facts.js';
import type { Truth } from './truth.js';

/** Definitions whose findings this service asks a board about. */
const ownDefinitions: ReadonlySet<string> = new Set(['DR-A', 'DR-B', 'DR-C']);

/** Holds of context: the flag waits for a fact, or the rules do not apply; no image would settle it. */
const contextHolds: ReadonlySet<string> = new Set([
  'setting-unknown',
  'treatment-unknown',
  'no-checkpoint-inhibitor',
  'last-dose-unknown',
  'checkpoint-inhibitor-ended',
  'outside-population',
  'watch-definition',
]);

const lesionsOf = ({ growers, newLesions }: FlagFinding): string[] =>
  [...growers, ...newLesions].map(({ lesion }) => lesion);

/** New lesions in the brain and growth there have T13, new ones elsewhere T2: a hold of those raises no further question. */
function askedElsewhere(picture: CasePicture): ReadonlySet<string> {
  return new Set([...neuralLesions(picture), ...newLesionsAtIssue(picture)].map(({ label }) => label));
}

/** Met definitions that a reason in the images or the reports holds back, without an item on the same lesions; those that evaluators dispute are asked about as such. */
export function heldFindings(picture: CasePicture): FlagFinding[] {
  const asked = askedElsewhere(picture);
  return picture.classification.flags.filter(
    (flag) =>
      flag.state === 'open' &&
      flag.tier === 'watch' &&
      ownDefinitions.has(flag.definition) &&
      flag.holds.length > 0 &&
      flag.holds.every(({ code }) => !contextHolds.has(code)) &&
      flag.evaluatorsAgainst.length === 0 &&
      !lesionsOf(flag).every((label) => asked.has(label)),
  );
}

const neuralSite =
  /\b(mening\w*|lepto\w*|spin\w*|vertebra\w*|epidural|intradural|myel\w*|sacr\w*|[ctl]-?\d{1,2}\b|wirbel\w*|rückenmark\w*)/iu;

/** In brain, meninges or spine, as far as organ and site say. */
const isNeural = ({ organ, site }: Pick<LesionView, 'organ' | 'site'>): boolean =>
  organ === 'brain' ||
  (!(site !== null && /iliac|scapul|darmbein/iu.test(site)) &&
    organ !== 'lymph-node' &&
    organ !== 'lung' &&
    site !== null &&
    neuralSite.test(site));

/** New or growing lesions in brain, meninges or spine, in whatever tier and whether or not a hold stands. */
export function neuralLesions(picture: CasePicture): LesionView[] {
  const labels = new Set(
    [...presentNewLesions(picture), ...growingLesions(picture), ...progressingLesions(picture)].map(
      ({ label }) => label,
    ),
  );
  return picture.lesions.filter(
    (lesion) => isNeural(lesion) && !lesion.benign && (labels.has(lesion.label) || lesion.grew),
  );
}

/** Treated locally, and grown again over the lowest size since by 20 % and 5 mm. */
export const regrownLesions = ({ lesions }: CasePicture): LesionView[] =>
  lesions.filter(
    ({ benign, now, lowestSinceTreatment }) =>
      !benign && now !== null && lowestSinceTreatment !== null && isProgression(lowestSinceTreatment.size, now),
  );

/** The rest responds or is stable: nothing else that was measured grew. */
function restDoesNotGrow(picture: CasePicture): boolean {
  const regrown = new Set(regrownLesions(picture).map(({ label }) => label));
  return !picture.lesions.some(({ label, grew, treated }) => grew && !treated && !regrown.has(label));
}

/** A mass that others merged into, against the sum of its parts. */
export interface MergedMass {
  readonly mass: LesionView;
  readonly parts: readonly LesionView[];
  /** The sum of the lowest sizes of mass and parts. */
  readonly before: Micrometres;
}

/** Masses at the last scan whose longest axis is over the sum of their parts by 20 % and 5 mm. Axes differ, so no size stands. */
export function mergedMassesGrown({ latest, lesions, history, evaluator }: CasePicture): MergedMass[] {
  const scan = history.evaluators
    .find((one) => one.evaluator === evaluator)
    ?.timepoints.find(({ key }) => key === latest?.key);
  const into = new Map<string, string[]>();
  for (const { lesion, state, mergedInto } of scan?.findings ?? [])
    if (state === 'merged' && mergedInto !== null) into.set(mergedInto, [...(into.get(mergedInto) ?? []), lesion]);
  return [...into].flatMap(([label, merged]) => {
    const mass = lesions.find((lesion) => lesion.label === label);
    const parts = lesions.filter((lesion) => merged.includes(lesion.label));
    if (mass === undefined || mass.now === null || [mass, ...parts].some(({ nadir }) => nadir === null)) return [];
    const before = [mass, ...parts].reduce((sum, { nadir }) => sum + nadir!, 0);
    return isProgression(before, mass.now) ? [{ mass, parts, before }] : [];
  });
}

const flagged = (picture: CasePicture, definition: string): boolean =>
  picture.flags.some((flag) => flag.definition === definition);

/** Among the drugs of the line there is, or was until it ended, a checkpoint inhibitor. */
const givenInhibitor: Reader = (picture) => {
  const { agents } = picture.history.treatment;
  return fromStatements(
    agents === null ? 'unknown' : agents.some(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor'),
    picture,
    'agents',
  );
};

const responded = ({ overallResponse }: TimepointClassification): boolean =>
  overallResponse === 'PR' || overallResponse === 'CR';

/** Something grew beyond noise, or is new: each of them alone, or all together. */
const growsOrIsNew = (picture: CasePicture): boolean =>
  growingOrNew(picture).length > 0 || growingLesions(picture).length > 0;

/** The drug ended while the disease responded, more than so many days before the last scan, and something grew since. */
function grewAfterEnd(picture: CasePicture): Truth {
  const { treatment } = picture.history;
  const { latest, scans } = picture;
  if (treatment.ongoing !== 'no' || !growsOrIsNew(picture)) return false;
  if (treatment.lastDose === null || !latest?.date) return 'unknown';
  const { from, to } = treatment.lastDose;
  const late = defaultOptions.flags.daysAfterLastDose;
  if (dayOf(latest.date.to) - dayOf(from) <= late) return false;
  const before = scans.filter(({ date, phase }) => phase === 'follow-up' && date !== null && date.from <= to);
  const stopped = newestOf(picture.facts, 'drug-stopped')?.value as { readonly why?: string } | undefined;
  if (stopped?.why === 'progression') return false;
  const atEnd = before.at(-1);
  if (atEnd === undefined) return stopped?.why === 'response' || stopped?.why === 'planned-end' ? true : 'unknown';
  if (!responded(atEnd)) return false;
  return dayOf(latest.date.from) - dayOf(to) > late ? true : 'unknown';
}

const conditionFacts = ['sarcoid-like-nodes', 'infection', 'flare'] as const;

/** The conditions stated of the patient, without a lesion: a caution of an item and no hold. */
export const conditionsOfPatient = ({ facts }: Pick<CasePicture, 'facts'>): string[] =>
  conditionFacts.filter((name) => {
    const newest = newestOf(
      facts.filter(({ lesion }) => lesion === null),
      name,
    );
    return newest?.state === 'known' && newest.value === 'yes';
  });

const appearanceInWords = /\b(cyst\w*|zyst\w*|necro\w*|nekro\w*)/iu;
const solid: ReadonlySet<string> = new Set(['solid', 'sclerotic']);

/** Called cystic or necrotic, in a statement or, without one, in the site as it was sent with any scan. */
function mayMislead({ facts, history, evaluator }: CasePicture, { label }: LesionView): boolean {
  const newest = newestOf(
    facts.filter(({ lesion }) => lesion === label),
    'lesion-appearance',
  );
  const said = newest?.state === 'known' ? (newest.value as { readonly appearance?: string }).appearance : undefined;
  if (said !== undefined) return !solid.has(said);
  const own = history.evaluators.find((one) => one.evaluator === evaluator)?.timepoints ?? [];
  return own.some(({ findings }) =>
    findings.some(({ lesion, site }) => lesion === label && site !== null && appearanceInWords.test(site)),
  );
}

/** Lesions whose size may mislead, since they were called cystic or necrotic. */
export const misleadingLesions = (picture: CasePicture): LesionView[] =>
  picture.lesions.filter((lesion) => mayMislead(picture, lesion));

/** What grows or is new, in whatever tier: of established lesions growth beyond noise, and what a flag or a report names. */
function growingOrNew(picture: CasePicture): LesionView[] {
  const named = new Set([...progressingLesions(picture), ...presentNewLesions(picture)].map(({ label }) => label));
  return picture.lesions.filter(
    ({ label, role, grew, grewBeyondNoise, treated }) =>
      named.has(label) || (role !== 'new' && grew && grewBeyondNoise && !treated),
  );
}

/** The lesions that an item may be about. */
const lesionsInQuestion = (picture: CasePicture): LesionView[] => {
  const labels = new Set(
    [...lesionsAtIssue(picture), ...newLesions(picture), ...growingLesions(picture), ...regrownLesions(picture)].map(
      ({ label }) => label,
    ),
  );
  return picture.lesions.filter(({ label }) => labels.has(label));
};

/** Of those, the ones of which tissue was taken, whatever it says. */
export const lesionsWithTissue = (picture: CasePicture): LesionView[] =>
  lesionsInQuestion(picture).filter(({ facts }) => facts?.tissue !== undefined);

/** Of those, the ones whose tissue showed no tumour, and which grew on since. */
export const lesionsWithoutTumour = (picture: CasePicture): LesionView[] =>
  lesionsInQuestion(picture).filter(({ facts }) => facts?.tissue?.result === 'benign');

const effusionSite = /\b(effusion\w*|ascit\w*|aszit\w*|\w*erguss\w*|\w*ergüsse\w*)/iu;

/** Fluid: no target of an operation, of radiotherapy or of ablation. */
const isEffusion = ({ site }: LesionView): boolean => site !== null && effusionSite.test(site);

/** Bone that was called sclerotic: what was lytic may be healing, and more density is no growth. */
export const scleroticLesions = (picture: CasePicture): LesionView[] =>
  lesionsInQuestion(picture).filter(({ label }) => {
    const newest = statementsOf(picture.facts, 'lesion-appearance', label).at(-1);
    return newest?.state === 'known' && (newest.value as { readonly appearance?: string }).appearance === 'sclerotic';
  });

/** Established lesions that are smaller than at baseline. */
export const smallerLesions = ({ lesions }: CasePicture): LesionView[] =>
  lesions.filter(
    ({ role, treated, baseline, now }) =>
      role !== 'new' && !treated && baseline !== null && now !== null && now < baseline,
  );

/** Established lesions 30 % or more under the baseline, whatever a finding makes of them. */
const respondingLesions = (picture: CasePicture): LesionView[] =>
  smallerLesions(picture).filter(({ baseline, now }) => isPartialResponse(baseline!, now!));

/** The first scan came after the start, and something was compared with it since. */
const baselineAfterStart = ({ latest }: CasePicture): boolean =>
  latest?.notes?.some(({ id }) => id === 'note/no-true-baseline') === true;

/** Verdicts on an evaluator's history: where several evaluators decide, they must agree. */
export const discordanceVerdicts = {
  'grows-everywhere': (picture) => measured(growsEverywhere(picture)),
  oligoprogression: (picture) => measured(oligoprogressing(picture).length > 0),
  'treated-lesion-regrew': (picture) => measured(regrownLesions(picture).length > 0 && restDoesNotGrow(picture)),
  'some-lesion-responds': (picture) => measured(respondingLesions(picture).length > 0),
  'some-lesion-smaller': (picture) => measured(smallerLesions(picture).length > 0),
  'growing-or-new-lesions': (picture) => measured(growingOrNew(picture).length),
} as const satisfies Readonly<Record<string, Reader>>;

/** What the record and the flags show, in the view of the evaluator the words are taken from. */
export const discordanceFacts = {
  'flag-organ-growth': (picture) => measured(flagged(picture, 'DR-C') && !flagged(picture, 'DR-B')),
  'definition-held': (picture) => measured(heldFindings(picture).length > 0),
  'baseline-after-start': (picture) => measured(baselineAfterStart(picture)),
  'merged-mass-grew': (picture) => measured(mergedMassesGrown(picture).length > 0),
  'brain-or-spine': (picture) => measured(neuralLesions(picture).length > 0),
  'checkpoint-inhibitor-given': givenInhibitor,
  'grew-after-drug-ended': (picture) =>
    fromStatements(grewAfterEnd(picture), picture, 'treatment-ongoing', 'last-dose', 'drug-stopped'),
  'tissue-taken': (picture) => fromStatements(lesionsWithTissue(picture).length > 0, picture, 'tissue'),
  'nature-of-new-lesion-open': (picture) => fromStatements(!newLesions(picture).every(tissueTells), picture, 'tissue'),
  'no-tumour-in-tissue': (picture) => fromStatements(lesionsWithoutTumour(picture).length > 0, picture, 'tissue'),
  'effusion-grows': (picture) => measured(growingLesions(picture).some(isEffusion)),
  'new-effusions-alone': (picture) => {
    const appeared = newLesions(picture);
    return measured(appeared.length > 0 && appeared.every(isEffusion));
  },
  'called-sclerotic': (picture) => fromStatements(scleroticLesions(picture).length > 0, picture, 'lesion-appearance'),
  'size-may-mislead': (picture) => fromStatements(misleadingLesions(picture).length > 0, picture, 'lesion-appearance'),
  'condition-of-patient': (picture) =>
    fromStatements(conditionsOfPatient(picture).length > 0, picture, ...conditionFacts),
} as const satisfies Readonly<Record<string, Reader>>;
