/**
 * Facts that do not fit together: two current statements that disagree, and statements against measurements. Both sides are shown;
 * none is chosen.
 */
import { discussionLimits, patternLimits } from '../../response/index.js';
import { dayOf, intervalOf, statementsOf, type StatedFact } from './case-fact.js';
import type { CasePicture, LesionView } from './case-picture.js';
import { canonicalText } from '../draft/evidence-used.js';
import { millimetresInWords, dateInWords, listInWords } from '../phrases/words.js';

export interface Contradiction {
  readonly fact: string;
  readonly lesion: string | null;
  readonly words: string;
}

/** Facts that do not change with time: two values that differ contradict each other whatever their dates. */
const lasting: ReadonlySet<string> = new Set([
  'sex',
  'birth-year',
  'primary-site',
  'primary-subsite',
  'histology',
  'p16',
  'ebv',
  'setting',
  'disease-extent',
  'oligometastatic-before',
  'line-number',
  'treatment-start',
  'second-primary',
]);

/** Facts of which several may stand side by side on one day. */
const several: ReadonlySet<string> = new Set([
  'organ-at-risk',
  'organ-at-risk-acknowledged',
  'immune-adverse-event',
  'local-treatment',
  'symptoms',
  'prior-radiotherapy',
  'image-pointer',
  'tissue',
  'patient-wish',
  'seen-by',
  'comorbidity',
  'open-trials',
]);

const on = (date: string | null): string => (date === null ? 'undated' : dateInWords(intervalOf(date)!));

function valueInWords({ state, value }: StatedFact): string {
  if (state === 'none') return 'none';
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, part]) => `${key} ${typeof part === 'object' ? canonicalText(part) : String(part)}`)
    .join(', ');
}

/** What a statement says, without who said it. */
function said({ state, value }: StatedFact): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return canonicalText([state, value ?? null]);
  return canonicalText([state, Object.fromEntries(Object.entries(value).filter(([field]) => field !== 'by'))]);
}

function disagreeing(facts: readonly StatedFact[]): Contradiction[] {
  const groups = new Map<string, StatedFact[]>();
  for (const fact of facts) {
    if (fact.state === 'unknown' || several.has(fact.name)) continue;
    const key = canonicalText([fact.name, fact.lesion, fact.evaluator, lasting.has(fact.name) ? null : fact.date]);
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()]
    .filter((group) => new Set(group.map(said)).size > 1)
    .map((group) => {
      const [first] = group;
      const sides = [...group]
        .sort((one, other) => one.order - other.order)
        .map((fact) => `"${valueInWords(fact)}" (${on(fact.date)})`);
      return {
        fact: first!.name,
        lesion: first!.lesion,
        words: `${first!.name.replaceAll('-', ' ')}${first!.lesion === null ? '' : ` of ${first!.lesion}`} was stated as ${listInWords(sides)}`,
      };
    });
}

const distant = ({ region, role, gone }: LesionView): boolean =>
  region === 'distant' && role !== 'new' && gone !== true;

type Check = (picture: CasePicture) => Contradiction[];

const extentAgainstLesions: Check = ({ facts, lesions }) => {
  const newest = statementsOf(facts, 'disease-extent').at(-1);
  const found = lesions.filter(distant);
  return newest?.state === 'known' && newest.value === 'locoregional-only' && found.length > 0
    ? [
        {
          fact: 'disease-extent',
          lesion: null,
          words: `the disease was stated as locoregional only, and ${listInWords(found.map(({ words }) => words))} is listed`,
        },
      ]
    : [];
};

const radiotherapyAgainstField: Check = ({ facts, lesions }) => {
  const inField = lesions.filter((lesion) => lesion.facts?.priorRadiotherapyField === 'in-field');
  return statementsOf(facts, 'prior-radiotherapy').at(-1)?.state === 'none' && inField.length > 0
    ? [
        {
          fact: 'prior-radiotherapy',
          lesion: null,
          words: `no prior radiotherapy was stated, and ${listInWords(inField.map(({ words }) => words))} was stated to lie in a prior field`,
        },
      ]
    : [];
};

const doseAgainstScan: Check = ({ history: { treatment }, latest }) => {
  const { ongoing, lastDose } = treatment;
  return ongoing === 'yes' && lastDose !== null && latest?.date && dayOf(lastDose.to) < dayOf(latest.date.from)
    ? [
        {
          fact: 'treatment-ongoing',
          lesion: null,
          words: `the drug was stated as still given, and its last dose as ${dateInWords(lastDose)}`,
        },
      ]
    : [];
};

const stabilityAgainstEcog: Check = ({ history: { reported } }) => {
  const stable = reported.stability.filter((one) => one.stable).at(-1);
  const ecog = [...reported.ecog].sort((one, other) => (one.date.to < other.date.to ? -1 : 1));
  const [before, after] = [ecog.at(-2), ecog.at(-1)];
  return stable &&
    before &&
    after &&
    after.value > before.value &&
    Math.abs(dayOf(stable.date.to) - dayOf(after.date.to)) <= discussionLimits.stabilityAndEcogDays
    ? [
        {
          fact: 'clinical-stability',
          lesion: null,
          words: `${stable.by} stated on ${dateInWords(stable.date)} that the patient is clinically stable, and ECOG went from ${before.value} to ${after.value} (${dateInWords(after.date)})`,
        },
      ]
    : [];
};

const oligometastaticAgainstLesions: Check = ({ facts, lesions }) => {
  const newest = statementsOf(facts, 'oligometastatic-before').at(-1);
  const atStart = lesions.filter(({ region, baseline }) => region === 'distant' && baseline !== null);
  return newest?.state === 'known' && newest.value === 'yes' && atStart.length > patternLimits.mostProgressingSites
    ? [
        {
          fact: 'oligometastatic-before',
          lesion: null,
          words: `the disease was stated as oligometastatic before the drug, and ${atStart.length} distant lesions were measured at baseline`,
        },
      ]
    : [];
};

const surgeryAgainstSize: Check = ({ lesions, latest }) =>
  lesions.flatMap(({ label, words, facts, now }) => {
    const removed = (facts?.localTreatments ?? []).find(
      ({ kind, date }) => kind === 'surgery' && latest?.date && dayOf(date.to) < dayOf(latest.date.from),
    );
    return removed && now !== null && now > 0
      ? [
          {
            fact: 'local-treatment',
            lesion: label,
            words: `${words} was operated on (${dateInWords(removed.date)}), and measured ${millimetresInWords(now)} mm afterwards`,
          },
        ]
      : [];
  });

const checks: readonly Check[] = [
  extentAgainstLesions,
  radiotherapyAgainstField,
  doseAgainstScan,
  stabilityAgainstEcog,
  oligometastaticAgainstLesions,
  surgeryAgainstSize,
];

/** Every contradiction of a case, in words; both sides are named. */
export const contradictionsOf = (picture: CasePicture): Contradiction[] => [
  ...disagreeing(picture.facts),
  ...checks.flatMap((check) => check(picture)),
];
