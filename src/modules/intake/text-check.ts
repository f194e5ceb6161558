import { Transform, type TransformCallback } from 'node:stream';
import { isTooLongForALine, TextBytes } from '../../core/formats/index.js';
import { FileRefusal } from './file-refusal.js';

const newline = 0x0a;

/**
 * Lets text through as UTF-8, whole lines at a time: what comes as UTF-16 or Windows-1252 for certain is turned into it. Ends with a
 * `FileRefusal` that names the line where it is no text, or with `tooLarge` after `mostBytes`. The rest of the rule of texts is about
 * cells (`RowEncoder`).
 */
export class TextCheck extends Transform {
  readonly #text = new TextBytes();
  #rest: Buffer = Buffer.alloc(0);
  #bytes = 0;

  constructor(
    private readonly mostBytes: number,
    private readonly tooLarge: () => Error,
  ) {
    super();
  }

  /** In which encoding the text has been read so far. */
  get encoding(): string {
    return this.#text.encoding;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.mostBytes) return done(this.tooLarge());
    const end = chunk.lastIndexOf(newline) + 1;
    if (end === 0) {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      return isTooLongForALine(this.#rest) ? done(this.#refusalOfRest()) : done();
    }
    const block = Buffer.concat([this.#rest, chunk.subarray(0, end)]);
    this.#rest = Buffer.from(chunk.subarray(end));
    this.#pass(block, false, done);
  }

  override _flush(done: TransformCallback): void {
    this.#pass(this.#rest, true, done);
  }

  #pass(block: Buffer, last: boolean, done: TransformCallback): void {
    const text = this.#text.take(block, last);
    if (text instanceof Uint8Array) done(null, text);
    else done(new FileRefusal([text]));
  }

  /** What does not end as a line may be no text at all, which says more. */
  #refusalOfRest(): FileRefusal {
    const text = this.#text.take(this.#rest);
    return new FileRefusal([text instanceof Uint8Array ? this.#text.lineTooLong() : text]);
  }
}
