/**
 * Which text the bytes of a file are: UTF-8, and UTF-16 or Windows-1252 where that is certain. One check for every door: a door that read
 * other bytes as if they were UTF-8 would make one patient of two whose ids differ in an umlaut.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import type { SourceFault } from './file-signs.js';
import { foreignFileIn } from './foreign-files.js';

export type TextEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

const newline = 0x0a;
const nul = 0x00;
const beyondAscii = 0x80;
const longestLine = 1024 * 1024;

const expected = 'text in UTF-8, or gzip of it; UTF-16 and Windows-1252 where that is certain';

/**
 * Bytes above ASCII that are one character in Windows-1252 and in Windows-1250: of these alone a text is certain in its letters. (Â is not
 * among them: its byte begins most signs of UTF-8.)
 */
const sharedLetters = new Set('ÁÄÇÉËÍÎÓÔÖÚÜÝßáâäçéëíîóôöúüý'.split('').map((letter) => letter.charCodeAt(0)));
const sharedSigns = new Set([
  0xa0, 0xa7, 0xa9, 0xab, 0xac, 0xad, 0xae, 0xb0, 0xb1, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xbb, 0xd7, 0xf7,
]);
/** Quotes, dashes, ellipsis, bullet and euro. In older code pages these bytes are letters, so none may stand against a letter on both sides. */
const typographic = new Set([0x80, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97]);

/** More letters above ASCII in a row than a word of a Western language has: Cyrillic or Greek in a code page of its own. */
const mostInARow = 2;

const isAsciiLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/** Half of a surrogate pair, written as if it were a character of UTF-8: broken text of that encoding, and of no other. */
const isHalfCharacter = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xed && isContinuation(bytes[at + 1], 0xa0) && isContinuation(bytes[at + 2], 0x80);

const isContinuation = (byte: number | undefined, from: number): boolean =>
  byte !== undefined && byte >= from && byte <= 0xbf;

/** Whether bytes that are not UTF-8 are Windows-1252 for certain: the same text in every code page that a hospital here writes. */
function isCertainlyWindows1252(bytes: Uint8Array): boolean {
  let inARow = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte < beyondAscii) {
      inARow = 0;
      continue;
    }
    if (isHalfCharacter(bytes, at)) return false;
    if (sharedLetters.has(byte)) {
      inARow += 1;
      if (inARow > mostInARow) return false;
      continue;
    }
    inARow = 0;
    if (sharedSigns.has(byte)) continue;
    if (!typographic.has(byte)) return false;
    if (byte !== 0x92 && isAsciiLetter(bytes[at - 1]) && isAsciiLetter(bytes[at + 1])) return false;
  }
  return true;
}

/** UTF-16 by its mark; without one, where every second byte of the beginning is NUL and no other is. */
function utf16Of(start: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  if (start[0] === 0xff && start[1] === 0xfe) return 'UTF-16LE';
  if (start[0] === 0xfe && start[1] === 0xff) return 'UTF-16BE';
  if (start.length < 8) return null;
  const looked = start.subarray(0, 200);
  const share = (odd: number): number => {
    const half = looked.filter((_, index) => index % 2 === odd);
    return half.filter((byte) => byte === nul).length / half.length;
  };
  if (share(1) > 0.9 && share(0) === 0) return 'UTF-16LE';
  return share(0) > 0.9 && share(1) === 0 ? 'UTF-16BE' : null;
}

const decoderLabels = { 'UTF-16LE': 'utf-16le', 'UTF-16BE': 'utf-16be', 'Windows-1252': 'windows-1252' } as const;

/** Block by block, each of whole lines but for the last: bytes in, UTF-8 out. */
export class TextBytes {
  #encoding: TextEncoding = 'UTF-8';
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  #lines = 0;
  #begun = false;
  /** Characters above ASCII were read as UTF-8: what follows in another encoding makes the file uncertain. */
  #beyondAscii = false;
  readonly #encoder = new TextEncoder();

  /** @param ofPart the bytes are cells of a file that has been recognised, and no beginning of one tells its kind */
  constructor({ ofPart = false }: { readonly ofPart?: boolean } = {}) {
    this.#begun = ofPart;
  }

