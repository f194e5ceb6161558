/**
 * What is missing from an item: unknown facts, those that could change the flag or an option first; statements older than their
 * window; and the list of questions to ask, by who could answer.
 */
import { dayOf, intervalOf } from '../facts/case-fact.js';
import type { CasePicture } from '../facts/case-picture.js';
import { factsAsked } from './condition.js';
import type { FactReadings } from '../facts/facts.js';
import type { Condition, FactDescription, Rule, RuleOption } from '../catalog/rule.js';
import { capitalised, dateInWords } from '../phrases/words.js';

export interface UnknownFact {
  readonly fact: string;
  readonly words: string;
  readonly whoCouldAnswer: string;
}

export interface ItemUnknown extends UnknownFact {
  readonly need: 'hard' | 'strong' | 'context';
  /** True where the answer decides whether the question applies at all. */
  readonly decidesTheItem: boolean;
  /** What the answer could change. */
  readonly couldChange: readonly ('flag' | 'item' | 'option')[];
  readonly suppliers: readonly string[];
  /** Days before a scan for which an answer counts as current [P]; null = it does not grow old. */
  readonly freshForDays: number | null;
}

/** A statement that is there but older than its window before the last scan. */
export interface OutOfDateFact extends UnknownFact {
  readonly suppliers: readonly string[];
  readonly date: string;
  readonly freshForDays: number;
}

/** What one supplier could be asked. */
export interface ChaseGroup {
  readonly supplier: string;
  readonly asks: readonly string[];
}

type Facts = ReadonlyMap<string, FactDescription>;

/** A fact of the register in words. Throws on one that is not described: the catalogue is checked when it is loaded. */
export function describeFact(fact: string, register: Facts): UnknownFact {
  const found = register.get(fact);
  if (found === undefined) throw new Error(`'${fact}' is not described in facts.json`);
  return { fact, words: found.words, whoCouldAnswer: found.whoCouldAnswer };
}

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
      const { suppliers, freshForDays, mayChangeFlag } = register.get(fact)!;
      const decidesTheItem = undecided.includes(fact);
      const couldChange = [
        ...(mayChangeFlag ? ['flag' as const] : []),
        ...(decidesTheItem ? ['item' as const] : []),
        ...(ofOptions.has(fact) ? ['option' as const] : []),
      ];
      return { ...describeFact(fact, register), need, decidesTheItem, couldChange, suppliers, freshForDays };
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
    const { freshForDays, suppliers } = register.get(fact)!;
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
    return [{ ...describeFact(fact, register), suppliers, date: newest, freshForDays }];
  });
}

/** What to ask whom: every unknown and every statement that is out of date, under each supplier who could answer. */
export function chaseGroups(unknowns: readonly ItemUnknown[], stale: readonly OutOfDateFact[]): ChaseGroup[] {
  const groups = new Map<string, string[]>();
  const add = (suppliers: readonly string[], ask: string): void => {
    for (const supplier of suppliers) {
      const asks = groups.get(supplier) ?? [];
      if (!asks.includes(ask)) groups.set(supplier, [...asks, ask]);
    }
  };
  for (const { suppliers, words } of unknowns) add(suppliers, words);
  for (const { suppliers, words, date } of stale)
    add(suppliers, `${words} (last stated for ${dateInWords({ from: date, to: date })})`);
  return [...groups]
    .map(([supplier, asks]) => ({ supplier, asks }))
    .sort((one, other) => (one.supplier < other.supplier ? -1 : 1));
}

/** The questions of several items as plain text to copy, by supplier; each question once. Holds nothing that names a patient. */
export function chaseList(
  items: readonly { readonly unknowns: readonly ItemUnknown[]; readonly outOfDate: readonly OutOfDateFact[] }[],
): string {
  const groups = chaseGroups(
    items.flatMap(({ unknowns }) => unknowns),
    items.flatMap((item) => item.outOfDate),
  );
  return groups
    .map(({ supplier, asks }) => `${capitalised(supplier)}:\n${asks.map((ask) => `- ${ask}`).join('\n')}\n`)
    .join('\n');
}
