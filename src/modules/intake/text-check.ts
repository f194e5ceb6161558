import { isUtf8 } from 'node:buffer';
import { Transform, type TransformCallback } from 'node:stream';
import type { SourceFault } from '../../core/formats/index.js';
import { textFault } from '../../platform/http/index.js';
import { FileRefusal } from './file-refusal.js';

const newline = 0x0a;
const nul = 0x00;

/** What a byte order mark or a telling byte says of text in another encoding. */
const encodings: readonly { readonly starts: readonly number[]; readonly name: string }[] = [
  { starts: [0xff, 0xfe], name: 'UTF-16' },
  { starts: [0xfe, 0xff], name: 'UTF-16' },
  { starts: [0x50, 0x4b, 0x03, 0x04], name: 'a ZIP archive or an Excel workbook' },
];

/**
 * Lets text through, whole lines at a time: UTF-8, which has no half characters, without NUL. Ends with a `FileRefusal` that names the
 * line where it is not, or with `tooLarge` after `mostBytes`. The rest of the rule of texts is about cells (`RowEncoder`).
 */
export class TextCheck extends Transform {
  #rest: Buffer = Buffer.alloc(0);
  #lines = 0;
  #bytes = 0;

  constructor(
    private readonly mostBytes: number,
    private readonly tooLarge: () => Error,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.mostBytes) return done(this.tooLarge());
    const end = chunk.lastIndexOf(newline) + 1;
    if (end === 0) {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      return this.#rest.length > longestLine ? done(new FileRefusal([this.#fault(this.#rest)])) : done();
    }
    const block = Buffer.concat([this.#rest, chunk.subarray(0, end)]);
    this.#rest = Buffer.from(chunk.subarray(end));
    this.#check(block, done);
  }

  override _flush(done: TransformCallback): void {
    this.#check(this.#rest, done);
  }

  #check(block: Buffer, done: TransformCallback): void {
    if (!isUtf8(block) || block.includes(nul)) return done(new FileRefusal([this.#fault(block)]));
    for (let at = block.indexOf(newline); at !== -1; at = block.indexOf(newline, at + 1)) this.#lines += 1;
    done(null, block);
  }

  #fault(block: Buffer): SourceFault {
    const expected = 'text in UTF-8, or gzip of it';
    const other =
      this.#lines === 0
        ? encodings.find(({ starts }) => starts.every((byte, index) => block[index] === byte))
        : undefined;
    if (other !== undefined)
      return { row: null, column: null, code: 'unreadable', message: `the file is ${other.name}`, expected };
    let start = 0;
    for (let line = this.#lines + 1; start <= block.length; line += 1) {
      const end = block.indexOf(newline, start) + 1 || block.length;
      const text = block.subarray(start, end);
      if (!isUtf8(text))
        return { row: line, column: null, code: 'unreadable', message: `line ${line} is not UTF-8`, expected };
      if (text.includes(nul)) return { row: line, column: null, ...nulOf(line, text) };
      if (end === block.length) break;
      start = end;
    }
    return {
      row: this.#lines + 1,
      column: null,
      code: 'too-long',
      message: `line ${this.#lines + 1} is longer than ${longestLine} bytes`,
      expected: 'a file of lines',
    };
  }
}

const longestLine = 1024 * 1024;

function nulOf(line: number, text: Buffer): Pick<SourceFault, 'code' | 'message' | 'expected'> {
  const { code, detail, expected } = textFault(text.toString('utf8')) ?? {
    code: 'unreadable',
    detail: 'holds a NUL',
    expected: '',
  };
  return { code, message: `line ${line} ${detail}`, expected };
}
