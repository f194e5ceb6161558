import type { Session } from '../session/session.js';

/** Whether the person coordinates or chairs the board of a case: only then are question and terms edited. The service checks each change itself. */
export const coordinatesCase = (session: Session | null, boardId: string): boolean =>
  session !== null && (session.coordinatorOf.includes(boardId) || session.chairOf.includes(boardId));
