/** Files of records whose bytes are no lines of text: read piece by piece, from a stream as from memory. */
import { Transform, type Duplex, type TransformCallback } from 'node:stream';
import { type SourceFault, UnreadableFile } from './file-signs.js';
import type { SourceRecords } from './row-source.js';

/** Reads a file as it comes. Both give the records that have become whole, the header first. */
export interface RecordParser {
  /** @throws UnreadableFile */
  push(bytes: Uint8Array): readonly (readonly string[])[];
  /** @throws UnreadableFile where the file ends in the middle */
  end(): readonly (readonly string[])[];
}

class RecordStream extends Transform {
  constructor(private readonly parser: RecordParser) {
    super({ readableObjectMode: true });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#take(() => this.parser.push(chunk), done);
  }

  override _flush(done: TransformCallback): void {
    this.#take(() => this.parser.end(), done);
  }

  #take(records: () => readonly (readonly string[])[], done: TransformCallback): void {
    try {
      for (const record of records()) this.push(record);
    } catch (error) {
      return done(error as Error);
    }
    done();
  }
}

export const recordStream = (parser: RecordParser): Duplex => new RecordStream(parser);

/** Bytes that are handed over at a time, as a stream does. */
const pieceLength = 65_536;

/** A whole file in memory. @throws UnreadableFile */
export function recordsOf(parser: RecordParser, bytes: Uint8Array): SourceRecords {
  const all: (readonly string[])[] = [];
  for (let start = 0; start < bytes.length; start += pieceLength)
    for (const record of parser.push(bytes.subarray(start, start + pieceLength))) all.push(record);
  for (const record of parser.end()) all.push(record);
  const [header = [], ...records] = all;
  return { header: header.map((column) => column.trim()), records };
}

/** Ends the reading of a file. @throws UnreadableFile */
export function refuse(
  code: 'unreadable' | 'truncated' | 'too-large' | 'duplicate' | 'ambiguous',
  message: string,
  expected: string,
  place: Partial<Pick<SourceFault, 'row' | 'column'>> = {},
): never {
  throw new UnreadableFile({ row: null, column: null, ...place, code, message, expected });
}

/** What an error of a parser says of its file; null for an error of something else. */
export const faultOfParser = (error: unknown): SourceFault | null =>
  error instanceof UnreadableFile ? error.fault : null;
