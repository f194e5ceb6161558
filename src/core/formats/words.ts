/** Words of a sender, compared without regard to case and spaces. */

const plainWord = /^[A-Z0-9]*$/;

export const wordOf = (text: string): string =>
  plainWord.test(text) ? text : text.trim().replace(/\s+/g, ' ').toUpperCase();

export type WordTable<Value> = Readonly<Record<string, Value>>;

/** The value of a word in a table whose words are written in capitals; undefined where the table does not know it. */
export const lookUp = <Value>(table: WordTable<Value>, text: string): Value | undefined => {
  const word = wordOf(text);
  return Object.hasOwn(table, word) ? table[word] : undefined;
};

/** A table of a sender's own words, written as they like. */
export const wordTable = <Value>(words: Readonly<Record<string, Value>>): WordTable<Value> =>
  Object.fromEntries(Object.entries(words).map(([word, value]) => [wordOf(word), value]));

/**
 * What R, pandas, SAS, Excel and databases write where a cell holds nothing. A cell that holds one of these is blank, wherever the column
 * cannot hold it as a word of its own (the response NA of an RS file can).
 */
const blanks: ReadonlySet<string> = new Set(['NA', 'N/A', '<NA>', '#N/A', 'NAN', 'NAT', 'NULL', '(NULL)', '\\N', '.']);

const longestBlank = Math.max(...[...blanks].map(({ length }) => length));

/** With what such a word begins: most cells are told apart by that alone. */
const beginnings = 'Nn<#(\\\\.';

export const isBlankWord = (text: string): boolean =>
  text.length <= longestBlank && text !== '' && beginnings.includes(text[0]!) && blanks.has(text.toUpperCase());

/** A cell as it is read: trimmed, and '' where it holds nothing. */
export function statedText(cell: string | undefined): string {
  const text = cell?.trim() ?? '';
  return isBlankWord(text) ? '' : text;
}
