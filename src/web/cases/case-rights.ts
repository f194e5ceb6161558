import type { Session } from '../session/session.js';
import type { BoardCase } from './case-model.js';

/** What is made ready for a board, or was before it, is left as it was shown. */
const notReadyYet: readonly BoardCase['state'][] = [
  'raised',
  'referred',
  'returned',
  'accepted',
  'deferred',
  'scheduled',
];

/** Whether the person may take points of a case out and in again: the board's coordinators, as the table of questions says. */
export const takesPointsOut = (
  session: Session | null,
  { boardId, state }: Pick<BoardCase, 'boardId' | 'state'>,
): boolean => notReadyYet.includes(state) && (session?.coordinatorOf.includes(boardId) ?? false);

/** Whether the person may propose to take points of a case out: who sits on its board and does not take them out. */
export const proposesTakingOut = (session: Session | null, board: Pick<BoardCase, 'boardId' | 'state'>): boolean =>
  notReadyYet.includes(board.state) &&
  !takesPointsOut(session, board) &&
  (session?.boardIds.includes(board.boardId) ?? false);

/** Whether the person coordinates or chairs the board of a case: only then are question and terms edited. The service checks each change itself. */
export const coordinatesCase = (session: Session | null, boardId: string): boolean =>
  session !== null && (session.coordinatorOf.includes(boardId) || session.chairOf.includes(boardId));
