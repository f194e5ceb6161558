/** When a board may meet: in the future, and at one place at a time. */
import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/problem/index.js';

export interface MeetingTime {
  readonly startsAt: Date;
  readonly minutes: number;
}

/** A meeting that stands where another one was wanted. */
export interface InTheWay {
  readonly meetingId: string;
  readonly startsAt: string;
  readonly minutes: number;
  /** Beginning of the one that was wanted. */
  readonly wanted: string;
}

export interface LockedBoard {
  readonly id: string;
  readonly timeZone: string;
  /** Place or link of its meetings until another is given. */
  readonly place: string | null;
  readonly minutesACase: number;
  /** The clock of the database. */
  readonly now: Date;
}

/**
 * Locks a board's times for the rest of the transaction: who plans or moves a meeting waits for who does so at the same moment, and then
 * sees it. A lock and not a constraint: meetings that overlap already, in data of an older release, stay as they are.
 * @throws Problem 'not found' if there is no such board
 */
export async function lockTimes(manager: EntityManager, boardId: string): Promise<LockedBoard> {
  const [board] = await manager.query<LockedBoard[]>(
    `
    SELECT id, time_zone AS "timeZone", place, minutes_a_case AS "minutesACase", clock_timestamp() AS now FROM board WHERE id = $1 FOR NO KEY UPDATE`,
    [boardId],
  );
  if (board === undefined) throw Problem.notFound(`There is no board ${boardId}.`);
  return board;
}

/** Meetings of the board, planned or in session, that overlap any of the times wanted. Those that only touch do not overlap. */
export async function meetingsInTheWay(
  manager: EntityManager,
  boardId: string,
  times: readonly MeetingTime[],
  except: readonly string[] = [],
): Promise<readonly InTheWay[]> {
  const rows = await manager.query<{ meetingId: string; startsAt: Date; minutes: number; wanted: Date }[]>(
    `
    SELECT meeting.id AS "meetingId", meeting.starts_at AS "startsAt", meeting.minutes, wanted.starts_at AS wanted
    FROM unnest($2::timestamptz[], $3::integer[]) AS wanted (starts_at, minutes)
    JOIN meeting ON meeting.board_id = $1 AND meeting.state IN ('planned', 'in-session') AND meeting.id <> ALL ($4::bigint[])
      AND meeting.starts_at > wanted.starts_at - interval '600 minutes'
      AND meeting.starts_at < wanted.starts_at + make_interval(mins => wanted.minutes)
      AND meeting.starts_at + make_interval(mins => meeting.minutes) > wanted.starts_at
    ORDER BY wanted.starts_at, meeting.id`,
    [boardId, times.map(({ startsAt }) => startsAt), times.map(({ minutes }) => minutes), [...except]],
  );
  return rows.map(({ startsAt, wanted, ...row }) => ({
    ...row,
    startsAt: startsAt.toISOString(),
    wanted: wanted.toISOString(),
  }));
}

/**
 * @param pointer place of the time in the request
 * @throws Problem 'invalid' for a time that has passed
 */
export function requireToCome({ now }: LockedBoard, startsAt: Date, pointer: string): void {
  if (startsAt > now) return;
  throw Problem.invalid(
    [
      {
        pointer,
        code: 'out-of-range',
        detail: 'This time has passed.',
        expected: 'a time in the future',
      },
    ],
    'A meeting cannot be planned in the past: expected a time in the future.',
  );
}

/** @throws Problem 'conflict' that names the meetings in the way, where there are any */
export function requireFree(inTheWay: readonly InTheWay[]): void {
  const [first] = inTheWay;
  if (first === undefined) return;
  const detail =
    inTheWay.length === 1
      ? `The board has a meeting at this time already (meeting ${first.meetingId}, ${first.startsAt}, ${first.minutes} minutes): expected another time.`
      : `The board has meetings at ${inTheWay.length} of these times already: expected other times, or those left out.`;
  throw Problem.conflict(detail, { inTheWay });
}
