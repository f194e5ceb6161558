/** Reads who was at a meeting. */
import type { EntityManager } from 'typeorm';
import type { Discipline } from '../boards/disciplines.js';
import type { QuorumRule } from '../boards/quorum-rule.js';
import type { MeetingState } from '../meetings/meeting.entity.js';
import type { Attending } from './quorum.js';
import { holdingMarks, staysOf, type Mark, type MarkedStay } from './stays.js';

export interface MeetingToAttend {
  readonly id: string;
  readonly boardId: string;
  readonly state: MeetingState;
  readonly startsAt: Date;
  readonly quorum: QuorumRule;
  readonly now: Date;
}

export interface AttendeeRow {
  readonly id: string;
  readonly accountId: string | null;
  readonly name: string;
  readonly discipline: Discipline;
  readonly presenter: boolean;
  readonly marks: readonly Mark[];
}

/** The meeting with its board's rule; undefined if there is none. */
export async function meetingToAttend(
  manager: EntityManager,
  meetingId: string,
  lock: '' | 'FOR NO KEY UPDATE OF meeting' = '',
): Promise<MeetingToAttend | undefined> {
  const [meeting] = await manager.query<MeetingToAttend[]>(
    `
    SELECT meeting.id, meeting.board_id AS "boardId", meeting.state, meeting.starts_at AS "startsAt", board.quorum, clock_timestamp() AS now
    FROM meeting JOIN board ON board.id = meeting.board_id WHERE meeting.id = $1 ${lock}`,
    [meetingId],
  );
  return meeting;
}

/** Everybody of whom something is written down, in the order in which they were, with all their marks. */
export async function attendeesOf(manager: EntityManager, meetingId: string): Promise<readonly AttendeeRow[]> {
  const attendees = await manager.query<Omit<AttendeeRow, 'marks'>[]>(
    `
    SELECT attendee.id, attendee.account_id AS "accountId", coalesce(account.display_name, attendee.guest_name) AS name, attendee.discipline, attendee.presenter
    FROM attendee LEFT JOIN access_account AS account ON account.id = attendee.account_id WHERE attendee.meeting_id = $1 ORDER BY attendee.id`,
    [meetingId],
  );
  const marks = await manager.query<(Mark & { readonly attendeeId: string })[]>(
    `
    SELECT mark.id, mark.attendee_id AS "attendeeId", mark.kind, mark.at, mark.corrects_id AS "correctsId"
    FROM attendance_mark AS mark JOIN attendee ON attendee.id = mark.attendee_id WHERE attendee.meeting_id = $1 ORDER BY mark.id`,
    [meetingId],
  );
  return attendees.map((attendee) => ({
    ...attendee,
    marks: marks.filter(({ attendeeId }) => attendeeId === attendee.id),
  }));
}

export const staysOfAttendee = ({ marks }: Pick<AttendeeRow, 'marks'>): readonly MarkedStay[] =>
  staysOf(holdingMarks(marks));

/** Who was there when, as the quorum is asked. */
export const attendingOf = (attendees: readonly AttendeeRow[]): readonly Attending[] =>
  attendees.map((attendee) => ({
    discipline: attendee.discipline,
    stays: staysOfAttendee(attendee).map(({ arrivedAt, leftAt }) => ({
      from: arrivedAt.getTime(),
      to: leftAt?.getTime() ?? null,
    })),
  }));
