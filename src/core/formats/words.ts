/** Words of a sender, compared without regard to case and spaces. */

export const wordOf = (text: string): string => text.trim().replace(/\s+/g, ' ').toUpperCase();

export type WordTable<Value> = Readonly<Record<string, Value>>;

/** The value of a word in a table whose words are written in capitals; undefined where the table does not know it. */
export const lookUp = <Value>(table: WordTable<Value>, text: string): Value | undefined => {
  const word = wordOf(text);
  return Object.hasOwn(table, word) ? table[word] : undefined;
};

/** A table of a sender's own words, written as they like. */
export const wordTable = <Value>(words: Readonly<Record<string, Value>>): WordTable<Value> =>
  Object.fromEntries(Object.entries(words).map(([word, value]) => [wordOf(word), value]));
