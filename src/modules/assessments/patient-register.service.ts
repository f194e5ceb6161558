import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PatientPlacement } from '../../platform/access/index.js';
import type { PatientRefusal, RecordingContext } from './recording.js';

/** A patient as a document names it, and what the document says of it. */
export interface NamedPatient {
  readonly issuer: string;
  readonly id: string;
  /** What the document states: undefined where it states nothing. */
  readonly synthetic: boolean | undefined;
}

export interface RegisteredPatient {
  /** Of the patient with whom it is recorded: of a merged number, the one that survives. */
  readonly id: string;
  /** Of the patient of this number itself. */
  readonly ownId: string;
  /** Merges by which the number leads to the patient, in their order. */
  readonly merges: readonly string[];
  readonly issuer: string;
  readonly patientId: string;
  readonly siteId: string;
  readonly synthetic: boolean;
}

export interface NamedLine {
  /** Id of the registered patient. */
  readonly patientId: string;
  /** The sender's id of the line; '' where it named none. */
  readonly lineKey: string;
}

/** How long a patient's row is kept from others: 'shared' lets others write to the same patient, 'alone' does not. */
export type PatientLock = 'shared' | 'alone';

export const patientKey = (issuer: string, id: string): string => JSON.stringify([issuer, id]);
export const lineKeyOf = (line: NamedLine): string => JSON.stringify([line.patientId, line.lineKey]);

/**
 * Patients and treatment lines by the names that senders use. All rows are inserted and locked in one order, so that two recordings
 * wait for each other and never form a ring. Whoever writes to a patient's lines holds the patient's row 'shared'; whoever must see
 * every line of a patient (a fact about the patient) holds it 'alone', so that no line can appear unseen.
 */
@Injectable()
export class PatientRegister {
  constructor(private readonly placement: PatientPlacement) {}

  /** Finds the patients and registers those that are not there yet, on the board of the context. By `patientKey`. */
  async register(
    manager: EntityManager,
    named: readonly NamedPatient[],
    context: RecordingContext,
  ): Promise<Map<string, RegisteredPatient>> {
    const wanted = distinctPatients(named);
    const found = await findPatients(manager, wanted);
    const missing = wanted.filter(({ issuer, id }) => !found.has(patientKey(issuer, id)));
    if (missing.length === 0) return found;
    await this.placement.placeNew(manager, await insertPatients(manager, missing, context.siteId), context.boardId);
    return new Map([...found, ...(await findPatients(manager, missing))]);
  }

  /** Those of the numbers that are known, by `patientKey`. */
  async find(
    manager: EntityManager,
    numbers: readonly { readonly issuer: string; readonly id: string }[],
  ): Promise<Map<string, RegisteredPatient>> {
    return findPatients(manager, numbers);
  }

  /** Notes what came under a merged number, for whoever undoes the merge. */
  async noteArrivals(
    manager: EntityManager,
    arrivals: readonly { readonly assessmentId: string; readonly merges: readonly string[] }[],
  ): Promise<void> {
    const rows = arrivals.flatMap(({ assessmentId, merges }) =>
      merges.map((merge) => ({ merge, assessment: assessmentId })),
    );
    if (rows.length === 0) return;
    await manager.query(
      `INSERT INTO patient_merge_arrival (merge_id, assessment_id)
      SELECT merge, assessment FROM json_to_recordset($1) AS arrival (merge bigint, assessment bigint)`,
      [JSON.stringify(rows)],
    );
  }

  /** Of the patients, those that stand on no board which the account of the context coordinates, where it sends only about these. */
  async outsideOwnBoards(
    manager: EntityManager,
    patients: readonly RegisteredPatient[],
    { accountId, ownBoardsOnly = false }: RecordingContext,
  ): Promise<ReadonlySet<string>> {
    if (!ownBoardsOnly) return new Set();
    const inside = await manager.query<{ id: string }[]>(
      `
      SELECT place.patient_id AS id FROM access_patient_board AS place
      JOIN access_board_membership AS seat ON seat.board_id = place.board_id AND seat.account_id = $2 AND seat.role = 'coordinator' AND seat.until IS NULL
      WHERE place.patient_id = ANY ($1::bigint[]) AND place.until IS NULL`,
      [patients.map(({ id }) => id), accountId],
    );
    const own = new Set(inside.map(({ id }) => id));
    return new Set(patients.map(({ id }) => id).filter((id) => !own.has(id)));
  }

  /** Locks the rows of patients in the order of their ids, for the rest of the transaction. */
  async lock(manager: EntityManager, patientIds: Iterable<string>, lock: PatientLock): Promise<void> {
    const strength = lock === 'alone' ? 'FOR UPDATE' : 'FOR KEY SHARE';
    await manager.query(`SELECT FROM patient WHERE id = ANY ($1::bigint[]) ORDER BY id ${strength}`, [
      [...new Set(patientIds)],
    ]);
  }

