/** The meeting before its case, in the order in which every change locks them. */
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import type { AuditDetail, AuditTrail } from '../../../platform/audit/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { type LockedMeeting, lockMeeting } from '../agenda/agenda-writing.js';
import { type CaseForActor, requireCase } from '../cases/case-access.js';

export interface CaseInSession extends CaseForActor {
  /** The meeting on whose agenda it stands, whether to come, in session or over; null for none. */
  readonly meeting: LockedMeeting | null;
}

/** The meeting on whose agenda a case stands, whatever its time. */
export async function agendaOfCase(manager: EntityManager, caseId: string): Promise<string | null> {
  const [entry] = await manager.query<{ meetingId: string }[]>(
    'SELECT meeting_id AS "meetingId" FROM agenda_item WHERE case_id = $1 AND removed_at IS NULL',
    [caseId],
  );
  return entry?.meetingId ?? null;
}

/**
 * Locks a case that the actor works on and the meeting on whose agenda it stands.
 * @throws Problem 'not found' for a case that is not theirs; 'conflict' where it went to another agenda meanwhile
 */
export async function lockSession(manager: EntityManager, actor: Actor, caseId: string): Promise<CaseInSession> {
  const meetingId = await agendaOfCase(manager, caseId);
  const meeting = meetingId === null ? undefined : await lockMeeting(manager, meetingId);
  const mine = await requireCase(manager, actor, caseId);
  if ((await agendaOfCase(manager, caseId)) !== meetingId)
    throw Problem.conflict(`Case ${mine.found.number} went to another agenda meanwhile: read it again and repeat.`);
  return { ...mine, meeting: meeting ?? null };
}

/** @throws Problem 'conflict' for a case that stands on no agenda */
export function requireMeeting({ found, meeting }: CaseInSession): LockedMeeting {
  if (meeting === null) throw Problem.conflict(`Case ${found.number} stands on no agenda: expected one of a meeting.`);
  return meeting;
}

export interface ToldInSession {
  readonly action: string;
  /** Left out: the case. */
  readonly decisionId?: string;
  readonly detail?: AuditDetail;
}

/** Tells everyone who looks at the patient or the meeting, and the audit, what was done. */
export async function tellSession(
  manager: EntityManager,
  trail: AuditTrail,
  { found, meeting }: CaseInSession,
  { action, decisionId, detail }: ToldInSession,
): Promise<void> {
  await notify(manager, { topic: 'patients', ids: [found.patientId] });
  if (meeting !== null) await notify(manager, { topic: 'meetings', ids: [meeting.id], boardId: meeting.boardId });
  await trail.record(manager, {
    action,
    patientIds: [found.patientId],
    subjectType: decisionId === undefined ? 'case' : 'decision',
    subjectId: decisionId ?? found.id,
    ...(detail === undefined ? {} : { detail }),
  });
}
