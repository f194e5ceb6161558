/** What several items say, each once, with the rules that say it. */
import { canonicalText } from '../facts/canonical-text.js';
import type { Phrase } from '../phrases/phrase.js';

/** A value as the item of one rule says it. */
export interface SaidByRule<Value> {
  readonly rule: string;
  readonly value: Value;
}

/** A text of a case with the rules it comes from. */
export interface MergedText {
  readonly words: Phrase;
  readonly rules: readonly string[];
}

export const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** Those with one key together, in the order in which the first of each was said. */
export function together<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[][] {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return [...groups.values()];
}

/** Phrases of the same id and parameters are the same text. */
export const textKey = (words: Phrase): string => canonicalText(words);

export const rulesOf = (said: readonly SaidByRule<unknown>[]): string[] => unique(said.map(({ rule }) => rule));

/** Each text once. */
export const textsOnce = (said: readonly SaidByRule<Phrase>[]): MergedText[] =>
  together(said, ({ value }) => textKey(value)).map((same) => ({ words: same[0]!.value, rules: rulesOf(same) }));
