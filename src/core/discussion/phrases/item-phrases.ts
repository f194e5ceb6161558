/**
 * Phrases of the rules about biopsy, neck, re-irradiation, systemic treatment, reports and open verdicts.
 */
import { hyperprogressionDefinitions } from '../../response/index.js';
import { intervalOf, newestOf, textIn, type StatedFact } from '../facts/case-fact.js';
import {
  growingLesions,
  lesionsAtIssue,
  petProgressors,
  presentNewLesions,
  progressesNow,
  progressingLesions,
  remainingLesions,
  type CasePicture,
  type LesionView,
} from '../facts/case-picture.js';
import { fasterGrowthMet, unevaluatedLesions } from '../facts/progression-facts.js';
import { comparabilityHolds, disputed, newestEcog, unacknowledgedReports } from '../facts/record-facts.js';
import {
  growthOfLesion,
  lesionNames,
  newLesionsInWords,
  progressionCauses,
  scanInWords,
  sizeChange,
} from './scan-words.js';
import { render } from './render.js';
import { dateInWords, listInWords, millimetresInWords } from './words.js';

type Phrase = (picture: CasePicture) => string;

const theLesions = (lesions: readonly LesionView[], several: string): string =>
  lesions.length === 1
    ? `the ${lesions[0]!.words}`
    : `the ${lesions.length} ${several} (${lesions.map(({ words }) => words).join('; ')})`;

const dated = ({ date }: StatedFact): string => (date === null ? 'undated' : dateInWords(intervalOf(date)!));

function atIssueShown(picture: CasePicture): string {
  const appeared = new Set(presentNewLesions(picture).map(({ label }) => label));
  const byUptake = new Set(petProgressors(picture).map(({ label }) => label));
  return listInWords(
    lesionsAtIssue(picture).map((lesion) => {
      if (appeared.has(lesion.label))
        return `${lesion.words} is new at ${scanInWords(picture.latest)}${lesion.now === null ? ', not measured' : `, ${millimetresInWords(lesion.now)} mm`}`;
      if (byUptake.has(lesion.label))
        return `${lesion.words} took up more at PET (${scanInWords(picture.latest)}) while others took up less`;
      return growthOfLesion(lesion, picture.latest);
    }),
  );
}

function atIssueBeside(picture: CasePicture): string {
  const issue = new Set(lesionsAtIssue(picture).map(({ label }) => label));
  const rest = picture.lesions.filter(({ label, role, treated }) => role !== 'new' && !treated && !issue.has(label));
  const sized = rest.filter(({ baseline, now }) => baseline !== null && now !== null);
  const shown = sized.map(
    ({ words, baseline, now }) => `${words} ${millimetresInWords(baseline!)} to ${millimetresInWords(now!)} mm`,
  );
  const unsized = rest.filter((lesion) => !sized.includes(lesion)).map(({ words }) => `${words} without a size`);
  const parts = [...shown, ...unsized];
  return parts.length > 0
    ? `the other lesions since ${scanInWords(picture.baseline)}: ${parts.join('; ')}`
    : 'no other lesion was measured';
}

/** Rates are shown to one decimal; they decide nothing here. */
const rate = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'not known' : value.toFixed(1);

function fasterGrowth({ growth }: CasePicture): string {
  const met = fasterGrowthMet(growth);
  const shown = new Set(hyperprogressionDefinitions.filter(({ tier }) => tier === 'shown').map(({ id }) => id));
  const others = (growth?.definitions ?? []).filter(
    ({ definition }) => shown.has(definition) && !met.includes(definition),
  );
  const named = (verdict: string): string[] =>
    others.filter((one) => one.verdict === verdict).map(({ definition }) => definition);
  const [unmet, open] = [named('not-met'), named('not-assessable')];
  return [
    `met: ${listInWords(met)}`,
    ...(unmet.length > 0 ? [`not met: ${listInWords(unmet)}`] : []),
    ...(open.length > 0 ? [`not assessable: ${listInWords(open)}`] : []),
  ].join('; ');
}

const growthRates: Phrase = ({ growth }) =>
  `volume grew ${rate(growth?.before?.tgr)} % a month before and ${rate(growth?.on?.tgr)} % a month under treatment; the sum of diameters ${rate(growth?.before?.tgk)} and ${rate(growth?.on?.tgk)} mm a month`;

