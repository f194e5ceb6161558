/** Statements of facts as rows: one row a fact, all rows of a revision superseded together. */
import type { EntityManager } from 'typeorm';
import { factDefinitions, type FactName, type FactState, type FactStatement } from '../../core/record/index.js';
import { dateColumns } from './assessment-rows.js';
import { contentHash } from './content-hash.js';
import { listUnder, present, reserveIds, sourceKey, type SourceName } from './recording.js';
import type { StoredRevision } from './source-revisions.js';

/** A revision of a statement that is there. */
export interface StoredStatement extends StoredRevision, SourceName {
  readonly patientId: string;
  /** The line its facts of a treatment line are about; null where it has none. */
  readonly treatmentLineId: string | null;
  /** True where a fact of it concerns every line of the patient. */
  readonly patientWide: boolean;
}

export type StoredStatements = ReadonlyMap<string, readonly StoredStatement[]>;

export interface StatementToWrite {
  readonly statement: FactStatement;
  readonly revision: number;
  readonly patientId: string;
  readonly treatmentLineId: string | null;
}

interface FactContent {
  readonly name: FactName;
  readonly state: FactState;
  readonly value: unknown;
  readonly lesion: string | null;
  readonly evaluator: string | null;
  readonly date: string | null;
  readonly source: string | null;
  /** For a fact of a treatment line: the sender's id of it. */
  readonly lineKey: string | null;
}

const isOfLine = (name: FactName): boolean => factDefinitions[name].scope === 'treatment-line';

/** The sender's id of the line that facts of the statement are about ('' where it is implied), or null where none is of a line. */
export const lineKeyOfStatement = ({ facts, treatmentLine }: FactStatement): string | null =>
  facts.some(({ name }) => isOfLine(name)) ? (treatmentLine ?? '') : null;

export const isPatientWide = ({ facts }: FactStatement): boolean => facts.some(({ name }) => !isOfLine(name));

/** Hash of what a statement says: its revision, and a line that none of its facts is about, do not count. */
export function hashOfStatement(statement: FactStatement): string {
  return hashOf(
    statement.patient,
    statement.facts.map((fact) => ({
      name: fact.name,
      state: fact.state,
      value: fact.value ?? null,
      lesion: fact.lesion ?? null,
      evaluator: fact.evaluator ?? null,
      date: fact.date ?? null,
      source: fact.source ?? null,
      lineKey: isOfLine(fact.name) ? (statement.treatmentLine ?? '') : null,
    })),
  );
}

const hashOf = ({ issuer, id }: FactStatement['patient'], facts: readonly FactContent[]): string =>
  contentHash({ patient: { issuer, id }, facts });

interface StoredRow extends SourceName {
  readonly revision: number;
  readonly patientId: string;
  readonly treatmentLineId: string | null;
  readonly patient: FactStatement['patient'];
  readonly facts: readonly FactContent[];
}

/** All revisions of the statements' source records, by `sourceKey`. */
export async function readStatements(
  manager: EntityManager,
  sources: readonly SourceName[],
): Promise<StoredStatements> {
  const rows: StoredRow[] = await manager.query(
    `
    SELECT fact.issuer, fact.source_id AS "sourceId", fact.revision, fact.patient_id AS "patientId", max(fact.treatment_line_id) AS "treatmentLineId",
      json_build_object('issuer', min(patient.issuer), 'id', min(patient.patient_id)) AS patient,
      json_agg(json_build_object(
        'name', name, 'state', state, 'value', value, 'lesion', lesion, 'evaluator', evaluator, 'date', date_as_sent, 'source', source, 'lineKey', line.line_key
      ) ORDER BY ordinal) AS facts
    FROM (SELECT DISTINCT issuer, source_id FROM json_to_recordset($1) AS source (issuer text, source_id text)) AS wanted
    JOIN case_fact AS fact ON fact.issuer = wanted.issuer AND fact.source_id = wanted.source_id
    JOIN patient ON patient.id = fact.patient_id
    LEFT JOIN treatment_line AS line ON line.id = fact.treatment_line_id
    GROUP BY fact.issuer, fact.source_id, fact.revision, fact.patient_id`,
    [JSON.stringify(sources.map(({ issuer, sourceId }) => ({ issuer, source_id: sourceId })))],
  );
  const statements = new Map<string, StoredStatement[]>();
  for (const { issuer, sourceId, revision, patientId, treatmentLineId, patient, facts } of rows) {
    listUnder(statements, sourceKey({ issuer, sourceId }), {
      issuer,
      sourceId,
      revision,
      patientId,
      treatmentLineId,
      hash: hashOf(patient, facts),
      patientWide: facts.some(({ name }) => !isOfLine(name)),
    });
  }
  return statements;
}

