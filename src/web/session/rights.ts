import type { Session } from './session.js';

/** Whether the person coordinates a board: only then are the tools shown. The service checks each change itself. */
export const mayCoordinate = (session: Session | null, boardId: string): boolean => session?.coordinatorOf.includes(boardId) ?? false;

export const coordinatesAny = (session: Session | null): boolean => (session?.coordinatorOf.length ?? 0) > 0;

export const mayImport = (session: Session | null): boolean => session?.roles.some((role) => role === 'coordinator' || role === 'submitter') ?? false;

/** Whether the account may send assessments itself. */
export const maySubmit = (session: Session | null): boolean => session?.roles.includes('submitter') ?? false;