const reports: Phrase = (picture) =>
  listInWords(
    unacknowledgedReports(picture).map(
      (fact) =>
        `"${textIn(fact, 'report') ?? ''}" (${(textIn(fact, 'what') ?? 'organ at risk').replaceAll('-', ' ')}; ${dated(fact)})`,
    ),
  );

function progressionShown(picture: CasePicture): string {
  const { latest } = picture;
  const causes = progressionCauses(picture);
  const verdict = [
    latest?.overallResponse ? `RECIST 1.1 ${latest.overallResponse}` : null,
    latest?.immune ? `iRECIST ${latest.immune.response}` : null,
  ].filter((part) => part !== null);
  const since = latest?.afterProgression ? ', after an earlier progression' : '';
  return `${progressesNow(latest) === true ? 'progression' : 'scan'} at ${scanInWords(latest)} (${verdict.join(', ')}${since})${causes.length > 0 ? `: ${causes.join('; ')}` : ''}`;
}

function openVerdict(picture: CasePicture): string {
  const { latest, held } = picture;
  const missing = unevaluatedLesions(picture);
  const parts = [
    ...(latest?.overallResponse === 'NE'
      ? [
          `the response at ${scanInWords(latest)} is not evaluable (NE)${missing.length > 0 ? `; without a size or a word: ${lesionNames(missing)}` : ''}`,
        ]
      : []),
    ...disputed(picture).map(
      ({ definition, evaluatorsFor, evaluatorsAgainst }) =>
        `${definition} is met for ${listInWords(evaluatorsFor)} and not met for ${listInWords(evaluatorsAgainst)}`,
    ),
    ...(latest?.modalityDisagreements ?? []).map(
      ({ modality, overallResponse }) =>
        `${latest?.modality} and ${modality} differ: ${latest?.overallResponse} and ${overallResponse}`,
    ),
    ...(latest?.metabolic?.disagreement
      ? [`sizes and uptake differ: ${render(latest.metabolic.disagreement, 'en')}`]
      : []),
    ...(latest?.metabolic?.dissociated.verdict === 'met' && latest.overallResponse === 'NE'
      ? [
          `PET shows uptake falling in some lesions and rising in ${lesionNames(petProgressors(picture))}, and no sizes were stated`,
        ]
      : []),
    ...(held.length > 0 ? [`the assessment of ${listInWords(held)} waits for the sender`] : []),
    ...comparabilityHolds(picture).map((words) => render(words, 'en').replace(/\.$/, '')),
  ];
  return parts.join('; ');
}

/** Each evaluator's sizes of the lesions a disputed finding names. */
function readings(picture: CasePicture): string {
  const named = new Set(
    disputed(picture).flatMap(({ growers, newLesions }) => [...growers, ...newLesions].map(({ lesion }) => lesion)),
  );
  return picture.classification.evaluators
    .flatMap(({ evaluator, lesions }) =>
      lesions
        .filter(({ lesion }) => named.has(lesion))
        .map(({ lesion, points }) => {
          const sizes = points.flatMap(({ size }) => (size === null ? [] : [millimetresInWords(size)]));
          return `${evaluator} measured ${lesion} ${sizes.join(' to ')} mm`;
        }),
    )
    .join('; ');
}

function settledBy(picture: CasePicture): string {
  const parts = [
    ...(picture.latest?.reasons.length
      ? [`what is open: ${picture.latest.reasons.map((reason) => render(reason, 'en').replace(/\.$/, '')).join('; ')}`]
      : []),
    ...(disputed(picture).length > 0 ? [readings(picture)] : []),
  ];
  return parts.join('; ') || 'which reading or image would settle it is for radiology to say';
}

function supportReasons(picture: CasePicture): string {
  const ecog = newestEcog(picture);
  const burden = newestOf(picture.facts, 'symptom-burden');
  const parts = [
    ...(typeof ecog?.value === 'number' && ecog.value >= 2 ? [`ECOG ${ecog.value} was stated (${dated(ecog)})`] : []),
    ...(textIn(burden, 'burden') === 'yes'
      ? [`a burden of symptoms was stated by ${textIn(burden, 'by')} (${burden === null ? 'undated' : dated(burden)})`]
      : []),
  ];
  return parts.join('; ') || 'no progressing lesion can be treated locally, by the word of those asked';
}

