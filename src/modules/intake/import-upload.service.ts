import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CsvMapping, missingFiles, rowSourceOf, type SourceNote } from '../../core/formats/index.js';
import { importWorkflow, taken } from '../../core/workflow/index.js';
import type { Actor } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { copyRows, Database } from '../../platform/database/index.js';
import { Problem } from '../../platform/problem/index.js';
import { notify } from '../../platform/live/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import { type RaisedQuery, type RecordingContext, SenderQueries } from '../assessments/index.js';
import { ByteLimit } from './byte-limit.js';
import { fileName, takeField } from './form-parts.js';
import { refusedFile, tooLarge } from './file-refusal.js';
import type { ImportState } from './import.entity.js';
import { contextOf, fieldFault, type ImportedFile, type ImportRequest, readImportRequest } from './import-options.js';
import { INTAKE_LIMITS, type IntakeLimits } from './intake-limits.js';
import { encodedColumns, RowEncoder } from './row-encoder.js';
import { Senders } from './senders.service.js';
import { otherDelimiter } from './tables/text-start.js';
import { TableMappings } from './tables/table-mappings.service.js';
import { TextCheck } from './text-check.js';
import { documentLines, wholeFile } from './uploaded-documents.js';
import { plainBytes } from './uploaded-bytes.js';

export interface UploadReceipt {
  readonly id: string;
  readonly rows: number;
  readonly groups: number;
}

interface OpenImport {
  readonly id: string;
  readonly siteId: string;
  readonly accountId: string;
  readonly boardId: string;
  readonly request: ImportRequest;
}

/** Takes uploads of files: their rows are stored as sent, streamed into COPY, in one transaction that an upload cut off leaves without a trace. */
@Injectable()
export class ImportUpload {
  #open = 0;

  constructor(
    private readonly database: Database,
    private readonly senders: Senders,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
    private readonly queries: SenderQueries,
    private readonly mappings: TableMappings,
    @Inject(INTAKE_LIMITS) private readonly limits: IntakeLimits,
  ) {}

  /**
   * Stores an upload and enqueues its processing. Fields come before files, which are plain or gzip.
   * @throws Problem 'invalid' naming file, row and column of every fault; 'too large' for too large a file; 'busy' while too many others are open
   */
  async receive(actor: Actor, parts: AsyncIterable<Multipart>): Promise<UploadReceipt> {
    if (this.#open >= this.limits.openUploads) {
      throw new Problem({
        kind: 'busy',
        detail: 'Too many uploads are open at the moment. Try again in half a minute.',
        retryAfterSeconds: 30,
      });
    }
    this.#open += 1;
    try {
      // Not repeated after a conflict, as other transactions are: what has been read of the upload is gone.
      const receipt = await this.database.asService('intake', (manager) => this.#store(manager, actor, parts), {
        once: true,
      });
      await this.queue.enqueue('process-import', { importId: receipt.id });
      return receipt;
    } finally {
      this.#open -= 1;
    }
  }

  async #store(manager: EntityManager, actor: Actor, parts: AsyncIterable<Multipart>): Promise<UploadReceipt> {
    const fields = new Map<string, string>();
    const files: ImportedFile[] = [];
    let open: OpenImport | null = null;
    for await (const part of parts) {
      if (part.type === 'file') {
        open ??= await this.#openImport(manager, actor, readImportRequest(fields, actor.accountId));
        files.push(await this.#storeFile(manager, open, part, files));
      } else if (open === null) takeField(fields, part.fieldname, part.value, part.valueTruncated);
      else
        throw Problem.invalid([
          fieldFault(part.fieldname, 'too-late', 'This field comes after a file.', 'all fields before the first file'),
        ]);
    }
    if (open === null) {
      readImportRequest(fields, actor.accountId);
      throw Problem.invalid([fieldFault('file', 'missing-file', 'The upload holds no file.', 'at least one file')]);
    }
    const {
      id,
      boardId,
      request: { format, options, remember },
    } = open;
    const missing = missingFiles(
      format,
      files.map(({ name }) => name),
    );
    if (missing.length > 0)
      throw Problem.invalid(
        missing.map(({ file, code, message, expected }) => fieldFault(file, code, `${message}.`, expected)),
      );
    const receipt = await closeImport(manager, id, files);
    await notify(manager, { topic: 'imports', ids: [id], boardId, accountId: actor.accountId });
    await this.trail.record(manager, {
      action: 'import.upload',
      patientIds: [],
      subjectType: 'import',
      subjectId: id,
      detail: { rows: receipt.rows, groups: receipt.groups, boardId, issuer: options.issuer, remembered: remember },
    });
    return receipt;
  }

  async #openImport(manager: EntityManager, actor: Actor, request: ImportRequest): Promise<OpenImport> {
    const context = await this.senders.uploadContextOf(manager, actor, request.boardId);
    // It is there for others only with all of its rows: this transaction ends when they are stored.
    const state = taken(importWorkflow, 'new', 'upload', { by: actor.roles, holds: { 'rows-stored': true } });
    return openImport(manager, context, request, state);
  }

  async #storeFile(
    manager: EntityManager,
    open: OpenImport,
    part: MultipartFile,
    before: readonly ImportedFile[],
  ): Promise<ImportedFile> {
    const { id, request } = open;
    if (request.format.name === 'documents') return this.#storeDocuments(manager, open, part, before);
    const sentAs = fileName(part);
    const context = contextOf(request.options);
    const { streams, start } = await plainBytes(part.file);
    const source = rowSourceOf({ name: sentAs, start });
    const unmapped = request.format.name === 'csv' && context.mapping === null;
    const savedMapping = unmapped ? await this.mappings.ofSender(manager, open.siteId, request.options.issuer) : null;
    const delimiter = unmapped && source.isText ? otherDelimiter(start) : undefined;
    const encoder = new RowEncoder(
      id,
      request.format,
      context,
      before.map(({ name }) => name),
      savedMapping === null ? null : { delimiter: delimiter ?? null, savedMapping },
    );
    const reading = source.reader(
      delimiter === undefined ? context : { ...context, mapping: { columns: {}, delimiter } },
    );
    try {
      const Check = source.isText ? TextCheck : ByteLimit;
      const check = new Check(this.limits.fileBytes, () => tooLarge(sentAs));
      await copyRows(manager, `COPY import_row (${encodedColumns}) FROM STDIN`, (copy) =>
        pipeline([...streams, check, reading.stream, encoder, copy]),
      );
    } catch (error) {
      throw refusedFile(error, source, sentAs);
    }
    if (part.file.truncated) throw tooLarge(sentAs);
    if (encoder.mapping !== context.mapping) await useMapping(manager, id, encoder.mapping);
    if (request.remember && encoder.mapping !== null)
      await this.mappings.remember(manager, {
        siteId: open.siteId,
        issuer: request.options.issuer,
        header: encoder.header,
        mapping: encoder.mapping,
        accountId: open.accountId,
      });
    await this.queries.raise(
      manager,
      reading.notes().map((note) => queryOf(id, encoder.file ?? '', note)),
    );
    return { name: encoder.file ?? '', sentAs, rows: encoder.rows };
  }

  /** A file of documents is read as a whole; each of them is a row, numbered through all files of the upload. */
  async #storeDocuments(
    manager: EntityManager,
    { id, request }: Pick<OpenImport, 'id' | 'request'>,
    part: MultipartFile,
    before: readonly ImportedFile[],
  ): Promise<ImportedFile> {
    const sentAs = fileName(part);
    const bytes = await wholeFile(part, sentAs, this.limits.documentBytes);
    const name = `${request.format.name}-${before.length + 1}`;
    const first = before.reduce((sum, { rows }) => sum + rows, 1);
    const lines = documentLines(bytes, { id, name, sentAs, first, options: request.options });
    await copyRows(manager, `COPY import_row (${encodedColumns}) FROM STDIN`, (copy) =>
      pipeline([Readable.from(lines), copy]),
    );
    return { name, sentAs, rows: lines.length };
  }
}

