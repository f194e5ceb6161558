import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, sqlState } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { requireSeat } from '../boards/board-seats.js';
import type { Discipline } from '../boards/disciplines.js';
import { rolesOn } from '../meetings/meeting-states.js';
import {
  attendeesOf,
  attendingOf,
  meetingToAttend,
  staysOfAttendee,
  type AttendeeRow,
  type MeetingToAttend,
} from './attendance-rows.js';
import type { Arrival, AttendanceChange, AttendanceQuery, ShownAttendance, ShownAttendee } from './attendance-views.js';
import type { MarkKind } from './attendance.entity.js';
import { quorumOfCaseAt } from './quorum.js';
import { holdingMarks, orderFault, type Mark } from './stays.js';

const uniqueViolation = '23505';
const nothingNeeded: AttendanceQuery = { needed: [] };
/** Nobody arrives earlier than this before a meeting begins. */
const earliestHours = 12;
/** Clocks differ: a time so little ahead is taken as now. */
const clockMinutes = 5;
const hour = 3_600_000;

interface NewMark {
  readonly kind: MarkKind;
  readonly at: Date | null;
  readonly correctsId: string | null;
}

/** Who is at a meeting, from when until when, and whether the board may decide. What was written down stays; a correction stands beside it. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Problem 'not found' for a meeting of a board on which the actor has no seat */
  async read(actor: Actor, meetingId: string, query: AttendanceQuery): Promise<ShownAttendance> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const meeting = await meetingToAttend(manager, meetingId);
        requireSeat(actor, meeting?.boardId, `meeting ${meetingId}`);
        return shownAttendance(manager, meeting!, query);
      },
      reading,
    );
  }

  /**
   * Writes down that somebody has arrived.
   * @throws Problem 'not allowed' for a member who marks another person, 'invalid' for a time that cannot be or a discipline that nobody
   *   said, 'conflict' for a cancelled meeting or somebody who is there already
   */
  async arrive(actor: Actor, meetingId: string, arrival: Arrival): Promise<ShownAttendance> {
    return this.#change(actor, meetingId, async (manager, meeting) => {
      requireMayMark(actor, meeting, arrival.accountId ?? null);
      const at = arrival.at === undefined ? meeting.now : new Date(arrival.at);
      const discipline =
        arrival.discipline ?? (await disciplineOfSeat(manager, meeting.boardId, arrival.accountId ?? ''));
      const attendee = await this.#ensureAttendee(manager, actor, meeting, { ...arrival, discipline });
      await addMark(manager, actor, meeting, attendee, { kind: 'arrived', at, correctsId: null });
      return { action: 'attendance.arrive', attendeeId: attendee.id };
    });
  }

  /**
   * Writes down that somebody left or arrived again, corrects a mark, or says who presents.
   * @throws Problem as for an arrival, and 'not found' for a person or a mark that is not there
   */
  async change(
    actor: Actor,
    { meetingId, attendeeId }: { readonly meetingId: string; readonly attendeeId: string },
    change: AttendanceChange,
  ): Promise<ShownAttendance> {
    return this.#change(actor, meetingId, async (manager, meeting) => {
      const attendee = (await attendeesOf(manager, meetingId)).find(({ id }) => id === attendeeId);
      if (attendee === undefined)
        throw Problem.notFound(`There is no person ${attendeeId} on the attendance of meeting ${meetingId}.`);
      requireMayMark(actor, meeting, attendee.accountId);
      if (change.do === 'present') {
        await manager.query('UPDATE attendee SET presenter = $2 WHERE id = $1', [attendeeId, change.presenter]);
        return { action: 'attendance.present', attendeeId };
      }
      const mark =
        change.do === 'correct'
          ? correctionOf(attendee, change.markId, change.at)
          : { kind: change.do, at: change.at === undefined ? meeting.now : new Date(change.at), correctsId: null };
      await addMark(manager, actor, meeting, attendee, mark);
      return {
        action:
          change.do === 'correct' ? 'attendance.correct' : `attendance.${change.do === 'left' ? 'leave' : 'arrive'}`,
        attendeeId,
      };
    });
  }

  async #ensureAttendee(
    manager: EntityManager,
    actor: Actor,
    meeting: MeetingToAttend,
    { discipline, presenter, ...who }: Arrival & { readonly discipline: Discipline },
  ): Promise<AttendeeRow> {
    const [accountId, guestName] = [who.accountId ?? null, who.guestName ?? null];
    const known = (await attendeesOf(manager, meeting.id)).find(
      (row) =>
        row.discipline === discipline &&
        (accountId === null ? row.accountId === null && row.name === guestName : row.accountId === accountId),
    );
    if (known !== undefined) {
      if (presenter) await manager.query('UPDATE attendee SET presenter = true WHERE id = $1', [known.id]);
      return known;
    }
    const [made] = await manager.query<{ id: string }[]>(
      `
      INSERT INTO attendee (meeting_id, account_id, guest_name, discipline, presenter, recorded_by)
      SELECT $1, $2, $3, $4, $5, $6 WHERE $2::bigint IS NULL OR EXISTS (SELECT FROM access_account AS account WHERE account.id = $2 AND account.site_id = $7 AND account.disabled_at IS NULL)
      RETURNING id`,
      [meeting.id, accountId, guestName, discipline, presenter, actor.accountId, actor.siteId],
    );
    if (made === undefined) throw Problem.notFound(`There is no active account ${accountId ?? ''}.`);
    return { id: made.id, accountId, name: guestName ?? '', discipline, presenter, marks: [] };
  }

  /** One change under the meeting's row lock, told and audited; answered with how it stands then. */
  async #change(
    actor: Actor,
    meetingId: string,
    work: (
      manager: EntityManager,
      meeting: MeetingToAttend,
    ) => Promise<{ readonly action: string; readonly attendeeId: string }>,
  ): Promise<ShownAttendance> {
    return this.database.asActor(actor, async (manager) => {
      const meeting = await meetingToAttend(manager, meetingId, 'FOR NO KEY UPDATE OF meeting');
      requireSeat(actor, meeting?.boardId, `meeting ${meetingId}`);
      if (meeting!.state === 'cancelled')
        throw Problem.conflict(
          'The meeting is cancelled: nobody attends it. Expected one that is planned, in session or ended.',
        );
      const { action, attendeeId } = await work(manager, meeting!);
      const after = await shownAttendance(manager, meeting!, nothingNeeded);
      await notify(manager, { topic: 'meetings', ids: [meetingId], boardId: meeting!.boardId });
      await this.trail.record(manager, {
        action,
        patientIds: [],
        subjectType: 'meeting',
        subjectId: meetingId,
        detail: { attendeeId },
      });
      return after;
    });
  }
}

