import type { EntityManager } from 'typeorm';

/** A row of audit_event as it is handed to the database; the trigger adds id, time of day and both hashes. */
export interface AuditRow {
  readonly actor_id: string | null;
  readonly actor_kind: string;
  readonly action: string;
  readonly patient_ids: readonly string[];
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly detail: object;
  readonly trace_id: string | null;
}

const insertRows = `
  INSERT INTO audit_event (actor_id, actor_kind, action, patient_ids, subject_type, subject_id, detail, trace_id)
  SELECT actor_id, actor_kind, action, patient_ids, subject_type, subject_id, detail, trace_id
  FROM jsonb_to_recordset($1::jsonb) AS row (
    actor_id bigint, actor_kind text, action text, patient_ids bigint[], subject_type text, subject_id bigint, detail jsonb, trace_id text
  )`;

/** Writes rows within a transaction. */
export async function insertAuditRows(manager: EntityManager, rows: readonly AuditRow[]): Promise<void> {
  await manager.query(insertRows, [JSON.stringify(rows)]);
}
