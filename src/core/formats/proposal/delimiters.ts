/** By what the cells of a text are separated, told from its first lines. */

const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** certain: one sign alone separates every line alike. asked: several do, and none is chosen. */
export type DelimiterFound =
  | { readonly kind: 'certain'; readonly delimiter: Delimiter }
  | { readonly kind: 'asked'; readonly readings: readonly Delimiter[] };

const mostLines = 200;

/** How often the sign stands in each line, outside of double quotes. */
function countsOf(text: string, sign: string): number[] {
  const counts: number[] = [];
  let quoted = false;
  let count = 0;
  let isBlank = true;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (quoted) continue;
    if (letter === '\n' || letter === '\r') {
      if (!isBlank) counts.push(count);
      if (counts.length === mostLines) return counts;
      count = 0;
      isBlank = true;
      continue;
    }
    isBlank = false;
    if (letter === sign) count += 1;
  }
  return counts;
}

/** @param start the beginning of the text; a last line without an end is left out, since it may be cut */
export function delimiterOf(start: string): DelimiterFound {
  const text = /[\r\n]/.test(start) ? start : `${start}\n`;
  const inHeader = delimiters
    .map((delimiter) => ({ delimiter, counts: countsOf(text, delimiter) }))
    .filter(({ counts }) => (counts[0] ?? 0) > 0);
  const alike = inHeader.filter(({ counts: [first, ...others] }) => others.every((count) => count === first));
  const candidates = alike.length > 0 ? alike : inHeader;
  const [only, ...others] = candidates;
  if (only === undefined) return { kind: 'certain', delimiter: ',' };
  if (others.length === 0) return { kind: 'certain', delimiter: only.delimiter };
  return { kind: 'asked', readings: candidates.map(({ delimiter }) => delimiter) };
}
