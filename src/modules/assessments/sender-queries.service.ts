import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RowFault } from '../../core/record/index.js';
import { contentHash } from './content-hash.js';

/** A question that rows of an upload raise. */
export interface RaisedQuery {
  readonly importId: string;
  /** Null where the rows do not say enough to tell their assessment. */
  readonly assessmentId: string | null;
  readonly kind: 'holds' | 'asks';
  readonly fault: QueriedFault;
}

/** A fault of rows, also with codes that are not a format's: what is not recorded because of what is there. */
export type QueriedFault = Omit<RowFault, 'code'> & { readonly code: string };

/** Questions to senders: raised, and answered by what they send next. */
@Injectable()
export class SenderQueries {
  /** Writes the questions; one that only asks is written once an upload, however many rows raise it. */
  async raise(manager: EntityManager, queries: readonly RaisedQuery[]): Promise<void> {
    if (queries.length === 0) return;
    await manager.query(
      `
      INSERT INTO sender_query (import_id, assessment_id, kind, code, key_hash, place, message, expected)
      SELECT import_id, assessment_id, kind, code, decode(key_hash, 'hex'), place, message, expected
      FROM json_to_recordset($1) AS query (
        import_id bigint, assessment_id bigint, kind text, code text, key_hash text, place jsonb, message text, expected text
      )
      ON CONFLICT (import_id, key_hash) WHERE kind = 'asks' DO NOTHING`,
      [JSON.stringify(queries.map(rowOf))],
    );
  }

  /** Marks the questions about assessments as answered: a newer revision has taken their place. */
  async answer(manager: EntityManager, assessmentIds: readonly string[]): Promise<void> {
    if (assessmentIds.length === 0) return;
    await manager.query(
      `
      UPDATE sender_query SET answered_at = now() WHERE assessment_id = ANY ($1::bigint[]) AND answered_at IS NULL`,
      [assessmentIds],
    );
  }
}

function rowOf({ importId, assessmentId, kind, fault }: RaisedQuery) {
  const { file, row, column, value, otherRows } = fault;
  return {
    import_id: importId,
    assessment_id: assessmentId,
    kind,
    code: fault.code,
    key_hash: contentHash(fault.key),
    place: { file, row, column, value, otherRows },
    message: fault.message,
    expected: fault.expected,
  };
}
