import type { Actor } from './actor.js';

/** A condition for a WHERE clause, and the values of its parameters in the order of their numbers. */
export interface ScopeCondition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const column = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;

/**
 * The one place that says which patients an actor may see: those who stand on a board on which the actor now has a seat. No role adds
 * to it: an administrator without a seat sees no patient, and neither does a submitting machine.
 *
 * Row-level security takes over here: a policy on `patient` with this condition over `current_setting('app.user_id')`, which `asActor`
 * sets at the start of each transaction, and this function then returns `true`.
 *
 * @param patientColumn column that holds the patient's id, for example 'p.id' (a name of the code, never of a request)
 * @param nextParameter number of the first free parameter of the statement: 1 for none before it
 */
export function patientScope(
  actor: Pick<Actor, 'boardIds'>,
  patientColumn: string,
  nextParameter: number,
): ScopeCondition {
  if (!column.test(patientColumn)) throw new Error(`"${patientColumn}" is no column name: expected one such as p.id`);
  return {
    sql: `EXISTS (SELECT FROM patient_board AS scope WHERE scope.patient_id = ${patientColumn} AND scope.until IS NULL AND scope.board_id = ANY ($${nextParameter}::bigint[]))`,
    parameters: [[...actor.boardIds]],
  };
}
