/**
 * CSV (RFC 4180) of which every record is one line of UTF-8 and no quote stands inside a cell: what statistics programs write, read block by
 * block at several times the speed of a general parser. Whatever is not like this is refused here and read by that parser.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The file cannot be read line by line; the message says why. */
export class NotPlainError extends Error {}

const blockBytes = 256 * 1024;
const longestLine = 100_000;
const newline = 0x0a;
const quote = 0x22;
const comma = 0x2c;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The first bytes of a file, packed as they are. */
export function startOf(file: string): Buffer {
  const start = Buffer.alloc(2 * 1024);
  const descriptor = openSync(file, 'r');
  try {
    return start.subarray(0, readSync(descriptor, start, 0, start.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

function bytesIn(file: string): AsyncIterable<Buffer> {
  const bytes = createReadStream(file, { highWaterMark: blockBytes });
  // A failure of either ends the reading of the other, and is thrown where it is read.
  return isGzip(startOf(file)) ? pipeline(bytes, createGunzip({ chunkSize: blockBytes }), () => undefined) : bytes;
}

function textOf(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw new NotPlainError('it is not all UTF-8');
  return bytes.toString('utf8');
}

/** Lines without what ends them: all of them end in LF, or all in CR LF. */
class LineEnds {
  #withReturn: boolean | null = null;

  linesOf(text: string): string[] {
    this.#withReturn ??= /\r\n/.test(text);
    if (text.includes('\0') || (this.#withReturn ? /\r(?!\n)|(?<!\r)\n/.test(text) : text.includes('\r')))
      throw new NotPlainError('its lines do not all end alike');
    return text.split(this.#withReturn ? '\r\n' : '\n');
  }
}

/** The lines of a file, a block at a time; the first has no byte order mark. @throws NotPlainError */
export async function* linesIn(file: string): AsyncGenerator<readonly string[]> {
  const ends = new LineEnds();
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  const taken = (bytes: Buffer): string[] => {
    const text = textOf(bytes);
    const lines = ends.linesOf(begun || !text.startsWith('\uFEFF') ? text : text.slice(1));
    begun = true;
    return lines;
  };
  for await (const block of bytesIn(file)) {
    const end = block.lastIndexOf(newline);
    if (end < 0 && rest.length > longestLine) throw new NotPlainError('a line is very long');
    const bytes = Buffer.concat([rest, block.subarray(0, end + 1)]);
    rest = end < 0 ? Buffer.concat([rest, block]) : Buffer.from(block.subarray(end + 1));
    if (end < 0) continue;
    const lines = taken(bytes);
    lines.pop();
    yield lines;
  }
  if (rest.length > 0) yield taken(rest);
}

/** The cells of a line. @throws NotPlainError where a quote stands inside a cell, or is not closed on the line */
export function cellsOfLine(line: string): string[] {
  if (line.length > longestLine) throw new NotPlainError('a line is very long');
  const cells: string[] = [];
  let at = 0;
  do {
    const quoted = line.charCodeAt(at) === quote;
    const start = quoted ? at + 1 : at;
    const found = line.indexOf(quoted ? '"' : ',', start);
    const end = found < 0 ? line.length : found;
    const next = quoted ? end + 1 : end;
    const cell = line.slice(start, end);
    const isClosed = found >= 0 && (next >= line.length || line.charCodeAt(next) === comma);
    if (quoted ? !isClosed : cell.includes('"')) throw new NotPlainError('quotes stand inside of cells');
    cells.push(cell);
    at = next + 1;
  } while (at <= line.length);
  return cells;
}
