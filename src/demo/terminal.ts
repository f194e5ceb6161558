/** The part of a terminal, a pipe or a file that is written to. */
export interface Output {
  readonly isTTY?: boolean;
  /** Of a terminal; 0 or nothing where it does not tell. */
  readonly columns?: number;
  write(text: string): unknown;
}

const clearLine = '\r\u001B[K';
const indentOf = (text: string): number => text.length - text.trimStart().length;

/** Breaks a line between words at `width`; what goes on is indented by `hanging`. A longer word stays whole. */
export function wrapped(text: string, width: number, hanging = indentOf(text) + 4): string {
  const indent = ' '.repeat(indentOf(text));
  const lines: string[] = [];
  let line = indent;
  for (const word of text.trimStart().split(' ')) {
    const longer = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
    if (longer.length <= width || line.trim() === '') {
      line = longer;
    } else {
      lines.push(line.trimEnd());
      line = `${' '.repeat(hanging)}${word}`;
    }
  }
  return [...lines, line.trimEnd()].join('\n');
}

/**
 * Writes lines for people: wrapped at a terminal's width, whole elsewhere, so that a line in a file is one line. On a terminal the
 * last line may be a status, which is written anew in its place and gone when the next line comes.
 */
export class Terminal {
  #status = '';
  #ended = false;

  constructor(private readonly output: Output = process.stdout) {}

  /** Null where the output is no terminal. */
  get width(): number | null {
    if (this.output.isTTY !== true) return null;
    return this.output.columns || 80;
  }

  /** @param hanging columns by which the further lines of a wrapped one are indented; by default four more than the first */
  line(text = '', hanging?: number): void {
    if (this.#ended) return;
    this.clearStatus();
    const { width } = this;
    this.output.write(`${width === null ? text : wrapped(text, width, hanging)}\n`);
  }

  /** Writes the last line: what still goes on beside the end is not told. */
  last(text: string): void {
    this.line(text);
    this.#ended = true;
  }

  status(text: string): void {
    const { width } = this;
    if (this.#ended || width === null || text === this.#status) return;
    this.#status = text;
    // One column stays free: in the last one some terminals go to the next line.
    this.output.write(`\r${[...text].slice(0, width - 1).join('')}\u001B[K`);
  }

  clearStatus(): void {
    if (this.#status === '') return;
    this.#status = '';
    this.output.write(clearLine);
  }
}
