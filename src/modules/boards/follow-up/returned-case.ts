/** What an unmet or lapsed condition brings back. */
import type { EntityManager } from 'typeorm';
import { theService } from '../../../core/workflow/index.js';
import { openCaseSql } from '../cases/case.entity.js';
import { countCaseUp, createCase, joinOpenItems, type LockedCase, lockCase } from '../cases/case-writing.js';

export interface ReturnedCondition {
  readonly id: string;
  readonly outcome: 'unmet' | 'lapsed';
  /** Null where the service itself found it. */
  readonly actorId: string | null;
}

/** Takes the board's row, so that no other worker raises the same case. Comes before the lock of a case. */
export async function lockBoardOf(manager: EntityManager, caseId: string): Promise<void> {
  await manager.query(
    'SELECT FROM board WHERE id = (SELECT board_id FROM board_case WHERE id = $1) FOR NO KEY UPDATE',
    [caseId],
  );
}

/** A case that names the decided one; where one of the line is open already, the condition joins that. */
export async function returnCase(
  manager: EntityManager,
  decided: LockedCase,
  condition: ReturnedCondition,
): Promise<LockedCase> {
  const [open] = await manager.query<{ id: string }[]>(
    `SELECT id FROM board_case WHERE board_id = $1 AND patient_id = $2 AND treatment_line_id IS NOT DISTINCT FROM $3::bigint AND ${openCaseSql('board_case')} LIMIT 1`,
    [decided.boardId, decided.patientId, decided.treatmentLineId],
  );
  const returned =
    open === undefined ? await raiseAgain(manager, decided) : await joinOpen(manager, open.id, decided, condition);
  await manager.query('UPDATE decision_condition SET returned_case_id = $2 WHERE id = $1', [condition.id, returned.id]);
  return returned;
}

async function raiseAgain(manager: EntityManager, decided: LockedCase): Promise<LockedCase> {
  const { boardId, patientId, treatmentLineId } = decided;
  const made = await createCase(manager, {
    boardId,
    patientId,
    treatmentLineId,
    transition: 'raise',
    by: [theService],
    actorId: null,
    reasons: ['returned-decision'],
    predecessorId: decided.id,
  });
  await joinOpenItems(manager, made);
  return made;
}

async function joinOpen(
  manager: EntityManager,
  openId: string,
  decided: LockedCase,
  { id, outcome, actorId }: ReturnedCondition,
): Promise<LockedCase> {
  const found = await lockCase(manager, openId);
  if (found === undefined) throw new Error(`There is no case ${openId}.`);
  await manager.query(
    `UPDATE board_case SET reasons = CASE WHEN 'returned-decision' = ANY (reasons) THEN reasons ELSE reasons || 'returned-decision'::text END WHERE id = $1`,
    [openId],
  );
  return countCaseUp(manager, found, {
    event: 'condition-returned',
    by: actorId,
    detail: { conditionId: id, outcome, decidedCaseId: decided.id },
  });
}
