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

interface Waiting {
  readonly row: AuditRow;
  readonly written: () => void;
  readonly failed: (reason: unknown) => void;
}

const insertRows = `
  INSERT INTO audit_event (actor_id, actor_kind, action, patient_ids, subject_type, subject_id, detail, trace_id)
  SELECT actor_id, actor_kind, action, patient_ids, subject_type, subject_id, detail, trace_id
  FROM jsonb_to_recordset($1::jsonb) AS row (
    actor_id bigint, actor_kind text, action text, patient_ids bigint[], subject_type text, subject_id bigint, detail jsonb, trace_id text
  )`;

const largestBatch = 200;

/** Writes rows within a transaction. */
export async function insertAuditRows(manager: EntityManager, rows: readonly AuditRow[]): Promise<void> {
  await manager.query(insertRows, [JSON.stringify(rows)]);
}

/**
 * Writes single rows, those of concurrent requests together: the chain lets one transaction in at a time, so a row each would make
 * requests wait for one another's commit. A call resolves once its row is committed.
 */
export class AuditWriter {
  readonly #insert: (rows: readonly AuditRow[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #writing = false;

  /** @param insert writes rows and commits them */
  constructor(insert: (rows: readonly AuditRow[]) => Promise<void>) {
    this.#insert = insert;
  }

  write(row: AuditRow): Promise<void> {
    const done = new Promise<void>((written, failed) => this.#waiting.push({ row, written, failed }));
    if (!this.#writing) void this.#writeWaiting();
    return done;
  }

  async #writeWaiting(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) await this.#writeBatch(this.#waiting.splice(0, largestBatch));
    this.#writing = false;
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#insert(batch.map(({ row }) => row));
      for (const { written } of batch) written();
    } catch (error) {
      if (batch.length === 1) for (const { failed } of batch) failed(error);
      // One row that the database refuses must not take the others of its batch with it.
      else for (const waiting of batch) await this.#writeBatch([waiting]);
    }
  }
}
