import { createHash } from 'node:crypto';
import type { SequencePosition } from './catalog.js';

/*
 * A backup is one gzip stream of UTF-8 lines: the header (JSON); for each table its shape (JSON), its rows in the text form of
 * PostgreSQL's COPY and the line `\.`; then the trailer (JSON) with the SHA-256 of all before it.
 */

export const backupFormat = 'consilium-backup';
export const backupVersion = 1;
export const endOfRows = Buffer.from('\\.\n');

export interface BackupHeader {
  readonly format: typeof backupFormat;
  readonly version: number;
  readonly product: string;
  readonly createdAt: string;
  /** Names of the migrations that had run, oldest first: the schema's version. */
  readonly migrations: readonly string[];
}

export interface BackupTrailer {
  readonly end: true;
  readonly tables: number;
  readonly rows: number;
  readonly sequences: readonly SequencePosition[];
  /** Of every byte before this line, in hex. */
  readonly sha256: string;
}

/** A fault of a backup, its file or the database it belongs in; the message says what would be right. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const longestLine = 16 * 1024 * 1024;
const newline = 0x0a;

/** Reads the parts of an unzipped backup in their order. */
export class BackupReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #hash = createHash('sha256');
  /** Read but not yet given out; it always begins at the start of a line. */
  #pending: Buffer = Buffer.alloc(0);

  constructor(
    chunks: AsyncIterable<Buffer>,
    private readonly file: string,
  ) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next JSON line. The trailer is no part of its own checksum. */
  async json(): Promise<unknown> {
    let end = this.#pending.indexOf(newline);
    while (end < 0) {
      if (this.#pending.length > longestLine) throw this.#notABackup();
      await this.#more();
      end = this.#pending.indexOf(newline);
    }
    const line = this.#pending.subarray(0, end + 1);
    this.#pending = this.#pending.subarray(end + 1);
    const value = this.#parse(line.toString('utf8'));
    if (!isTrailer(value)) this.#hash.update(line);
    return value;
  }

  /** The rows of one table, in pieces of whole lines, without the line that ends them. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const end = this.#endOfRows();
      const length = end ?? this.#pending.lastIndexOf(newline) + 1;
      const lines = this.#pending.subarray(0, length);
      this.#pending = this.#pending.subarray(length);
      this.#hash.update(lines);
      if (lines.length > 0) yield lines;
      if (end !== null) break;
      await this.#more();
    }
    this.#pending = this.#pending.subarray(endOfRows.length);
    this.#hash.update(endOfRows);
  }

  /** SHA-256 in hex of all lines given out, but for the trailer. Ends the reading. */
  sha256(): string {
    return this.#hash.digest('hex');
  }

  /** Whether nothing follows. */
  async isAtEnd(): Promise<boolean> {
    return this.#pending.length === 0 && (await this.#chunks.next()).done === true;
  }

  #endOfRows(): number | null {
    if (this.#pending.subarray(0, endOfRows.length).equals(endOfRows)) return 0;
    const before = this.#pending.indexOf('\n\\.\n');
    return before < 0 ? null : before + 1;
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done)
      throw new BackupError(
        `The backup ${this.file} is cut off: it ends before its last line. Nothing was restored; use a complete copy.`,
      );
    this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, next.value]) : next.value;
  }

  #parse(line: string): unknown {
    try {
      return JSON.parse(line);
    } catch {
      throw this.#notABackup();
    }
  }

  #notABackup(): BackupError {
    return new BackupError(
      `The file ${this.file} is damaged or not a backup made by "consilium backup". Nothing was restored.`,
    );
  }
}

export function isTrailer(value: unknown): value is BackupTrailer {
  return typeof value === 'object' && value !== null && 'end' in value && value.end === true;
}