/** What is not sure of a file as a whole is asked once an upload. */
const queryOf = (
  importId: string,
  file: string,
  { code, row, column, message, expected }: SourceNote,
): RaisedQuery => ({
  importId,
  assessmentId: null,
  kind: 'asks',
  fault: {
    code,
    file,
    row,
    column,
    message,
    expected,
    value: null,
    otherRows: [],
    key: [code, file, column ?? ''].join('|'),
  },
});

export async function openImport(
  manager: EntityManager,
  { siteId, boardId, accountId, ownBoardsOnly = false }: RecordingContext,
  request: ImportRequest,
  state: ImportState,
): Promise<OpenImport> {
  const [row]: { id: string }[] = await manager.query(
    `
    INSERT INTO import (site_id, board_id, account_id, own_boards_only, format, options, files, state) VALUES ($1, $2, $3, $4, $5, $6, '[]', $7) RETURNING id`,
    [siteId, boardId, accountId, ownBoardsOnly, request.format.name, JSON.stringify(request.options), state],
  );
  if (row === undefined) throw new Error('The upload got no id.');
  return { id: row.id, siteId, accountId, boardId, request };
}

/** Rows are assembled later by what they were read by. */
const useMapping = (manager: EntityManager, id: string, mapping: CsvMapping | null): Promise<unknown> =>
  manager.query(`UPDATE import SET options = jsonb_set(options, '{mapping}', $2) WHERE id = $1`, [
    id,
    JSON.stringify(mapping),
  ]);

/** Groups of one patient stand together, so that a job works on few patients. */
export async function closeImport(
  manager: EntityManager,
  id: string,
  files: readonly ImportedFile[],
): Promise<UploadReceipt> {
  await manager.query(
    `
    INSERT INTO import_group (import_id, ordinal, group_key, subject_key, row_count)
    SELECT $1, row_number() OVER (ORDER BY subject_key, group_key) - 1, group_key, subject_key, row_count
    FROM (
      SELECT group_key, coalesce(min(subject_key), '') AS subject_key, count(*) AS row_count FROM import_row WHERE import_id = $1 GROUP BY group_key
    ) AS grouped`,
    [id],
  );
  const [[row]]: [{ groups: number }[], number] = await manager.query(
    `
    UPDATE import SET files = $2, row_count = $3, group_count = (SELECT count(*) FROM import_group WHERE import_id = $1) WHERE id = $1
    RETURNING group_count AS groups`,
    [id, JSON.stringify(files), files.reduce((sum, { rows }) => sum + rows, 0)],
  );
  return { id, rows: files.reduce((sum, { rows }) => sum + rows, 0), groups: row?.groups ?? 0 };
}
