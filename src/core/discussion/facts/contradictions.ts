/**
 * Facts that do not fit together: two current statements that disagree, and statements against measurements. Both sides are shown;
 * none is chosen.
 */
import { discussionLimits, patternLimits } from '../../response/index.js';
import { dayOf, intervalOf, statementsOf, type StatedFact } from './case-fact.js';
import type { CasePicture, LesionView } from './case-picture.js';
import { canonicalText } from './canonical-text.js';
import { named } from '../phrases/lesion-phrases.js';
import type { Phrase, StatedValue } from '../phrases/phrase.js';

export interface Contradiction {
  readonly fact: string;
  readonly lesion: string | null;
  readonly words: Phrase;
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
  'stage-at-diagnosis',
  'lesion-region',
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
  'region-condition',
]);

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
      const { name: fact, lesion } = group[0]!;
      const sides = [...group]
        .sort((one, other) => one.order - other.order)
        .map(({ state, value, date }): StatedValue => ({ state, value: value ?? null, date: intervalOf(date) }));
      return { fact, lesion, words: { id: 'stated-differently', parameters: { fact, lesion, sides } } };
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
          words: { id: 'locoregional-with-distant', parameters: { lesions: found.map(named) } },
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
          words: { id: 'no-radiotherapy-with-field', parameters: { lesions: inField.map(named) } },
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
          words: { id: 'given-after-last-dose', parameters: { lastDose } },
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
          words: {
            id: 'stable-with-worse-ecog',
            parameters: {
              by: stable.by,
              date: stable.date,
              before: before.value,
              after: after.value,
              ecogDate: after.date,
            },
          },
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
          words: { id: 'oligometastatic-with-many', parameters: { count: atStart.length } },
        },
      ]
    : [];
};

const surgeryAgainstSize: Check = ({ lesions, latest }) =>
  lesions.flatMap((lesion) => {
    const { label, facts, now } = lesion;
    const removed = (facts?.localTreatments ?? []).find(
      ({ kind, date }) => kind === 'surgery' && latest?.date && dayOf(date.to) < dayOf(latest.date.from),
    );
    return removed && now !== null && now > 0
      ? [
          {
            fact: 'local-treatment',
            lesion: label,
            words: {
              id: 'operated-and-measured',
              parameters: { lesion: named(lesion), on: removed.date, size: now },
            },
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

/** Every contradiction of a case; both sides are named. */
export const contradictionsOf = (picture: CasePicture): Contradiction[] => [
  ...disagreeing(picture.facts),
  ...checks.flatMap((check) => check(picture)),
];
