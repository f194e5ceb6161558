/** Asks the table of meetings whether a transition may be taken, and says why not. */
import type { EntityManager } from 'typeorm';
import {
  hoursBeforeOpening,
  meetingWorkflow,
  refusalInWords,
  transition,
  type GuardOf,
  type TransitionOf,
} from '../../../core/workflow/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { Problem } from '../../../platform/problem/index.js';
import type { MeetingState } from './meeting.entity.js';

interface AskedMeeting {
  readonly id: string;
  readonly boardId: string;
  readonly state: MeetingState;
}

interface Asking {
  readonly holds?: Readonly<Partial<Record<GuardOf<typeof meetingWorkflow>, boolean>>>;
  readonly reason?: string;
}

/** The roles that an actor has on one board, as the tables of transitions name them. */
export const rolesOn = ({ boardIds, coordinatorOf, chairOf }: Actor, boardId: string): readonly string[] => [
  ...(boardIds.includes(boardId) ? ['member'] : []),
  ...(coordinatorOf.includes(boardId) ? ['coordinator'] : []),
  ...(chairOf.includes(boardId) ? ['chair'] : []),
];

/**
 * @returns the state that the transition leads to
 * @throws Problem 'not allowed' for who may not take it; 'conflict' where it cannot be taken now, with what is allowed and who may
 */
export function requireTransition(
  actor: Actor,
  meeting: AskedMeeting,
  name: TransitionOf<typeof meetingWorkflow>,
  asking: Asking = {},
): MeetingState {
  const answer = transition(meetingWorkflow, meeting.state, name, { by: rolesOn(actor, meeting.boardId), ...asking });
  if (answer.kind === 'moved') return answer.to;
  const words = refusalInWords(`Meeting ${meeting.id}`, answer);
  if (answer.why === 'not-by-you') throw Problem.notAllowed(words);
  throw Problem.conflict(words, { state: answer.state, allowed: answer.allowed });
}

/**
 * Cancels a meeting whose row is locked: it is for who takes its agenda apart to say so.
 * @throws Problem 'conflict' for a meeting that is not planned
 */
export async function markCancelled(
  manager: EntityManager,
  actor: Actor,
  meeting: AskedMeeting,
  reason: string,
): Promise<void> {
  const state = requireTransition(actor, meeting, 'cancel', { reason });
  await manager.query('UPDATE meeting SET state = $2, state_reason = $3 WHERE id = $1', [meeting.id, state, reason]);
}

/** @throws Problem 'conflict' for a meeting whose agenda does not change any more */
export function requireOpenAgenda(state: MeetingState): void {
  if (state === 'cancelled') throw Problem.conflict('The meeting is cancelled: expected one that is planned.');
  if (state === 'ended') throw Problem.conflict('The meeting has ended: expected one that is planned or in session.');
}

/** Whether a meeting may be opened, by the clock of the database. */
export async function isNear(manager: EntityManager, startsAt: Date): Promise<boolean> {
  const [answer] = await manager.query<{ near: boolean }[]>(
    'SELECT $1::timestamptz <= now() + make_interval(hours => $2) AS near',
    [startsAt, hoursBeforeOpening],
  );
  return answer?.near ?? false;
}
