/** Words of this program as a list of SQL literals, for a condition that an index has to match. */
export const sqlWords = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ');