/** Coordinators and chairs mark everybody, members themselves. */
function requireMayMark(actor: Actor, { boardId }: MeetingToAttend, accountId: string | null): void {
  const roles = rolesOn(actor, boardId);
  if (roles.includes('coordinator') || roles.includes('chair') || accountId === actor.accountId) return;
  throw Problem.notAllowed('Coordinators and chairs of the board write down who is there; members mark themselves.');
}

async function disciplineOfSeat(manager: EntityManager, boardId: string, accountId: string): Promise<Discipline> {
  const [seat] = await manager.query<{ discipline: Discipline }[]>(
    `
    SELECT seat.discipline FROM access_board_membership AS seat
    WHERE seat.board_id = $1 AND seat.account_id = $2 AND seat.until IS NULL AND seat.discipline IS NOT NULL LIMIT 1`,
    [boardId, accountId],
  );
  if (seat !== undefined) return seat.discipline;
  const detail = `Account ${accountId} has no seat that says a discipline.`;
  throw Problem.invalid(
    [{ pointer: '/discipline', code: 'missing', detail, expected: 'the discipline of the person' }],
    detail,
  );
}

function correctionOf({ id: attendeeId, marks }: AttendeeRow, markId: string, at: string | null): NewMark {
  const mark = holdingMarks(marks).find(({ id }) => id === markId);
  if (mark === undefined)
    throw Problem.notFound(
      `Person ${attendeeId} has no mark ${markId} that holds: expected one that was not corrected yet.`,
    );
  return { kind: mark.kind, at: at === null ? null : new Date(at), correctsId: mark.id };
}

async function addMark(
  manager: EntityManager,
  actor: Actor,
  meeting: MeetingToAttend,
  { id: attendeeId, marks }: AttendeeRow,
  mark: NewMark,
): Promise<void> {
  if (mark.at !== null) requirePossible(meeting, mark.at);
  // Ids are given in order: this one comes after all there are.
  const after: readonly Mark[] = [...marks, { ...mark, id: String(Number.MAX_SAFE_INTEGER) }];
  const fault = orderFault(holdingMarks(after));
  if (fault !== null) throw Problem.conflict(fault);
  await manager
    .query(
      'INSERT INTO attendance_mark (attendee_id, kind, at, corrects_id, recorded_by) VALUES ($1, $2, $3, $4, $5)',
      [attendeeId, mark.kind, mark.at, mark.correctsId, actor.accountId],
    )
    .catch((error: unknown) => {
      throw sqlState(error) === uniqueViolation ? Problem.conflict('This mark was corrected already.') : error;
    });
}

function requirePossible({ startsAt, now }: MeetingToAttend, at: Date): void {
  const [from, to] = [startsAt.getTime() - earliestHours * hour, now.getTime() + clockMinutes * 60_000];
  if (at.getTime() >= from && at.getTime() <= to) return;
  const detail = at.getTime() > to ? 'This time has not come.' : 'This is long before the meeting.';
  throw Problem.invalid(
    [
      {
        pointer: '/at',
        code: 'out-of-range',
        detail,
        expected: `a time from ${earliestHours} hours before the meeting until now`,
      },
    ],
    detail,
  );
}

async function shownAttendance(
  manager: EntityManager,
  meeting: MeetingToAttend,
  { needed, at }: AttendanceQuery,
): Promise<ShownAttendance> {
  const attendees = await attendeesOf(manager, meeting.id);
  const instant = at === undefined ? meeting.now : new Date(at);
  const { met, present, missing } = quorumOfCaseAt(attendingOf(attendees), meeting.quorum, needed, instant.getTime());
  return {
    meetingId: meeting.id,
    people: attendees.map(shownAttendee),
    quorum: { at: instant.toISOString(), met, present: [...present], missing: missing.map((anyOf) => [...anyOf]) },
  };
}

function shownAttendee(attendee: AttendeeRow): ShownAttendee {
  const { id, accountId, name, discipline, presenter } = attendee;
  const stays = staysOfAttendee(attendee);
  return {
    id,
    accountId,
    name,
    discipline,
    presenter,
    isThere: stays.at(-1)?.leftAt === null,
    stays: stays.map((stay) => ({
      ...stay,
      arrivedAt: stay.arrivedAt.toISOString(),
      leftAt: stay.leftAt?.toISOString() ?? null,
    })),
  };
}
