/**
 * One list of what a case does not know, each fact once: those that could change a flag or whether a question applies, then those that
 * could change an option, then the rest; inside each by need, then in the order in which the items are read. What could change more comes
 * first; nothing is said of how likely that is.
 */
import type { DraftItem } from '../draft/draft.js';
import type { ItemUnknown } from '../draft/missing.js';
import type { Phrase } from '../phrases/phrase.js';
import { render } from '../phrases/render.js';
import { answerOf, type Answer } from './answers.js';
import { rulesOf, textsOnce, together, unique, type SaidByRule } from './each-once.js';

export interface MergedUnknown {
  /** Facts of the register; several where they ask for the same thing in the same words. */
  readonly facts: readonly string[];
  readonly words: Phrase;
  /** Labels of the lesions that it is asked of; empty where it is no fact of a lesion. */
  readonly lesions: readonly string[];
  readonly couldChange: readonly ('flag' | 'item' | 'option')[];
  readonly need: ItemUnknown['need'];
  readonly decidesTheItem: boolean;
  readonly whoCouldAnswer: Phrase;
  readonly suppliers: readonly Phrase[];
  readonly freshForDays: number | null;
  /** The fact by which a person may answer it; null where no statement can. */
  readonly answer: Answer | null;
  readonly rules: readonly string[];
}

/** A statement that was older than its window when an item was drafted. */
export interface MergedOutOfDate {
  readonly facts: readonly string[];
  readonly words: Phrase;
  readonly whoCouldAnswer: Phrase;
  readonly suppliers: readonly Phrase[];
  readonly date: string;
  readonly freshForDays: number;
  readonly rules: readonly string[];
}

const changes = ['flag', 'item', 'option'] as const;
const needs = ['hard', 'strong', 'context'] as const;

/** What two facts of the register ask for is the same where they ask for it in the same words. */
export const sameQuestion = (words: Phrase): string => render(words, 'en');

const suppliersOf = (missing: readonly { readonly suppliers: readonly Phrase[] }[]): Phrase[] =>
  textsOnce(missing.flatMap(({ suppliers }) => suppliers.map((value) => ({ rule: '', value })))).map(
    ({ words }) => words,
  );

function answerTo(answers: readonly (Answer | null)[]): Answer | null {
  const found = answers.filter((answer) => answer !== null);
  const [first] = found;
  return first === undefined
    ? null
    : { ...first, lesions: unique(found.flatMap(({ fact, lesions }) => (fact === first.fact ? lesions : []))) };
}

interface Asked extends ItemUnknown {
  readonly answer: Answer | null;
}

function unknownOf(same: readonly SaidByRule<Asked>[]): MergedUnknown {
  const asked = same.map(({ value }) => value);
  const { words, whoCouldAnswer, freshForDays } = asked[0]!;
  const answer = answerTo(asked.map((one) => one.answer));
  return {
    facts: unique(asked.map(({ fact }) => fact)),
    words,
    lesions: answer?.lesions ?? [],
    couldChange: changes.filter((change) => asked.some(({ couldChange }) => couldChange.includes(change))),
    need: needs.find((need) => asked.some((one) => one.need === need))!,
    decidesTheItem: asked.some(({ decidesTheItem }) => decidesTheItem),
    whoCouldAnswer,
    suppliers: suppliersOf(asked),
    freshForDays,
    answer,
    rules: rulesOf(same),
  };
}

/** 0 = could change a flag or whether a question applies, 1 = an option, 2 = neither. */
const reachOf = ({ couldChange }: MergedUnknown): number => {
  if (couldChange.includes('flag') || couldChange.includes('item')) return 0;
  return couldChange.includes('option') ? 1 : 2;
};

/** What the items, in reading order, do not know. */
export function mergedUnknowns(items: readonly DraftItem[]): MergedUnknown[] {
  const asked = items.flatMap((item) =>
    item.unknowns.map((unknown) => ({
      rule: item.rule,
      value: { ...unknown, answer: answerOf(unknown.fact, item) },
    })),
  );
  return together(asked, ({ value: { words } }) => sameQuestion(words))
    .map(unknownOf)
    .map((unknown, place) => ({ unknown, place }))
    .sort(
      (one, other) =>
        reachOf(one.unknown) - reachOf(other.unknown) ||
        needs.indexOf(one.unknown.need) - needs.indexOf(other.unknown.need) ||
        one.place - other.place,
    )
    .map(({ unknown }) => unknown);
}

/** What the items found out of date, each once with its newest date. */
export function mergedOutOfDate(items: readonly DraftItem[]): MergedOutOfDate[] {
  const stale = items.flatMap(({ rule, outOfDate }) => outOfDate.map((value) => ({ rule, value })));
  return together(stale, ({ value: { words } }) => sameQuestion(words)).map((same) => {
    const found = same.map(({ value }) => value);
    const { words, whoCouldAnswer, freshForDays } = found[0]!;
    return {
      facts: unique(found.map(({ fact }) => fact)),
      words,
      whoCouldAnswer,
      suppliers: suppliersOf(found),
      date: found
        .map(({ date }) => date)
        .sort()
        .at(-1)!,
      freshForDays,
      rules: rulesOf(same),
    };
  });
}
