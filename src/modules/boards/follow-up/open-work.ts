/** Actions and conditions of a case's decision that are not done with. */
import type { EntityManager } from 'typeorm';
import { actionWorkflow, conditionWorkflow, taken } from '../../../core/workflow/index.js';

/** Whether nothing of the decision of a case is open; true for a case without one. */
export async function nothingOpen(manager: EntityManager, caseId: string): Promise<boolean> {
  const [row] = await manager.query<{ open: boolean }[]>(
    `SELECT EXISTS (SELECT FROM decision_action AS action JOIN decision ON decision.id = action.decision_id WHERE decision.case_id = $1 AND action.state = 'open')
      OR EXISTS (SELECT FROM decision_condition AS condition JOIN decision ON decision.id = condition.decision_id WHERE decision.case_id = $1 AND condition.state = 'waiting') AS open`,
    [caseId],
  );
  return row?.open === false;
}

export interface DroppedWork {
  readonly caseId: string;
  readonly by: readonly string[];
  /** Null for the service. */
  readonly actorId: string | null;
  readonly reason: string;
}

/** Drops everything that is open of the decision of a case, which is locked: it ended, and nobody is to act on it any more. */
export async function dropOpenWork(
  manager: EntityManager,
  { caseId, by, actorId, reason }: DroppedWork,
): Promise<void> {
  const action = taken(actionWorkflow, 'open', 'drop', { by, reason });
  await manager.query(
    `UPDATE decision_action SET state = $2, state_words = $3, state_changed_by = $4, state_changed_at = now()
    FROM decision WHERE decision.id = decision_id AND decision.case_id = $1 AND decision_action.state = 'open'`,
    [caseId, action, reason, actorId],
  );
  const condition = taken(conditionWorkflow, 'waiting', 'drop', { by, reason });
  await manager.query(
    `UPDATE decision_condition SET state = $2, state_words = $3, state_changed_by = $4, state_changed_at = now()
    FROM decision WHERE decision.id = decision_id AND decision.case_id = $1 AND decision_condition.state = 'waiting'`,
    [caseId, condition, reason, actorId],
  );
}
