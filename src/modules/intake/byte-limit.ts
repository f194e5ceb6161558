import { Transform, type TransformCallback } from 'node:stream';

/** Lets bytes through that are no text, as many as allowed; then ends with `tooLarge`. */
export class ByteLimit extends Transform {
  #bytes = 0;

  constructor(
    private readonly mostBytes: number,
    private readonly tooLarge: () => Error,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.mostBytes) done(this.tooLarge());
    else done(null, chunk);
  }
}
