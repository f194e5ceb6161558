/** What is no glyph of its own and yet may stand in a text: ends of lines, tabs, soft hyphens, joiners and the like. */
const invisible = /^[\t\n\r\u00ad\u200b-\u200d\u2028\u2029\u2060]$/u;

/** What PDF/UA-1 forbids as the meaning of a glyph, also where a font has one. */
const forbidden: ReadonlySet<number> = new Set([0, 0xfeff, 0xfffe, 0xffff]);

/**
 * A text in which each character that the fonts lack stands as its code, '[U+6F22]': nothing that somebody wrote is dropped in silence,
 * and no single character keeps a document from being printed.
 */
function printableText(text: string, covered: ReadonlySet<number>): string {
  let printable = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    printable +=
      (covered.has(code) && !forbidden.has(code)) || invisible.test(character)
        ? character
        : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return printable;
}

/** The same plain data with every text in it made printable; names of members are left as they are. */
export function printableData(data: unknown, covered: ReadonlySet<number>): unknown {
  if (typeof data === 'string') return printableText(data, covered);
  if (Array.isArray(data)) return data.map((element) => printableData(element, covered));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, printableData(value, covered)]));
}
