/** What several items say, each once, with the rules that say it. */
import { languages } from '../phrases/language.js';
import type { Phrase } from '../phrases/phrase.js';
import { render } from '../phrases/render.js';

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

/** What reads the same in every language is said once, whichever text of which rule it is. */
export const textKey = (words: Phrase): string => languages.map((language) => render(words, language)).join('\n');

export const rulesOf = (said: readonly SaidByRule<unknown>[]): string[] => unique(said.map(({ rule }) => rule));

/** Each text once. */
export const textsOnce = (said: readonly SaidByRule<Phrase>[]): MergedText[] =>
  together(said, ({ value }) => textKey(value)).map((same) => ({ words: same[0]!.value, rules: rulesOf(same) }));
