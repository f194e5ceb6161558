/** Changes agendas, under the row lock of their meeting. */
import type { EntityManager } from 'typeorm';
import type { AgendaChangeKind, MeetingState } from '../meetings/meeting.entity.js';

export interface LockedMeeting {
  readonly id: string;
  readonly boardId: string;
  readonly state: MeetingState;
  readonly version: number;
}

/** Locks a meeting for the rest of the transaction: changes of its agenda come one after the other. */
export async function lockMeeting(manager: EntityManager, meetingId: string): Promise<LockedMeeting | undefined> {
  const [meeting] = await manager.query<LockedMeeting[]>(
    `
    SELECT id, board_id AS "boardId", state, agenda_version AS version FROM meeting WHERE id = $1 FOR NO KEY UPDATE`,
    [meetingId],
  );
  return meeting;
}

export interface StandingItem {
  readonly id: string;
  readonly minutes: number;
  readonly caseId: string;
  readonly patientId: string;
}

/** The cases on the agenda in their order. */
export async function standingItems(manager: EntityManager, meetingId: string): Promise<StandingItem[]> {
  return manager.query<StandingItem[]>(
    `
    SELECT agenda_item.id, agenda_item.minutes, agenda_item.case_id AS "caseId", board_case.patient_id AS "patientId"
    FROM agenda_item JOIN board_case ON board_case.id = agenda_item.case_id
    WHERE agenda_item.meeting_id = $1 AND agenda_item.removed_at IS NULL ORDER BY agenda_item.position`,
    [meetingId],
  );
}

/** Gives the items their places, from 1 and without gaps. */
export async function renumber(manager: EntityManager, agendaItemIds: readonly string[]): Promise<void> {
  await manager.query(
    `
    UPDATE agenda_item SET position = place.position
    FROM unnest($1::bigint[]) WITH ORDINALITY AS place (id, position)
    WHERE agenda_item.id = place.id AND agenda_item.position <> place.position`,
    [[...agendaItemIds]],
  );
}

/** The items with one of them at a place from 1; beyond the last place it is the last one. */
export function withItemAt(agendaItemIds: readonly string[], id: string, position: number): string[] {
  const others = agendaItemIds.filter((other) => other !== id);
  return [...others.slice(0, position - 1), id, ...others.slice(position - 1)];
}

export interface Removal {
  readonly agendaItemIds: readonly string[];
  /** Null where the service itself takes them off. */
  readonly by: string | null;
  readonly reason: string;
}

export async function takeOff(manager: EntityManager, { agendaItemIds, by, reason }: Removal): Promise<void> {
  await manager.query(
    `
    UPDATE agenda_item SET removed_at = now(), removed_by = $2, removed_reason = $3 WHERE id = ANY ($1::bigint[]) AND removed_at IS NULL`,
    [[...agendaItemIds], by, reason],
  );
}

export interface NewVersion {
  readonly change: AgendaChangeKind;
  readonly agendaItemId: string | null;
  readonly position?: number;
  readonly minutes?: number;
  readonly by: string | null;
}

/** Counts the agenda up by one version, and keeps what made it. */
export async function countUp(
  manager: EntityManager,
  meetingId: string,
  { change, agendaItemId, position, minutes, by }: NewVersion,
): Promise<void> {
  await manager.query(
    `
    WITH counted AS (UPDATE meeting SET agenda_version = agenda_version + 1 WHERE id = $1 RETURNING agenda_version)
    INSERT INTO agenda_change (meeting_id, version, change, agenda_item_id, position, minutes, changed_by)
    SELECT $1, counted.agenda_version, $2, $3, $4, $5, $6 FROM counted`,
    [meetingId, change, agendaItemId, position ?? null, minutes ?? null, by],
  );
}

/** The meeting that is not over on whose agenda a case stands; null for none. */
export async function meetingOfCase(manager: EntityManager, caseId: string): Promise<string | null> {
  const [row] = await manager.query<{ meetingId: string }[]>(
    `SELECT meeting.id AS "meetingId" FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting_id
    WHERE case_id = $1 AND removed_at IS NULL AND meeting.starts_at + make_interval(mins => meeting.minutes) > now()`,
    [caseId],
  );
  return row?.meetingId ?? null;
}

/** Takes a case off the agenda of a meeting that is locked, closes the gap, and counts the agenda up. */
export async function takeCaseOff(
  manager: EntityManager,
  meetingId: string,
  { caseId, by, reason }: { readonly caseId: string; readonly by: string | null; readonly reason: string },
): Promise<void> {
  const standing = await standingItems(manager, meetingId);
  const entry = standing.find((item) => item.caseId === caseId);
  if (entry === undefined) return;
  await takeOff(manager, { agendaItemIds: [entry.id], by, reason });
  await renumber(
    manager,
    standing.map(({ id }) => id).filter((id) => id !== entry.id),
  );
  await countUp(manager, meetingId, { change: 'removed', agendaItemId: entry.id, by });
}
