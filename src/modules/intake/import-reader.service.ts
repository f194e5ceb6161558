import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { Database, reading } from '../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf } from '../../platform/http/index.js';
import { Problem } from '../../platform/problem/index.js';
import type { QueryPlace } from '../assessments/index.js';
import { type CsvCell, csvText } from './csv-text.js';
import { type HeldQuery, heldColumns, type HeldRow, type ImportView } from './import-views.js';

type ImportRow = Omit<ImportView, 'createdAt' | 'finishedAt' | 'groupsPerSecond' | 'secondsLeft'> & {
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** Since the upload was taken, until now or its end. */
  readonly seconds: number;
};

type QueryRow = Omit<HeldRow, keyof QueryPlace | 'patient' | 'answeredAt' | 'state' | 'correctable'> & {
  readonly format: string;
  readonly place: QueryPlace;
  readonly patientId: string | null;
  readonly patientIssuer: string | null;
  readonly patientName: string | null;
  readonly answeredAt: Date | null;
};

const byId = z.tuple([idSchema]);
const byDay = z.tuple([z.union([z.iso.date(), z.literal('-infinity')]), idSchema]);

/** Rows of a file that are read and written at a time. */
const chunkSize = 1_000;

const columns = `
  import.id, format, account.display_name AS "uploadedBy", options ->> 'issuer' AS issuer, board.name AS "boardName", state, files, row_count AS rows, group_count AS groups, next_group AS done, taken_count AS taken, known_count AS known,
  held_count AS held, failure, import.created_at AS "createdAt", finished_at AS "finishedAt",
  extract(epoch FROM coalesce(finished_at, now()) - import.created_at)::float8 AS seconds`;

const tables =
  'import JOIN access_account AS account ON account.id = import.account_id JOIN boards_board AS board ON board.id = import.board_id';

/** An upload is its sender's, and that of the board on which its new patients stand. $1 the site, $2 the account, $3 the boards. */
const visible = 'import.site_id = $1 AND (import.account_id = $2 OR import.board_id = ANY ($3::bigint[]))';

const scopeOf = (actor: Actor): readonly unknown[] => [actor.siteId, actor.accountId, [...actor.boardIds]];

