import type { Session } from './session.js';

/** Whether the person coordinates a board: only then are the tools shown. The service checks each change itself. */
export const mayCoordinate = (session: Session | null, boardId: string): boolean =>
  session?.coordinatorOf.includes(boardId) ?? false;

/** Whether the person leads through the meetings of a board and types its outcomes. */
export const mayConduct = (session: Session | null, boardId: string): boolean =>
  mayCoordinate(session, boardId) || mayChair(session, boardId);

/** Whether the person signs for a board. */
export const mayChair = (session: Session | null, boardId: string): boolean =>
  session?.chairOf.includes(boardId) ?? false;

export const coordinatesAny = (session: Session | null): boolean => (session?.coordinatorOf.length ?? 0) > 0;

export const mayImport = (session: Session | null): boolean =>
  session?.roles.some((role) => role === 'coordinator' || role === 'submitter') ?? false;

/** Whether the person sits on a board: only then are there patients to see. */
export const sitsOnBoard = (session: Session | null): boolean => (session?.boardIds.length ?? 0) > 0;

/** Whether the person may state facts about patients; those that end the work on one, the service takes from coordinators and chairs alone. */
export const mayStateFacts = (session: Session | null): boolean => sitsOnBoard(session);

/** Whether the person reads the cases of a board and coordinates none: the next meeting comes first for them. */
export const onlyReads = (session: Session | null): boolean => sitsOnBoard(session) && !coordinatesAny(session);

/** Whether the person may read the rules. */
export const mayReadRules = (session: Session | null): boolean =>
  session?.roles.some((role) => role !== 'submitter' && role !== 'referrer') ?? false;

/** Whether the person keeps the settings and seats of a board: of those they coordinate, or, as administrator, of the site. */
export const keepsBoards = (session: Session | null): boolean => coordinatesAny(session) || mayAdminister(session);

/** Whether the person may start and release dry runs and switch rules. */
export const mayAdminister = (session: Session | null): boolean => session?.roles.includes('administrator') ?? false;

/** Whether the person may read what is released and what dry runs found. */
export const mayReadLedger = (session: Session | null): boolean =>
  session?.roles.some((role) => role === 'administrator' || role === 'coordinator') ?? false;

/** Whether the account may send files: as a sender for the site, or as coordinator for the boards it coordinates. */
export const mayUpload = (session: Session | null): boolean =>
  coordinatesAny(session) || (session?.roles.includes('submitter') ?? false);

const refer: readonly string[] = ['referrer', 'coordinator', 'member', 'chair'];

/** Whether the person may refer a patient to a board. */
export const mayRefer = (session: Session | null): boolean =>
  session?.roles.some((role) => refer.includes(role)) ?? false;
