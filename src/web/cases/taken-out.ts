import type { CaseItem, CaseLine } from '../record/case/case.js';
import type { BoardCase } from './case-model.js';

/** Proposals to take a point out, the newest last. */
export const proposalsOn = (board: BoardCase, itemId: string | undefined): BoardCase['comments'] =>
  board.comments.filter(({ takesOut }) => takesOut !== null && takesOut.itemId === itemId);

/** How many open points of a case somebody proposes to take out. */
export const proposedOutOf = (board: BoardCase): number =>
  board.itemIds.filter((itemId) => proposalsOn(board, itemId).length > 0).length;

/** Questions of a line that somebody took out of what is discussed: silent until their evidence changes. */
export const takenOutOf = (line: CaseLine | undefined): readonly CaseItem[] =>
  (line?.items ?? []).filter(({ state }) => state === 'dismissed');
