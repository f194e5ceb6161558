/**
 * What is missing from an item: unknown facts, those that could change the flag or an option first; and statements older than their
 * window.
 */
import { dayOf, intervalOf } from '../facts/case-fact.js';
import type { CasePicture } from '../facts/case-picture.js';
import { factsAsked } from './condition.js';
import type { FactReadings } from '../facts/facts.js';
import type { Condition, FactDescription, Rule, RuleOption } from '../catalog/rule.js';
import type { Phrase } from '../phrases/phrase.js';

export interface UnknownFact {
  readonly fact: string;
  readonly words: Phrase;
  readonly whoCouldAnswer: Phrase;
}

export interface ItemUnknown extends UnknownFact {
  readonly need: 'hard' | 'strong' | 'context';
  /** True where the answer decides whether the question applies at all. */
  readonly decidesTheItem: boolean;
  /** What the answer could change. */
  readonly couldChange: readonly ('flag' | 'item' | 'option')[];
  readonly suppliers: readonly Phrase[];
  /** Days before a scan for which an answer counts as current [P]; null = it does not grow old. */
  readonly freshForDays: number | null;
}

/** A statement that is there but older than its window before the last scan. */
export interface OutOfDateFact extends UnknownFact {
  readonly suppliers: readonly Phrase[];
  readonly date: string;
  readonly freshForDays: number;
}

type Facts = ReadonlyMap<string, FactDescription>;

const textOf = (text: string): Phrase => ({ id: 'catalogue', parameters: { text } });

/** A fact of the register as texts. */
export const describeFact = (fact: string): UnknownFact => ({
  fact,
  words: textOf(`fact/${fact}/words`),
  whoCouldAnswer: textOf(`fact/${fact}/whoCouldAnswer`),
});

const suppliersOf = ({ suppliers }: FactDescription): Phrase[] =>
  suppliers.map((supplier) => textOf(`term/${supplier}`));

const asked = (condition: Condition | undefined): string[] =>
  condition === undefined ? [] : factsAsked(condition).map(({ fact }) => fact);

/** Every fact that decides whether an option is raised, what speaks for it, what blocks it, or that is asked for with it. */
export const factsOfOption = ({ when, speaksFor, blocks, asks }: RuleOption): string[] => [
  ...asks,
  ...asked(when),
  ...[...speaksFor, ...blocks].flatMap((text) => asked(text.when)),
];

interface Needed {
  readonly fact: string;
  readonly need: ItemUnknown['need'];
}

const neededBy = (rule: Rule, undecided: readonly string[]): Needed[] => [
  ...undecided.map((fact): Needed => ({ fact, need: 'hard' })),
  ...(['hard', 'strong', 'context'] as const).flatMap((need) =>
    rule.needs[need].map((fact): Needed => ({ fact, need })),
  ),
];

function once(needed: readonly Needed[]): Needed[] {
  const seen = new Set<string>();
  return needed.filter(({ fact }) => !seen.has(fact) && seen.add(fact));
}

const rankOf = ({ couldChange }: ItemUnknown): number => {
  if (couldChange.includes('flag') || couldChange.includes('item')) return 0;
  return couldChange.includes('option') ? 1 : 2;
};

/**
 * The unknown facts of an item: those that could change the flag or whether the question applies, then those that could change an
 * option, then the rest; inside each by need, as the rule lists them.
 */
export function unknownsOf(
  rule: Rule,
  raised: readonly RuleOption[],
  facts: FactReadings,
  undecided: readonly string[],
  register: Facts,
): ItemUnknown[] {
  const ofOptions = new Set(raised.flatMap(factsOfOption));
  const options: Needed[] = [...ofOptions].map((fact) => ({ fact, need: 'context' }));
  return once([...neededBy(rule, undecided), ...options])
    .filter(({ fact }) => facts(fact).value === 'unknown')
    .map(({ fact, need }): ItemUnknown => {
      const description = register.get(fact)!;
      const { freshForDays, mayChangeFlag } = description;
      const decidesTheItem = undecided.includes(fact);
      const couldChange = [
        ...(mayChangeFlag ? ['flag' as const] : []),
        ...(decidesTheItem ? ['item' as const] : []),
        ...(ofOptions.has(fact) ? ['option' as const] : []),
      ];
      return {
        ...describeFact(fact),
        need,
        decidesTheItem,
        couldChange,
        suppliers: suppliersOf(description),
        freshForDays,
      };
    })
    .map((unknown, place) => ({ unknown, place }))
    .sort((one, other) => rankOf(one.unknown) - rankOf(other.unknown) || one.place - other.place)
    .map(({ unknown }) => unknown);
}

/** Known facts of an item whose newest dated statement is older than its window before the last scan. Undated ones are left alone. */
export function outOfDate(
  needed: readonly string[],
  picture: CasePicture,
  facts: FactReadings,
  register: Facts,
): OutOfDateFact[] {
  const scan = picture.latest?.date;
  if (!scan) return [];
  return [...new Set(needed)].flatMap((fact) => {
    const description = register.get(fact)!;
    const { freshForDays } = description;
    const { value, stated } = facts(fact);
    const dates = stated.flatMap(({ date }) => intervalOf(date)?.to ?? []).sort();
    const newest = dates.at(-1);
    if (
      value === 'unknown' ||
      freshForDays === null ||
      newest === undefined ||
      dayOf(scan.from) - dayOf(newest) <= freshForDays
    )
      return [];
    return [{ ...describeFact(fact), suppliers: suppliersOf(description), date: newest, freshForDays }];
  });
}
