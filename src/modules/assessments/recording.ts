/** What both recorders take, answer and share. */
import type { EntityManager } from 'typeorm';
import type { RevisionConflict } from './source-revisions.js';

export interface RecordingContext {
  /** Account that sends. */
  readonly accountId: string;
  readonly siteId: string;
  /** Board on which patients stand who are new here. */
  readonly boardId: string;
  /** The upload that the documents come from, or null. */
  readonly importId: string | null;
  /** True for an account that sends only about patients of the boards that it coordinates; left out, about any patient of the site. */
  readonly ownBoardsOnly?: boolean;
}

/** Why a document may not be recorded for the patient it names. */
export type PatientRefusal = 'patient-of-another-site' | 'patient-of-another-board' | 'invented-and-real';

export type RecordingConflict = RevisionConflict | PatientRefusal;

/** Not recorded, and why; `currentRevision` is null where the source record is not there at all. */
export interface ConflictOutcome {
  readonly status: 'conflict';
  readonly code: RecordingConflict;
  readonly currentRevision: number | null;
}

/** Source record of a document: (issuer, source id). */
export interface SourceName {
  readonly issuer: string;
  readonly sourceId: string;
}

export const sourceKey = ({ issuer, sourceId }: SourceName): string => JSON.stringify([issuer, sourceId]);

/** Adds a value to the list under a key. */
export function listUnder<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Source records that have got revisions since they were first read: someone else wrote them in between. */
export function overtakenSources(
  before: ReadonlyMap<string, readonly unknown[]>,
  now: ReadonlyMap<string, readonly unknown[]>,
): ReadonlySet<string> {
  return new Set(
    [...now]
      .filter(([source, revisions]) => revisions.length !== (before.get(source)?.length ?? 0))
      .map(([source]) => source),
  );
}

/** Ids for new rows in the order in which they will be used, so that what belongs to a row can be written along with it. */
export async function reserveIds(
  manager: EntityManager,
  table: 'assessment' | 'case_fact',
  count: number,
): Promise<string[]> {
  if (count === 0) return [];
  const rows: { id: string }[] = await manager.query(
    "SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2)",
    [table, count],
  );
  return rows.map(({ id }) => id);
}

/** What was registered, reserved or decided a statement ago is there. */
export function present<Value>(value: Value | null | undefined): Value {
  if (value === undefined || value === null)
    throw new Error('What was written a moment ago is not there: expected a READ COMMITTED transaction.');
  return value;
}
