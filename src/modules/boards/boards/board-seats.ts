/** Who may read and change what belongs to a board. */
import type { Actor } from '../../../platform/access/index.js';
import { Problem } from '../../../platform/problem/index.js';

/** A board without a seat for the actor is refused in the same words as one that is not there. */
export function requireSeat(actor: Actor, boardId: string | undefined, what: string): void {
  if (boardId === undefined || !actor.boardIds.includes(boardId))
    throw Problem.notFound(`There is no ${what} on a board of yours.`);
}

/**
 * Lets on who keeps a board's settings and people: its coordinators, and administrators. Whether the board is of the actor's site is for
 * the caller to look at.
 * @throws Problem 'not found' for others without a seat on the board, 'not allowed' for others with one
 */
export function requireKeeper(actor: Actor, boardId: string): void {
  if (actor.roles.includes('administrator')) return;
  requireCoordinator(actor, boardId, `board ${boardId}`);
}

/** @throws Problem 'not found' for who is neither an administrator nor has a seat on the board */
export function requireReader(actor: Actor, boardId: string): void {
  if (actor.roles.includes('administrator')) return;
  requireSeat(actor, boardId, `board ${boardId}`);
}

/** @throws Problem 'not found' without a seat on the board, 'not allowed' with one that does not coordinate it */
export function requireCoordinator(actor: Actor, boardId: string | undefined, what: string): void {
  requireSeat(actor, boardId, what);
  if (boardId !== undefined && actor.coordinatorOf.includes(boardId)) return;
  throw Problem.notAllowed('Coordinators of the board make this change.');
}

/** The roles in which an actor works on a board: by these the ways of cases say what is allowed. */
export function boardRolesOf(actor: Actor, boardId: string): readonly string[] {
  return [
    ...(actor.coordinatorOf.includes(boardId) ? ['coordinator'] : []),
    ...(actor.chairOf.includes(boardId) ? ['chair'] : []),
    ...(actor.boardIds.includes(boardId) ? ['member'] : []),
  ];
}
