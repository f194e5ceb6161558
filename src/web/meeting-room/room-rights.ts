import type { Session } from '../session/session.js';

/** Whether the person leads through a meeting of the board and types its outcomes. The service checks each change itself. */
export const conducts = (session: Session | null, boardId: string): boolean =>
  session !== null && (session.coordinatorOf.includes(boardId) || session.chairOf.includes(boardId));

/** Whether the person signs for the board. */
export const chairs = (session: Session | null, boardId: string): boolean =>
  session?.chairOf.includes(boardId) ?? false;
