import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RowFault } from '../../core/record/index.js';
import { queryDueDays } from '../../core/workflow/index.js';
import { contentHash } from './content-hash.js';
import type { QueryPlace } from './sender-query.entity.js';

/** A question that rows of an upload raise. */
export interface RaisedQuery {
  readonly importId: string;
  /** Null where the rows do not say enough to tell their assessment. */
  readonly assessmentId: string | null;
  readonly kind: 'holds' | 'asks';
  readonly fault: QueriedFault;
}

/** A question about a treatment line as a whole, which no row of an upload raised. */
export interface LineQuery {
  readonly treatmentLineId: string;
  readonly code: string;
  readonly message: string;
  /** The message as phrases of core/response. */
  readonly phrases: readonly object[];
}

/** A fault of rows, also with codes that are not a format's: what is not recorded because of what is there. */
type QueriedFault = Omit<RowFault, 'code'> & { readonly code: string };

/** Questions to senders: raised, and answered by what they send next. */
@Injectable()
export class SenderQueries {
  /** Writes the questions; one that only asks is written once an upload, however many rows raise it. */
  async raise(manager: EntityManager, queries: readonly RaisedQuery[]): Promise<void> {
    if (queries.length === 0) return;
    await manager.query(
      `
      INSERT INTO sender_query (import_id, assessment_id, kind, code, key_hash, place, message, expected, due_on)
      SELECT import_id, assessment_id, kind, code, decode(key_hash, 'hex'), place, message, expected, current_date + ${queryDueDays}
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

  /** Gives questions an owner or a day by which they are due; what is left out stays. */
  async assign(
    manager: EntityManager,
    queryId: string,
    { ownerId, dueOn }: { readonly ownerId?: string | undefined; readonly dueOn?: string | undefined },
  ): Promise<void> {
    await manager.query(
      'UPDATE sender_query SET owner_id = coalesce($2, owner_id), due_on = coalesce($3::date, due_on) WHERE id = $1 AND answered_at IS NULL',
      [queryId, ownerId ?? null, dueOn ?? null],
    );
  }

  /** Keeps a person's answer to a question. An earlier one stays: the time of the first is that of the answer. */
  async keepAnswer(manager: EntityManager, queryId: string, answer: string, accountId: string): Promise<void> {
    await manager.query(
      `
      UPDATE sender_query SET answer = $2, answered_by = $3, answered_at = coalesce(answered_at, now()) WHERE id = $1 AND answer IS NULL`,
      [queryId, answer, accountId],
    );
  }

  /**
   * What only the sender can answer about treatment lines: each asked once, said anew where its words changed, and answered when it no
   * longer arises.
   */
  async askOfLines(manager: EntityManager, lineIds: readonly string[], queries: readonly LineQuery[]): Promise<void> {
    const rows = JSON.stringify(queries);
    await manager.query(
      `
      UPDATE sender_query SET answered_at = now()
      WHERE treatment_line_id = ANY ($1::bigint[]) AND answered_at IS NULL AND NOT EXISTS (
        SELECT FROM json_to_recordset($2) AS row ("treatmentLineId" bigint, code text)
        WHERE row."treatmentLineId" = sender_query.treatment_line_id AND row.code = sender_query.code)`,
      [lineIds, rows],
    );
    if (queries.length === 0) return;
    await manager.query(
      `
      INSERT INTO sender_query (treatment_line_id, kind, code, place, message, phrases, expected)
      SELECT "treatmentLineId", 'asks', code, $2, message, phrases, 'the fact that is asked for, or the assessment again as a new revision'
      FROM json_to_recordset($1) AS row ("treatmentLineId" bigint, code text, message text, phrases json)
      ON CONFLICT (treatment_line_id, code) WHERE answered_at IS NULL AND treatment_line_id IS NOT NULL
      DO UPDATE SET message = excluded.message, phrases = excluded.phrases WHERE sender_query.message <> excluded.message`,
      [rows, JSON.stringify(noPlace)],
    );
  }
}

const noPlace: QueryPlace = { file: null, row: null, column: null, value: null, otherRows: [] };

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
