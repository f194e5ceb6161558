/**
 * What was stated of each lesion beside its sizes, in words: tissue, local treatments with technique and pathology, how it looks, what else
 * it may be, stability of the spine. Statements of an older form are shown as they are read: the words of a report as a result.
 */
import type { DateInterval, LesionFacts, Organ } from '../../response/index.js';
import { intervalOf, newestOf, statementsOf, textIn, type StatedFact } from '../facts/case-fact.js';
import type { Phrase } from '../phrases/phrase.js';

/** A lesion as far as statements are tied to it. */
interface StatedLesion {
  readonly label: string;
  readonly organ: Organ | null;
  readonly facts: LesionFacts | null;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const day = (value: unknown): DateInterval | null => (typeof value === 'string' ? intervalOf(value) : null);

const own = (facts: readonly StatedFact[], label: string): StatedFact[] =>
  facts.filter(({ lesion }) => lesion === label);

/** The result as the response core reads it, with what else its newest statement says. */
export function tissueOfLesion({ label, facts: read }: StatedLesion, facts: readonly StatedFact[]): Phrase[] {
  const tissue = read?.tissue;
  if (tissue === undefined) return [];
  const statement = statementsOf(facts, 'tissue', label)
    .filter(({ state, value }) => state === 'known' && day(fieldsOf(value)['on'])?.to === tissue.date.to)
    .at(-1);
  const said = fieldsOf(statement?.value);
  return [
    {
      id: 'lesion-tissue',
      parameters: {
        result: tissue.result,
        kind: tissue.kind,
        method: tissue.method,
        date: tissue.date,
        histology: text(said['histology']),
        p16: text(said['p16']),
        eber: text(said['eber']),
        shows: text(said['shows']),
      },
    },
  ];
}

const treatmentOf = (value: unknown): Phrase => {
  const said = fieldsOf(value);
  return {
    id: 'lesion-treated',
    parameters: {
      kind: String(said['kind']),
      on: day(said['on']),
      technique: text(said['technique']),
      doseGy: number(said['doseGy']),
      fractions: number(said['fractions']),
      margin: text(said['margin']),
      resectionMargin: text(said['resectionMargin']),
      extranodalExtension: text(said['extranodalExtension']),
      viableTumour: text(said['viableTumour']),
    },
  };
};

/** Each treatment once: the newest statement of a kind and a day in the place of older ones. */
function treatmentsOf({ label }: StatedLesion, facts: readonly StatedFact[]): Phrase[] {
  const treatments = new Map<string, unknown>();
  for (const { state, value } of statementsOf(facts, 'local-treatment', label))
    if (state === 'known' && Array.isArray(value))
      for (const one of value as readonly unknown[]) {
        const { kind, on } = fieldsOf(one);
        treatments.set(JSON.stringify([kind, on]), one);
      }
  return [...treatments.values()].map(treatmentOf);
}

function appearanceOf({ label }: StatedLesion, facts: readonly StatedFact[]): Phrase[] {
  const newest = newestOf(own(facts, label), 'lesion-appearance');
  const appearance = newest?.state === 'known' ? textIn(newest, 'appearance') : null;
  return appearance === null
    ? []
    : [{ id: 'lesion-appearance', parameters: { appearance, date: intervalOf(newest?.date ?? null) } }];
}

const conditionNames = {
  'sarcoid-like-nodes': 'sarcoid-like',
  infection: 'infection',
  flare: 'flare',
} as const;

/** Conditions of the lesion itself, as stated last. */
const conditionsOfLesion = ({ label }: StatedLesion, facts: readonly StatedFact[]): Phrase[] =>
  Object.entries(conditionNames).flatMap(([name, condition]): Phrase[] => {
    const newest = newestOf(own(facts, label), name);
    return newest?.state === 'known' && newest.value === 'yes'
      ? [{ id: 'lesion-condition', parameters: { condition, date: intervalOf(newest.date), region: null } }]
      : [];
  });

/** Conditions of the organ that it lies in, as stated last of each. */
function conditionsOfRegion({ organ }: StatedLesion, facts: readonly StatedFact[]): Phrase[] {
  if (organ === null) return [];
  const newest = new Map<string, StatedFact>();
  for (const fact of statementsOf(facts, 'region-condition'))
    if (fact.state === 'known' && textIn(fact, 'organ') === organ) newest.set(textIn(fact, 'condition') ?? '', fact);
  return [...newest]
    .filter(([, fact]) => textIn(fact, 'present') === 'yes')
    .map(([condition, { date }]) => ({
      id: 'lesion-condition',
      parameters: { condition, date: intervalOf(date), region: organ },
    }));
}

function spineOf({ label }: StatedLesion, facts: readonly StatedFact[]): Phrase[] {
  const newest = newestOf(own(facts, label), 'spine-stability-sins');
  return newest?.state === 'known' && typeof newest.value === 'number'
    ? [{ id: 'lesion-sins', parameters: { score: newest.value, date: intervalOf(newest.date) } }]
    : [];
}

/** The lines of one lesion, each a fact; empty where nothing was stated of it. */
export const statedOfLesion = (lesion: StatedLesion, facts: readonly StatedFact[]): Phrase[] => [
  ...tissueOfLesion(lesion, facts),
  ...treatmentsOf(lesion, facts),
  ...appearanceOf(lesion, facts),
  ...conditionsOfLesion(lesion, facts),
  ...conditionsOfRegion(lesion, facts),
  ...spineOf(lesion, facts),
];