/** What people and senders read of uploads. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** Uploads, the newest first. */
  async list(
    actor: Actor,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<ImportView>> {
    const [before] = decodeCursor(cursor, byId) ?? [null];
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<ImportRow[]>(
          `
      SELECT ${columns} FROM ${tables} WHERE ${visible} AND ($4::bigint IS NULL OR import.id < $4) ORDER BY import.id DESC LIMIT $5`,
          [...scopeOf(actor), before, limit + 1],
        ),
      reading,
    );
    return pageOf(rows.map(importView), limit, ({ id }) => [id]);
  }

  /** @throws Problem 'not found' */
  async import(actor: Actor, id: string): Promise<ImportView> {
    const [row] = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<ImportRow[]>(`SELECT ${columns} FROM ${tables} WHERE ${visible} AND import.id = $4`, [
          ...scopeOf(actor),
          id,
        ]),
      reading,
    );
    if (row === undefined) throw Problem.notFound(`There is no upload ${id} of yours or of a board of yours.`);
    return importView(row);
  }

  /** What of an upload waits for its sender, in the order in which it was found. */
  async held(actor: Actor, id: string, { kind, limit, cursor }: HeldQuery): Promise<Page<HeldRow>> {
    const { files } = await this.import(actor, id);
    const [after] = decodeCursor(cursor, byId) ?? ['0'];
    const rows = await this.#queries(id, kind, after, limit + 1);
    this.trail.noteRead('import.held', [...new Set(rows.slice(0, limit).flatMap(({ patientId }) => patientId ?? []))]);
    return pageOf(
      rows.map((row) => heldRow(row, files)),
      limit,
      (row) => [row.id],
    );
  }

  /** The same as a CSV file (RFC 4180), in pieces. */
  async heldAsCsv(actor: Actor, id: string, kind: HeldQuery['kind']): Promise<AsyncIterable<string>> {
    const { files } = await this.import(actor, id);
    const patients = await this.database.asService(
      'intake',
      (manager) =>
        manager.query<{ patientId: string }[]>(
          `
      SELECT DISTINCT assessment.patient_id AS "patientId" FROM assessments_sender_query AS query JOIN assessments_assessment AS assessment ON assessment.id = query.assessment_id
      WHERE query.import_id = $1 AND query.kind = $2`,
          [id, kind],
        ),
      reading,
    );
    this.trail.noteRead(
      'import.held',
      patients.map(({ patientId }) => patientId),
    );
    return this.#csvRecords(id, kind, files);
  }

  async *#csvRecords(id: string, kind: HeldQuery['kind'], files: ImportView['files']): AsyncGenerator<string> {
    yield csvText([heldColumns]);
    for (let after: string | undefined = '0'; after !== undefined;) {
      const rows: QueryRow[] = await this.#queries(id, kind, after, chunkSize);
      yield csvText(rows.map((row) => cellsOf(heldRow(row, files))));
      after = rows.length < chunkSize ? undefined : rows.at(-1)?.id;
    }
  }

  /** Open questions of the uploads that the actor may see, the first due first. */
  async openQueries(
    actor: Actor,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<HeldRow & { readonly importId: string }>> {
    const [dueOn, after] = decodeCursor(cursor, byDay) ?? [null, null];
    const rows = await this.#select<QueryRow & { importId: string; files: ImportView['files'] }>(
      `${visible} AND query.answered_at IS NULL AND ($4::date IS NULL OR (coalesce(query.due_on, '-infinity'), query.id) > ($4::date, $5::bigint))
      ORDER BY coalesce(query.due_on, '-infinity'), query.id LIMIT $6`,
      [...scopeOf(actor), dueOn, after, limit + 1],
      ', import.id AS "importId", import.files',
    );
    this.trail.noteRead('import.held', [...new Set(rows.slice(0, limit).flatMap(({ patientId }) => patientId ?? []))]);
    return pageOf(
      rows.map(({ files, importId, ...row }) => ({ ...heldRow(row, files), importId })),
      limit,
      ({ id, dueOn: day }) => [day ?? '-infinity', id],
    );
  }

  #queries(importId: string, kind: HeldQuery['kind'], after: string, limit: number): Promise<QueryRow[]> {
    return this.#select<QueryRow>(
      'query.import_id = $1 AND query.kind = $2 AND query.id > $3 ORDER BY query.id LIMIT $4',
      [importId, kind, after, limit],
    );
  }

  /** Not for the actor's patients only: what an upload held belongs to its sender, who may have no board at all. */
  #select<Row>(where: string, parameters: readonly unknown[], more = ''): Promise<Row[]> {
    return this.database.asService(
      'intake',
      (manager) =>
        manager.query<Row[]>(
          `
      SELECT query.id, query.kind, query.code, query.place, query.message, query.expected, query.answered_at AS "answeredAt", query.assessment_id AS "assessmentId",
        coalesce(owner.display_name, sender.display_name) AS owner, query.due_on::text AS "dueOn", query.answer, answering.display_name AS "answeredBy",
        import.format, assessment.timepoint, patient.id AS "patientId", patient.issuer AS "patientIssuer", patient.patient_id AS "patientName"${more}
      FROM assessments_sender_query AS query JOIN import ON import.id = query.import_id
      JOIN access_account AS sender ON sender.id = import.account_id
      LEFT JOIN access_account AS owner ON owner.id = query.owner_id
      LEFT JOIN access_account AS answering ON answering.id = query.answered_by
      LEFT JOIN assessments_assessment AS assessment ON assessment.id = query.assessment_id
      LEFT JOIN assessments_patient AS patient ON patient.id = assessment.patient_id
      WHERE ${where}`,
          [...parameters],
        ),
      reading,
    );
  }
}

function importView({ seconds, createdAt, finishedAt, ...row }: ImportRow): ImportView {
  const groupsPerSecond = row.done === 0 ? null : Math.round((row.done / Math.max(seconds, 0.001)) * 10) / 10;
  const left = row.groups - row.done;
  return {
    ...row,
    groupsPerSecond,
    secondsLeft:
      row.state === 'done'
        ? 0
        : row.state === 'failed' || groupsPerSecond === null || groupsPerSecond === 0
          ? null
          : Math.ceil(left / groupsPerSecond),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

function heldRow(
  { place, patientId: _, patientIssuer, patientName, answeredAt, format, ...row }: QueryRow,
  files: ImportView['files'],
): HeldRow {
  const file = files.find(({ name }) => name === place.file)?.sentAs ?? null;
  return {
    ...row,
    ...place,
    file,
    otherRows: [...place.otherRows],
    patient: patientIssuer === null || patientName === null ? null : { issuer: patientIssuer, id: patientName },
    answeredAt: answeredAt?.toISOString() ?? null,
    state: answeredAt === null ? 'open' : 'answered',
    correctable: answeredAt === null && isCorrectable(format, place),
  };
}

/** A cell that stands in a row of a table can be told as it should be; a document is sent again. */
export const isCorrectable = (format: string, { row, column }: QueryPlace): boolean =>
  format !== 'documents' && row !== null && column !== null;

const cellsOf = ({
  file,
  row,
  otherRows,
  column,
  value,
  kind,
  code,
  message,
  expected,
  patient,
  timepoint,
  answeredAt,
  id,
  owner,
  dueOn,
  answer,
}: HeldRow): CsvCell[] => [
  file,
  row,
  otherRows.join(' '),
  column,
  value,
  kind,
  code,
  message,
  expected,
  patient?.issuer ?? null,
  patient?.id ?? null,
  timepoint,
  answeredAt,
  id,
  owner,
  dueOn,
  null,
  answer,
];