  /** How the file has been read so far. */
  get encoding(): TextEncoding {
    return this.#encoding;
  }

  /** The block as UTF-8 (the same bytes where it is), or why it is no text. `last` ends the file. */
  take(block: Uint8Array, last = false): Uint8Array | SourceFault {
    if (!this.#begun && block.length > 0) {
      this.#begun = true;
      const foreign = foreignFileIn(block);
      if (foreign !== null) return foreign;
      const wide = utf16Of(block);
      if (wide !== null) this.#readAs(wide);
    }
    const text = this.#decoder === null ? this.#takeUtf8(block) : this.#decoded(block, last);
    if (text instanceof Uint8Array)
      for (let at = text.indexOf(newline); at !== -1; at = text.indexOf(newline, at + 1)) this.#lines += 1;
    return text;
  }

  #readAs(encoding: Exclude<TextEncoding, 'UTF-8'>): void {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(decoderLabels[encoding], { fatal: true });
  }

  #takeUtf8(block: Uint8Array): Uint8Array | SourceFault {
    if (isUtf8(block)) {
      if (block.includes(nul)) return this.#faultIn(block);
      this.#beyondAscii ||= !isAscii(block);
      return block;
    }
    if (this.#beyondAscii || block.includes(nul) || !isCertainlyWindows1252(block)) return this.#faultIn(block);
    this.#readAs('Windows-1252');
    return this.#decoded(block, false);
  }

  #decoded(block: Uint8Array, last: boolean): Uint8Array | SourceFault {
    const narrow = this.#encoding === 'Windows-1252';
    // Two encodings in one file: which of them the rest is, nobody can tell.
    if (narrow && (!isCertainlyWindows1252(block) || (isUtf8(block) && !isAscii(block)))) return this.#faultIn(block);
    try {
      const text = this.#decoder!.decode(block, { stream: !last });
      return text.includes('\0')
        ? this.#fault('holds a NUL (U+0000)', 'Unicode text without NUL')
        : this.#encoder.encode(text);
    } catch {
      return this.#fault(`is not ${this.#encoding}`, expected);
    }
  }

  #fault(says: string, wanted: string): SourceFault {
    const line = this.#lines + 1;
    return { row: line, column: null, code: 'unreadable', message: `line ${line} ${says}`, expected: wanted };
  }

  /** The first line of a block that is no text. */
  #faultIn(block: Uint8Array): SourceFault {
    let start = 0;
    for (let line = this.#lines + 1; start <= block.length; line += 1) {
      const end = block.indexOf(newline, start) + 1 || block.length;
      const bytes = block.subarray(start, end);
      const place = { row: line, column: null, code: 'unreadable' };
      if (!isUtf8(bytes))
        return {
          ...place,
          message: `line ${line} is not UTF-8`,
          expected,
        };
      if (bytes.includes(nul)) {
        const at = [...new TextDecoder().decode(bytes)].indexOf('\0') + 1;
        return {
          ...place,
          message: `line ${line} holds a NUL (U+0000) at character ${at}`,
          expected: 'Unicode text without NUL',
        };
      }
      if (end === block.length) break;
      start = end;
    }
    return this.#fault('is in another encoding than the lines before', expected);
  }

  /** The fault of a line that does not end. */
  lineTooLong(): SourceFault {
    return {
      row: this.#lines + 1,
      column: null,
      code: 'too-long',
      message: `line ${this.#lines + 1} is longer than ${longestLine} bytes`,
      expected: 'a file of lines',
    };
  }
}

export const isTooLongForALine = (bytes: Uint8Array): boolean => bytes.length > longestLine;

const utf8 = new TextDecoder('utf-8');

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** A whole file in memory as text; or why it is none. */
export function textOfBytes(bytes: Uint8Array): DecodedText | { readonly fault: SourceFault } {
  const reading = new TextBytes();
  const read = reading.take(bytes, true);
  return read instanceof Uint8Array ? { text: utf8.decode(read), encoding: reading.encoding } : { fault: read };
}