function line({ history: { treatment }, facts }: CasePicture): string {
  const number = newestOf(facts, 'line-number');
  const agents = (treatment.agents ?? []).map(({ name }) => name);
  return `${agents.length > 0 ? listInWords(agents) : 'drugs not known'} (${number?.state === 'known' ? `line ${String(number.value)}` : 'line not known'})`;
}

const neckGrowth: Phrase = (picture) =>
  lesionNames(growingLesions(picture).filter(({ region }) => region !== 'distant'));

function priorRadiotherapy({ facts }: CasePicture): string {
  const newest = newestOf(facts, 'prior-radiotherapy');
  const value =
    newest?.state === 'known'
      ? (newest.value as {
          readonly field?: unknown;
          readonly doseGy?: unknown;
          readonly end?: unknown;
          readonly planAvailable?: unknown;
        })
      : null;
  if (value === null)
    return newest?.state === 'none'
      ? 'no prior radiotherapy was stated, and a field was'
      : 'dose and date of the prior field are not known';
  const end = typeof value.end === 'string' ? dateInWords(intervalOf(value.end)!) : 'end not known';
  const plan =
    value.planAvailable === 'yes'
      ? 'the plan can be had'
      : value.planAvailable === 'no'
        ? 'the plan cannot be had'
        : 'whether the plan can be had is not known';
  return `prior radiotherapy: ${String(value.field)}, ${typeof value.doseGy === 'number' ? `${value.doseGy} Gy` : 'dose not known'}, ${end}; ${plan}`;
}

function distantCourse({ lesions, baseline }: CasePicture): string {
  const distant = lesions.filter(({ region, role, treated }) => region === 'distant' && role !== 'new' && !treated);
  const parts = distant.map(({ words, baseline: before, now, nowState }) =>
    before === null || now === null
      ? `${words} ${nowState?.replaceAll('-', ' ') ?? 'not known'}`
      : `${words} ${sizeChange(before, now)}`,
  );
  return parts.length > 0
    ? `distant lesions since ${scanInWords(baseline)}: ${parts.join('; ')}`
    : 'no distant lesion is known';
}

const notDistant = ({ region }: LesionView): boolean => region !== 'distant';

/** One phrase a name; `phrases.ts` holds the others. */
export const itemPhrases: Readonly<Record<string, Phrase>> = {
  'at-issue-beside': atIssueBeside,
  'at-issue-shown': atIssueShown,
  'distant-course': distantCourse,
  'faster-growth': fasterGrowth,
  'growth-rates': growthRates,
  'lesions-at-issue': (picture) =>
    presentNewLesions(picture).length > 0
      ? newLesionsInWords(presentNewLesions(picture))
      : theLesions(lesionsAtIssue(picture), 'lesions'),
  line: line,
  'neck-growth': neckGrowth,
  'neck-lesions': (picture) =>
    theLesions(growingLesions(picture).filter(notDistant), 'growing lesions of the primary site and the neck'),
  'open-verdict': openVerdict,
  'prior-radiotherapy': priorRadiotherapy,
  'progressing-in-field': (picture) =>
    theLesions(
      progressingLesions(picture).filter(({ facts }) => facts?.priorRadiotherapyField === 'in-field'),
      'growing lesions in a prior field',
    ),
  'progressing-in-field-growth': (picture) =>
    listInWords(
      progressingLesions(picture)
        .filter(({ facts }) => facts?.priorRadiotherapyField === 'in-field')
        .map((lesion) => growthOfLesion(lesion, picture.latest)),
    ),
  'progression-shown': progressionShown,
  'remaining-lesions': (picture) => theLesions(remainingLesions(picture), 'residual lesions'),
  'remaining-sizes': (picture) =>
    remainingLesions(picture)
      .map(
        ({ words, now, nowState }) =>
          `${words} ${now === null ? (nowState ?? 'not seen') : `${millimetresInWords(now)} mm`}`,
      )
      .join('; ') || 'none',
  reports: reports,
  'settled-by': settledBy,
  'support-reasons': supportReasons,
};
