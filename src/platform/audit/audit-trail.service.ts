import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, GroupedWork } from '../database/index.js';
import { currentTraceId } from '../observability/index.js';
import { AuditContext } from './audit-context.js';
import { type AuditRow, insertAuditRows } from './audit-writer.js';

/** What else is worth knowing of an event: ids and codes only, never a name, a value or a free text. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** An event to be kept. Who acts and the trace come from the request in progress, or are the service's in a job. */
export interface AuditEntry {
  /** What was done, as `noun.verb`, for example 'assessment.record'. */
  readonly action: string;
  /** Ids of all patients that it touches; empty where it touches none. */
  readonly patientIds: readonly string[];
  readonly subjectType?: string;
  readonly subjectId?: string;
  readonly detail?: AuditDetail;
}

/** An entry with who acts and the trace, as they were when it was signed. */
export type SignedEntry = AuditRow;

/** Most rows of one transaction of rows that no transaction belongs to. */
const largestGroup = 200;

const id = /^[1-9]\d{0,18}$/;

/** Keeps who read and who changed what. */
@Injectable()
export class AuditTrail {
  /** Rows of concurrent requests share a transaction, and so a commit. */
  readonly #alone: GroupedWork<AuditRow, void>;

  constructor(database: Database) {
    this.#alone = new GroupedWork<AuditRow, void>({
      together: async (rows) => {
        await database.asService('audit', (manager) => insertAuditRows(manager, rows));
        return rows.map(() => undefined);
      },
      largest: largestGroup,
      atOnce: 1,
    });
  }

  /**
   * Keeps a change, within the transaction of the change. Let it be the transaction's last statement: each of the chains lets
   * in one transaction at a time, until it has committed. The transaction must be READ COMMITTED.
   */
  async record(manager: EntityManager, entry: AuditEntry): Promise<void> {
    await insertAuditRows(manager, [rowOf(entry)]);
  }

  /**
   * Notes who acts and the trace of the request in progress, for an entry that a transaction shared with other requests will keep.
   * @returns signs an entry with them
   */
  signer(): (entry: AuditEntry) => SignedEntry {
    const signature = signatureOf();
    return (entry) => ({ ...rowOf(entry), ...signature });
  }

  /** Keeps the changes of several requests, like `record`. */
  async recordSigned(manager: EntityManager, entries: readonly SignedEntry[]): Promise<void> {
    if (entries.length > 0) await insertAuditRows(manager, entries);
  }

  /** Keeps an event that no transaction belongs to, such as a refusal; it is committed when this resolves. */
  async recordAlone(entry: AuditEntry): Promise<void> {
    await this.#alone.do(rowOf(entry));
  }

  /**
   * Notes that the request in progress reads these patients. All notes of a request become one row, written before its answer leaves.
   * @throws Error outside of a request
   */
  noteRead(action: string, patientIds: readonly string[]): void {
    AuditContext.noteRead(action, patientIds.map(checkedId));
  }

  /** Writes what `noteRead` noted in the request in progress, as one row. */
  async writeReads(): Promise<void> {
    const reads = AuditContext.takeReads();
    if (!reads) return;
    const [action = '', ...others] = reads.actions;
    await this.recordAlone({
      action,
      patientIds: reads.patientIds,
      detail: others.length > 0 ? { alsoActions: others } : {},
    });
  }
}

function signatureOf(): Pick<AuditRow, 'actor_id' | 'actor_kind' | 'trace_id'> {
  const actor = AuditContext.actor();
  return { actor_id: actor.accountId, actor_kind: actor.kind, trace_id: currentTraceId() ?? null };
}

function rowOf(entry: AuditEntry): AuditRow {
  return {
    ...signatureOf(),
    action: entry.action,
    patient_ids: entry.patientIds.map(checkedId),
    subject_type: entry.subjectType ?? null,
    subject_id: entry.subjectId === undefined ? null : checkedId(entry.subjectId),
    detail: entry.detail ?? {},
  };
}

function checkedId(value: string): string {
  // The value itself stays out of the message: it may be a hospital's patient number.
  if (!id.test(value))
    throw new Error('An audit event names something that is not an id of this service: expected digits only.');
  return value;
}
