import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import { Inject, Injectable } from '@nestjs/common';
import {
  type CsvMapping,
  doubt,
  fits,
  isBlankRecord,
  type RowSource,
  rowSourceOf,
  type TablePreview,
  TablePreviewer,
} from '../../../core/formats/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { ByteLimit } from '../byte-limit.js';
import { fileName, takeField } from '../form-parts.js';
import { FileRefusal, mostFaults, refusedFile, tooLarge } from '../file-refusal.js';
import { fieldFault, type ImportRequest, readImportRequest } from '../import-options.js';
import { INTAKE_LIMITS, type IntakeLimits } from '../intake-limits.js';
import { cellFaults, lengthFault } from '../row-encoder.js';
import { TextCheck } from '../text-check.js';
import { plainBytes } from '../uploaded-bytes.js';
import { previewView } from './preview-view.js';
import { type SavedMapping, TableMappings } from './table-mappings.service.js';
import type { TablePreviewView } from './table-views.js';
import { delimiterOfBytes } from './text-start.js';

type Delimiters = ReturnType<typeof delimiterOfBytes>;

/** Reads a table as it would be taken, and keeps nothing of it. */
@Injectable()
export class TablePreviews {
  #open = 0;

  constructor(
    private readonly database: Database,
    private readonly mappings: TableMappings,
    @Inject(INTAKE_LIMITS) private readonly limits: IntakeLimits,
  ) {}

  /**
   * How the file of a form could be read, and its first patients as they would be taken. A mapping that comes along is what a person says
   * already; without one, what was confirmed before for such a header of this sender is taken, else what headings and cells tell.
   * @throws Problem 'invalid' for a file that cannot be read at all; 'busy' while too many others are open
   */
  async preview(actor: Actor, parts: AsyncIterable<Multipart>): Promise<TablePreviewView> {
    if (this.#open >= this.limits.openUploads)
      throw new Problem({
        kind: 'busy',
        detail: 'Too many files are looked at at the moment. Try again in half a minute.',
        retryAfterSeconds: 30,
      });
    this.#open += 1;
    try {
      return await this.#read(actor, parts);
    } finally {
      this.#open -= 1;
    }
  }

  async #read(actor: Actor, parts: AsyncIterable<Multipart>): Promise<TablePreviewView> {
    const fields = new Map<string, string>([['format', 'csv']]);
    for await (const part of parts) {
      if (part.type === 'file') return this.#ofFile(actor, part, readImportRequest(fields, actor.accountId));
      if (part.fieldname !== 'format') takeField(fields, part.fieldname, part.value, part.valueTruncated);
    }
    throw Problem.invalid([fieldFault('file', 'missing-file', 'The form holds no file.', 'one file')]);
  }

  async #ofFile(actor: Actor, part: MultipartFile, { options }: ImportRequest): Promise<TablePreviewView> {
    const sentAs = fileName(part);
    const { streams, start } = await plainBytes(part.file);
    const source = rowSourceOf({ name: sentAs, start });
    const told: Delimiters | null = source.isText ? delimiterOfBytes(start) : null;
    const delimiter = options.mapping?.delimiter ?? (told?.kind === 'certain' ? told.delimiter : ',');
    const { stream } = source.reader({ mapping: { columns: {}, delimiter }, sheet: options.sheet });
    const Check = source.isText ? TextCheck : ByteLimit;
    const check = new Check(this.limits.fileBytes, () => tooLarge(sentAs));
    const reader = new PreviewReader(
      options.mapping === null ? (header) => this.#saved(actor, options.issuer, header) : () => Promise.resolve(null),
      options.mapping,
    );
    const previewed = await pipeline([...streams, check, stream, reader])
      .then(() => reader.preview(options.issuer))
      .catch((error: unknown) => {
        throw refusedFile(error, source, sentAs);
      });
    if (part.file.truncated) throw tooLarge(sentAs);
    const preview = withDelimiter(previewed, source, told, delimiter);
    return previewView(preview, {
      file: sentAs,
      kind: source.name,
      encoding: check instanceof TextCheck ? check.encoding : null,
      saved:
        reader.saved === null
          ? null
          : { confirmedBy: reader.saved.confirmedBy, confirmedAt: reader.saved.confirmedAt.toISOString() },
    });
  }

  #saved(actor: Actor, issuer: string, header: readonly string[]): Promise<SavedMapping | null> {
    return this.database.asActor(
      actor,
      (manager) => this.mappings.saved(manager, actor.siteId, issuer, header),
      reading,
    );
  }
}

/** A text says by what it is separated, also to whoever takes it; where several signs could, a person is asked. */
function withDelimiter(
  preview: TablePreview,
  source: RowSource,
  told: Delimiters | null,
  delimiter: NonNullable<CsvMapping['delimiter']>,
): TablePreview {
  if (!source.isText) return preview;
  const isSaid = told?.kind !== 'asked' || preview.mapping.delimiter !== undefined;
  return {
    ...preview,
    mapping: isSaid ? { ...preview.mapping, delimiter } : preview.mapping,
    doubts: isSaid ? preview.doubts : [doubt('delimiter', {}, told.readings), ...preview.doubts],
  };
}

/** Takes the records of a table, the header first. */
class PreviewReader extends Writable {
  saved: SavedMapping | null = null;
  #header: readonly string[] = [];
  #previewer: TablePreviewer | null = null;
  #record = 0;
  readonly #refusal: FileRefusal['faults'][number][] = [];

  constructor(
    private readonly savedFor: (header: readonly string[]) => Promise<SavedMapping | null>,
    private readonly confirmed: CsvMapping | null,
  ) {
    super({ objectMode: true });
  }

  /** @throws FileRefusal for a file without rows */
  preview(issuer: string): TablePreview {
    if (this.#previewer === null)
      throw new FileRefusal([
        { row: null, column: null, code: 'missing', message: 'the file is empty', expected: 'a header and rows' },
      ]);
    return this.#previewer.preview(issuer);
  }

  override _write(record: readonly string[], _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#record += 1;
    if (this.#record > 1) return this.#take(record, done);
    this.#header = record.map((column) => column.trim());
    this.savedFor(this.#header).then(
      (saved) => {
        this.saved = saved;
        this.#previewer = new TablePreviewer(this.#header, this.confirmed ?? saved?.mapping ?? null);
        this.#take(record, done);
      },
      (error: unknown) => done(error as Error),
    );
  }

  override _final(done: (error?: Error | null) => void): void {
    done(this.#refusal.length > 0 ? new FileRefusal(this.#refusal) : null);
  }

  /** What would refuse the upload refuses its preview, by the same words. */
  #take(record: readonly string[], done: (error?: Error | null) => void): void {
    const isHeader = this.#record === 1;
    if (!isBlankRecord(record) && !fits(this.#header, record))
      this.#refusal.push(lengthFault(this.#header, record, this.#record));
    this.#refusal.push(
      ...cellFaults(
        Object.fromEntries(record.map((cell, at) => [this.#header[at] ?? `${at + 1}`, cell])),
        this.#record,
      ),
    );
    if (this.#refusal.length >= mostFaults) return done(new FileRefusal(this.#refusal.slice(0, mostFaults)));
    if (!isHeader) this.#previewer?.take(record);
    done();
  }
}