/**
 * Writes statements, at most one of each source record, each in the place of its older revisions. Left out is what someone else has
 * written first under the same source record for another patient, where no lock tells one of the other.
 * @returns what was written
 */
export async function writeStatements(
  manager: EntityManager,
  statements: readonly StatementToWrite[],
  accountId: string,
): Promise<StatementToWrite[]> {
  if (statements.length === 0) return [];
  const facts = statements.flatMap(rowsOf);
  const ids = await reserveIds(manager, 'case_fact', facts.length);
  // Ids in the order of the batch: of two facts of one date, the one with the higher id is the newer.
  const rows = facts.map((fact, index) => ({ id: present(ids[index]), ...fact }));
  // The first fact of each decides whose revision it is: a loser must not leave its further facts in the winner's statement.
  const first = await insertFacts(
    manager,
    rows.filter(({ ordinal }) => ordinal === 0),
    accountId,
  );
  const won = new Set(first.map((row) => sourceKey(row)));
  await insertFacts(
    manager,
    rows.filter((row) => row.ordinal > 0 && won.has(sourceKey({ issuer: row.issuer, sourceId: row.source_id }))),
    accountId,
  );
  const written = statements.filter(({ statement }) => won.has(sourceKey(statement)));
  await supersedeOlder(manager, written);
  return written;
}

function rowsOf({ statement, revision, patientId, treatmentLineId }: StatementToWrite) {
  return statement.facts.map((fact, ordinal) => ({
    patient_id: patientId,
    treatment_line_id: isOfLine(fact.name) ? treatmentLineId : null,
    lesion: fact.lesion ?? null,
    evaluator: fact.evaluator ?? null,
    issuer: statement.issuer,
    source_id: statement.sourceId,
    revision,
    ordinal,
    name: fact.name,
    state: fact.state,
    value: fact.value ?? null,
    ...dateColumns(fact.date),
    source: fact.source ?? null,
  }));
}

type FactRow = ReturnType<typeof rowsOf>[number] & { readonly id: string };

async function insertFacts(manager: EntityManager, rows: readonly FactRow[], accountId: string): Promise<SourceName[]> {
  if (rows.length === 0) return [];
  return manager.query(
    `
    INSERT INTO case_fact (
      id, patient_id, treatment_line_id, lesion, evaluator, issuer, source_id, revision, ordinal, name, state, value,
      date_as_sent, date_from, date_to, source, recorded_by
    )
    OVERRIDING SYSTEM VALUE
    SELECT id, patient_id, treatment_line_id, lesion, evaluator, issuer, source_id, revision, ordinal, name, state, nullif(value, 'null'::jsonb),
      date_as_sent, date_from, date_to, source, $2
    FROM json_to_recordset($1) AS written (
      id bigint, patient_id bigint, treatment_line_id bigint, lesion text, evaluator text, issuer text, source_id text, revision integer,
      ordinal smallint, name text, state text, value jsonb, date_as_sent text, date_from date, date_to date, source text
    )
    ORDER BY issuer, source_id, ordinal
    ON CONFLICT DO NOTHING
    RETURNING issuer, source_id AS "sourceId"`,
    [JSON.stringify(rows), accountId],
  );
}

async function supersedeOlder(manager: EntityManager, statements: readonly StatementToWrite[]): Promise<void> {
  await manager.query(
    `
    UPDATE case_fact SET superseded_at = now()
    FROM json_to_recordset($1) AS newer (issuer text, source_id text, revision integer)
    WHERE case_fact.issuer = newer.issuer AND case_fact.source_id = newer.source_id AND case_fact.revision < newer.revision
      AND case_fact.superseded_at IS NULL`,
    [
      JSON.stringify(
        statements.map(({ statement, revision }) => ({
          issuer: statement.issuer,
          source_id: statement.sourceId,
          revision,
        })),
      ),
    ],
  );
}
