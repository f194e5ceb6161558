/** Reads the flags and items of lines that stand, as far as what follows depends on them. */
import type { EntityManager } from 'typeorm';
import type { EvidenceUsed } from '../../../core/discussion/index.js';
import type { CurrentFlag } from '../flags/flag-changes.js';
import type { CurrentItem } from '../items/item-changes.js';

export function readCurrentFlags(manager: EntityManager, ids: readonly string[]): Promise<CurrentFlag[]> {
  return manager.query<CurrentFlag[]>(
    `
    SELECT id, treatment_line_id AS "treatmentLineId", definition, episode, state, content, content_hash AS "contentHash"
    FROM flag WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_at IS NULL`,
    [ids],
  );
}

/**
 * The current items of lines, with what a person dismissed.
 * @param lock for a transaction that goes on to write them: nobody decides on them meanwhile
 */
export async function readCurrentItems(
  manager: EntityManager,
  ids: readonly string[],
  lock: 'FOR NO KEY UPDATE' | '' = '',
): Promise<CurrentItem[]> {
  const rows = await manager.query<Omit<CurrentItem, 'dismissedEvidence'>[]>(
    `
    SELECT id, treatment_line_id AS "treatmentLineId", rule, rule_version AS "ruleVersion", content, evidence_hash AS "evidenceHash", state,
      state_reason AS "stateReason", state_changed_by AS "stateChangedBy", state_changed_at AS "stateChangedAt", set_aside AS "setAside"
    FROM discussion_item WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_at IS NULL ORDER BY id ${lock}`,
    [ids],
  );
  const dismissed = rows.filter(({ state }) => state === 'dismissed').map(({ id }) => id);
  const evidence =
    dismissed.length === 0
      ? []
      : await manager.query<{ id: string; evidence: EvidenceUsed }[]>(dismissedEvidenceSql, [dismissed]);
  const byItem = new Map(evidence.map((row) => [row.id, row.evidence]));
  return rows.map((row) => ({ ...row, dismissedEvidence: byItem.get(row.id) ?? null }));
}

/**
 * The first of a chain of items that one act of a person dismissed: its successors carry the act's time, which went through
 * JavaScript and so holds milliseconds.
 */
const dismissedEvidenceSql = `
  WITH RECURSIVE silent AS (
    SELECT id AS current_id, id, predecessor_id, state_changed_at, content FROM discussion_item WHERE id = ANY ($1::bigint[])
    UNION ALL
    SELECT silent.current_id, earlier.id, earlier.predecessor_id, earlier.state_changed_at, earlier.content
    FROM silent JOIN discussion_item AS earlier ON earlier.id = silent.predecessor_id
    WHERE earlier.state = 'dismissed'
      AND date_trunc('milliseconds', earlier.state_changed_at) = date_trunc('milliseconds', silent.state_changed_at)
  )
  SELECT DISTINCT ON (current_id) current_id AS id, content -> 'evidenceUsed' AS evidence FROM silent ORDER BY current_id, silent.id`;
