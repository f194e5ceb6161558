/** What a terminal shows of a program's output: it knows line ends, the return to a line's begin, and the wiping of its rest. */
export function screenOf(raw: string): { readonly lines: readonly string[]; readonly frames: readonly string[] } {
  const lines: string[] = [];
  const frames: string[] = [];
  let line: string[] = [];
  let column = 0;
  for (const [token] of raw.matchAll(/\u001B\[K|[\s\S]/gu)) {
    if (token === '\n') {
      lines.push(line.join('').trimEnd());
      line = [];
      column = 0;
    } else if (token === '\r') {
      column = 0;
    } else if (token === '\u001B[K') {
      line.length = Math.min(line.length, column);
      frames.push(line.join(''));
    } else {
      line[column] = token;
      column += 1;
    }
  }
  return { lines: [...lines, line.join('')], frames };
}
