import { Injectable } from '@nestjs/common';
import { itemFrom, type StoredItem } from '../../../core/discussion/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import type { ItemHistory } from '../ledger/ledger-views.js';
import { whyItemDiffers } from '../ledger/then-now-because.js';

interface HistoryRow extends Omit<ItemHistory['items'][number], 'because' | 'createdAt' | 'question'> {
  readonly patientId: string;
  readonly content: StoredItem;
  readonly createdAt: Date;
}

/** An item and those whose place it took: each with the rule, the engine and the input that made it, and why it differs. */
@Injectable()
export class ItemHistories {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Problem 'not found' for an item outside of the actor's boards */
  async read(actor: Actor, itemId: string): Promise<ItemHistory> {
    const scope = patientScope(actor, 'line.patient_id', 2);
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<HistoryRow[]>(
          `
      WITH RECURSIVE chain AS (
        SELECT * FROM discussion_item WHERE id = $1
        UNION ALL
        SELECT earlier.* FROM chain JOIN discussion_item AS earlier ON earlier.id = chain.predecessor_id
      )
      SELECT chain.id AS "itemId", rule_version AS "ruleVersion", engine_version AS "engineVersion", rule_set_version AS "ruleSetVersion",
        encode(input_hash, 'hex') AS "inputHash", chain.history_version AS "historyVersion", state, state_reason AS "stateReason", content,
        chain.created_at AS "createdAt", line.patient_id AS "patientId"
      FROM chain JOIN assessments_treatment_line AS line ON line.id = chain.treatment_line_id
      WHERE ${scope.sql} ORDER BY chain.id DESC`,
          [itemId, ...scope.parameters],
        ),
      reading,
    );
    const [newest] = rows;
    if (newest === undefined)
      throw Problem.notFound(`There is no discussion item ${itemId} of a patient on a board of yours.`);
    this.trail.noteRead('discussion-item.history', [newest.patientId]);
    return { items: rows.map((row, index) => entryOf(row, rows[index + 1])) };
  }
}

function entryOf(
  { patientId: _, content, createdAt, ...row }: HistoryRow,
  before: HistoryRow | undefined,
): ItemHistory['items'][number] {
  return {
    ...row,
    question: itemFrom(content).question,
    createdAt: createdAt.toISOString(),
    because: before === undefined ? [] : [...whyItemDiffers(before, { ruleVersion: row.ruleVersion, content })],
  };
}
