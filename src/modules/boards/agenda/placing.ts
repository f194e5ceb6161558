/** What a case needs to be put on an agenda, and how it gets there. */
import type { EntityManager } from 'typeorm';
import { type CaseState, caseWorkflow, statesBefore } from '../../../core/workflow/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { sqlState } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { type LockedCase, lockCase, moveCase } from '../cases/case-writing.js';
import { type LockedMeeting, lockMeeting } from './agenda-writing.js';

const uniqueViolation = '23505';
const defaultMinutes = 5;

/** States of a case on an agenda that has no outcome yet. */
export const carriable: readonly CaseState[] = statesBefore(caseWorkflow, 'take-off');

/**
 * Passes for a case of the meeting's board whose patient stands on it, and keeps both as they are until the transaction ends. Whether
 * the case may be placed, its way says.
 * @throws Problem 'not found' for a case outside of the actor's scope, 'conflict' where it is another board's
 */
export async function requirePlaceable(
  manager: EntityManager,
  actor: Actor,
  { boardId, id: meetingId }: LockedMeeting,
  caseId: string,
): Promise<LockedCase> {
  const found = await lockCase(manager, caseId);
  const scope = patientScope(actor, 'place.patient_id', 3);
  const places = await manager.query<unknown[]>(
    `SELECT place.id FROM access_patient_board AS place WHERE place.patient_id = $1 AND place.board_id = $2 AND place.until IS NULL AND ${scope.sql} FOR SHARE OF place`,
    [found?.patientId ?? null, found?.boardId ?? null, ...scope.parameters],
  );
  if (found === undefined || places.length === 0)
    throw Problem.notFound(`There is no case ${caseId} on a board of yours.`);
  if (found.boardId !== boardId)
    throw Problem.conflict(
      `Case ${found.number} is another board's: expected a case of the board of meeting ${meetingId}.`,
    );
  return found;
}

/** A later planned meeting of the same board, locked. */
export async function requireLater(
  manager: EntityManager,
  from: LockedMeeting,
  toMeetingId: string,
): Promise<LockedMeeting> {
  const target = await lockMeeting(manager, toMeetingId);
  if (target === undefined || target.boardId !== from.boardId || target.id === from.id)
    throw Problem.conflict(`Meeting ${toMeetingId} is no other meeting of this board.`);
  if (target.state !== 'planned')
    throw Problem.conflict(`Meeting ${toMeetingId} is ${target.state}: expected a planned one.`);
  return target;
}

export interface Placement {
  readonly meeting: LockedMeeting;
  readonly found: LockedCase;
  readonly by: string;
  readonly position: number;
  readonly minutes: number | undefined;
}

/** @throws Problem 'conflict' where the case stands on an agenda already */
export async function putOn(
  manager: EntityManager,
  { meeting, found, by, position, minutes }: Placement,
): Promise<{ readonly id: string; readonly minutes: number }> {
  const [placed] = await manager
    .query<{ id: string; minutes: number }[]>(
      `
      INSERT INTO agenda_item (meeting_id, case_id, position, minutes, placed_by)
      SELECT $1, board_case.id, $3, coalesce($4::integer, board_case.minutes, ${defaultMinutes}), $5 FROM board_case WHERE board_case.id = $2
      RETURNING id, minutes`,
      [meeting.id, found.id, position, minutes ?? null, by],
    )
    .catch((error: unknown) => {
      throw sqlState(error) === uniqueViolation
        ? Problem.conflict(`Case ${found.number} stands on an agenda already: take it off there first.`)
        : error;
    });
  if (placed === undefined) throw new Error('PostgreSQL returned no row for a new entry of an agenda.');
  return placed;
}

export interface Carrier {
  readonly by: readonly string[];
  readonly actorId: string;
  readonly meetingId: string;
}

/** A case that goes from one agenda to another waits for a moment in between: both steps stand in its history. */
export async function carryCase(
  manager: EntityManager,
  found: LockedCase,
  { by, actorId, meetingId }: Carrier,
): Promise<void> {
  const waiting = await moveCase(manager, found, { transition: 'take-off', by, actorId, reason: 'carried-over' });
  await moveCase(manager, waiting, {
    transition: 'schedule',
    by,
    actorId,
    holds: { 'on-agenda': true },
    detail: { meetingId },
  });
}