  /** Finds the treatment lines and opens those that are not there yet. Their ids by `lineKeyOf`. Needs the patients locked. */
  async openLines(manager: EntityManager, named: readonly NamedLine[]): Promise<Map<string, string>> {
    const wanted = [...new Map(named.map((line) => [lineKeyOf(line), line])).values()];
    const found = await findLines(manager, wanted);
    const missing = wanted.filter((line) => !found.has(lineKeyOf(line)));
    if (missing.length === 0) return found;
    await manager.query(
      `
      INSERT INTO treatment_line (patient_id, line_key, implied)
      SELECT patient_id, line_key, line_key = '' FROM json_to_recordset($1) AS line (patient_id bigint, line_key text)
      ORDER BY patient_id, line_key
      ON CONFLICT (patient_id, line_key) DO NOTHING`,
      [linesAsJson(missing)],
    );
    return new Map([...found, ...(await findLines(manager, missing))]);
  }

  /** Ids of all treatment lines of the patients. */
  async linesOf(manager: EntityManager, patientIds: Iterable<string>): Promise<{ id: string; patientId: string }[]> {
    return manager.query(
      `SELECT id, patient_id AS "patientId" FROM treatment_line WHERE patient_id = ANY ($1::bigint[])`,
      [[...patientIds]],
    );
  }
}

/**
 * Why what a document says does not go with the patient as registered, or null where it does: the patient belongs to another site, or
 * one of the two is invented for a demonstration and the other is real.
 */
export function refusalOf(
  patient: RegisteredPatient,
  stated: boolean | undefined,
  siteId: string,
): PatientRefusal | null {
  if (patient.siteId !== siteId) return 'patient-of-another-site';
  return stated === undefined || stated === patient.synthetic ? null : 'invented-and-real';
}

function distinctPatients(named: readonly NamedPatient[]): NamedPatient[] {
  const patients = new Map<string, NamedPatient>();
  for (const patient of named) {
    const key = patientKey(patient.issuer, patient.id);
    patients.set(key, { ...patient, synthetic: patients.get(key)?.synthetic ?? patient.synthetic });
  }
  return [...patients.values()];
}

async function findPatients(
  manager: EntityManager,
  named: readonly { readonly issuer: string; readonly id: string }[],
): Promise<Map<string, RegisteredPatient>> {
  const rows: (Omit<RegisteredPatient, 'merges'> & { merged: boolean })[] = await manager.query(
    `
    SELECT patient.id, patient.id AS "ownId", patient.issuer, patient.patient_id AS "patientId", patient.site_id AS "siteId", patient.synthetic,
      merge.id IS NOT NULL AS merged
    FROM json_to_recordset($1) AS named (issuer text, id text)
    JOIN patient ON patient.issuer = named.issuer AND patient.patient_id = named.id
    LEFT JOIN patient_merge AS merge ON merge.merged_id = patient.id AND merge.undone_at IS NULL`,
    [JSON.stringify(named)],
  );
  const ends = await endsOfMerges(
    manager,
    rows.flatMap(({ id, merged }) => (merged ? [id] : [])),
  );
  return new Map(
    rows.map(({ merged: _merged, ...row }) => [
      patientKey(row.issuer, row.patientId),
      { ...row, ...(ends.get(row.id) ?? { merges: [] }) },
    ]),
  );
}

/** Where merged numbers lead: along all merges that are in force, to the last. By the id of the merged patient. */
async function endsOfMerges(
  manager: EntityManager,
  mergedIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<RegisteredPatient, 'id' | 'merges'>>> {
  if (mergedIds.length === 0) return new Map();
  const rows: { start: string; id: string; merges: string[] }[] = await manager.query(
    `
    WITH RECURSIVE way AS (
      SELECT merged_id AS start, survivor_id AS id, ARRAY[id] AS merges FROM patient_merge WHERE merged_id = ANY ($1::bigint[]) AND undone_at IS NULL
      UNION ALL
      SELECT way.start, next.survivor_id, way.merges || next.id FROM way
      JOIN patient_merge AS next ON next.merged_id = way.id AND next.undone_at IS NULL
    )
    SELECT DISTINCT ON (start) start, id, merges FROM way ORDER BY start, cardinality(merges) DESC`,
    [[...mergedIds]],
  );
  return new Map(rows.map(({ start, id, merges }) => [start, { id, merges }]));
}

/** @returns the ids of those that were not there: someone else may have registered some of them meanwhile */
async function insertPatients(
  manager: EntityManager,
  named: readonly NamedPatient[],
  siteId: string,
): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `
    INSERT INTO patient (site_id, issuer, patient_id, synthetic)
    SELECT $2, issuer, id, coalesce(synthetic, false) FROM json_to_recordset($1) AS named (issuer text, id text, synthetic boolean)
    ORDER BY issuer, id
    ON CONFLICT (issuer, patient_id) DO NOTHING
    RETURNING id`,
    [JSON.stringify(named), siteId],
  );
  return rows.map(({ id }) => id);
}

async function findLines(manager: EntityManager, named: readonly NamedLine[]): Promise<Map<string, string>> {
  const rows: { id: string; patientId: string; lineKey: string }[] = await manager.query(
    `
    SELECT line.id, line.patient_id AS "patientId", line.line_key AS "lineKey"
    FROM json_to_recordset($1) AS named (patient_id bigint, line_key text)
    JOIN treatment_line AS line ON line.patient_id = named.patient_id AND line.line_key = named.line_key`,
    [linesAsJson(named)],
  );
  return new Map(rows.map((row) => [lineKeyOf(row), row.id]));
}

const linesAsJson = (lines: readonly NamedLine[]): string =>
  JSON.stringify(lines.map(({ patientId, lineKey }) => ({ patient_id: patientId, line_key: lineKey })));
