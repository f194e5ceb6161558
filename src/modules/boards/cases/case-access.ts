/** Who may read and move a case. */
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { boardRolesOf } from '../boards/board-seats.js';
import { findCase, type LockedCase, lockCase } from './case-writing.js';

/**
 * The roles in which an actor works on a case: those of the seats on its board, while its patient stands there, and 'referrer' for who
 * referred it. None: the case is not there for them.
 */
export async function rolesOnCase(
  manager: EntityManager,
  actor: Actor,
  { id, boardId, patientId }: Pick<LockedCase, 'id' | 'boardId' | 'patientId'>,
): Promise<readonly string[]> {
  const [row] = await manager.query<{ stands: boolean; referred: boolean }[]>(
    `SELECT EXISTS (SELECT FROM access_patient_board AS place WHERE place.patient_id = $2 AND place.board_id = $3 AND place.until IS NULL) AS stands,
      EXISTS (SELECT FROM referral WHERE case_id = $1 AND referrer_id = $4 AND state <> 'draft') AS referred`,
    [id, patientId, boardId, actor.accountId],
  );
  return [
    ...(row?.stands === true ? boardRolesOf(actor, boardId) : []),
    ...(row?.referred === true ? ['referrer'] : []),
  ];
}

export interface CaseForActor {
  readonly found: LockedCase;
  readonly roles: readonly string[];
}

/**
 * A case that the actor works on, locked for the rest of the transaction.
 * @throws Problem 'not found' in the same words for one that is not there and one that is not theirs
 */
export async function requireCase(manager: EntityManager, actor: Actor, caseId: string): Promise<CaseForActor> {
  const found = await lockCase(manager, caseId);
  const roles = found === undefined ? [] : await rolesOnCase(manager, actor, found);
  if (found === undefined || roles.length === 0) throw notThere(caseId);
  return { found, roles };
}

export const notThere = (caseId: string): Problem =>
  Problem.notFound(`There is no case ${caseId} on a board of yours.`);

/**
 * A case that the actor works on, to read: it is not locked.
 * @throws Problem 'not found' in the same words for one that is not there and one that is not theirs
 */
export async function readableCase(manager: EntityManager, actor: Actor, caseId: string): Promise<CaseForActor> {
  const found = await findCase(manager, caseId);
  const roles = found === undefined ? [] : await rolesOnCase(manager, actor, found);
  if (found === undefined || roles.length === 0) throw notThere(caseId);
  return { found, roles };
}

const boardRoles: readonly string[] = ['coordinator', 'chair', 'member'];

/** Lets on who has a seat on the case's board; who referred it may follow it and take no part. */
export function requireBoardRole({ roles }: CaseForActor): void {
  if (!roles.some((role) => boardRoles.includes(role))) throw Problem.notAllowed('This is for members of the board.');
}

/** @throws Problem 'not allowed' for who neither coordinates nor chairs the board */
export function requireConductor({ roles }: CaseForActor): void {
  if (!roles.includes('coordinator') && !roles.includes('chair'))
    throw Problem.notAllowed('Coordinators and chairs of the board make this change.');
}
