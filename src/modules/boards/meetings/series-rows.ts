/** Reads and writes series and their meetings, under the lock of the board's times. */
import type { EntityManager } from 'typeorm';
import { meetingWorkflow, taken } from '../../../core/workflow/index.js';
import { Problem } from '../../../platform/problem/index.js';
import type { MeetingState } from './meeting.entity.js';
import type { LocalTime, Occurrence, Repeating } from './recurrence.js';
import type { ShownSeries } from './series-views.js';

/** Meetings of a series are made this far ahead, in weeks. */
export const weeksAhead = 26;
const weekInMilliseconds = 7 * 86_400_000;

export const horizonOf = (now: Date): Date => new Date(now.getTime() + weeksAhead * weekInMilliseconds);

export interface SeriesRow extends Repeating {
  readonly id: string;
  readonly boardId: string;
  readonly followsId: string | null;
  readonly version: number;
  readonly minutes: number;
  readonly place: string | null;
  readonly createdBy: string;
}

export interface SeriesMeeting {
  readonly id: string;
  readonly boardId: string;
  readonly state: MeetingState;
  readonly occurrence: LocalTime;
  readonly startsAt: Date;
}

/** What a series is made of, beside its meetings. */
export interface SeriesToMake extends Repeating {
  readonly boardId: string;
  readonly followsId: string | null;
  readonly minutes: number;
  readonly place: string | null;
  /** Null: its rule names no time after those that are made. */
  readonly plannedUntil: Date | null;
  readonly createdBy: string;
}

const seriesColumns = `
  id, board_id AS "boardId", follows_id AS "followsId", version, first_start AS "firstStart", time_zone AS "timeZone", rule, minutes, place,
  excluded, ends_before AS "endsBefore", created_by AS "createdBy"`;

/** @throws Problem 'not found' if there is no such series */
export async function readSeriesRow(
  manager: EntityManager,
  seriesId: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<SeriesRow> {
  const [row] = await manager.query<SeriesRow[]>(`SELECT ${seriesColumns} FROM meeting_series WHERE id = $1 ${lock}`, [
    seriesId,
  ]);
  if (row === undefined) throw Problem.notFound(`There is no series ${seriesId} of a board of yours.`);
  return row;
}

/** Meetings of a series in the order in which its rule names them. */
export const readSeriesMeetings = (
  manager: EntityManager,
  seriesId: string,
  lock: '' | 'FOR NO KEY UPDATE' = '',
): Promise<SeriesMeeting[]> =>
  manager.query<SeriesMeeting[]>(
    `
    SELECT id, board_id AS "boardId", state, occurrence, starts_at AS "startsAt" FROM meeting WHERE series_id = $1 ORDER BY occurrence ${lock}`,
    [seriesId],
  );

export async function insertSeries(manager: EntityManager, series: SeriesToMake): Promise<string> {
  const [made] = await manager.query<{ id: string }[]>(
    `
    INSERT INTO meeting_series (board_id, follows_id, first_start, time_zone, rule, minutes, place, excluded, planned_until, created_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, 'infinity'), $10) RETURNING id`,
    [
      series.boardId,
      series.followsId,
      series.firstStart,
      series.timeZone,
      series.rule,
      series.minutes,
      series.place,
      [...series.excluded],
      series.plannedUntil,
      series.createdBy,
    ],
  );
  if (made === undefined) throw new Error('PostgreSQL returned no row for a new series.');
  return made.id;
}

/** The state of a meeting that its series plans, at a time that is free and to come. */
const planned = taken(meetingWorkflow, 'new', 'plan', {
  by: ['service'],
  holds: { 'time-to-come': true, 'time-free': true },
});

/**
 * Makes meetings of a series. One that was made before, whatever became of it, is left as it is.
 * @returns ids of those made
 */
export async function insertMeetings(
  manager: EntityManager,
  series: Pick<SeriesRow, 'id' | 'boardId' | 'minutes' | 'place' | 'createdBy'>,
  occurrences: readonly Occurrence[],
): Promise<string[]> {
  const made = await manager.query<{ id: string }[]>(
    `
    INSERT INTO meeting (board_id, starts_at, minutes, place, state, created_by, series_id, occurrence)
    SELECT $1, wanted.starts_at, $2, $3, $4, $5, $6, wanted.occurrence FROM unnest($7::timestamptz[], $8::text[]) AS wanted (starts_at, occurrence)
    ON CONFLICT (series_id, occurrence) DO NOTHING RETURNING id`,
    [
      series.boardId,
      series.minutes,
      series.place,
      planned,
      series.createdBy,
      series.id,
      occurrences.map(({ startsAt }) => startsAt),
      occurrences.map(({ occurrence }) => occurrence),
    ],
  );
  return made.map(({ id }) => id);
}

/** A series as it is shown, with what differs from its rule. */
export async function readSeries(
  manager: EntityManager,
  seriesId: string,
  isMoved: (meeting: SeriesMeeting) => boolean,
): Promise<ShownSeries> {
  const { excluded, ...row } = await readSeriesRow(manager, seriesId);
  const meetings = await readSeriesMeetings(manager, seriesId);
  const kindOf = (meeting: SeriesMeeting): 'cancelled' | 'moved' | null =>
    meeting.state === 'cancelled' ? 'cancelled' : isMoved(meeting) ? 'moved' : null;
  return {
    id: row.id,
    boardId: row.boardId,
    followsId: row.followsId,
    version: row.version,
    firstStart: row.firstStart,
    timeZone: row.timeZone,
    rule: row.rule,
    minutes: row.minutes,
    place: row.place,
    endsBefore: row.endsBefore,
    meetings: meetings.map(({ id, startsAt, state }) => ({ id, startsAt: startsAt.toISOString(), state })),
    exceptions: [
      ...excluded.map((occurrence) => ({ occurrence, kind: 'left-out' as const, meetingId: null })),
      ...meetings.flatMap((meeting) => {
        const kind = kindOf(meeting);
        return kind === null ? [] : [{ occurrence: meeting.occurrence, kind, meetingId: meeting.id }];
      }),
    ].sort((one, other) => one.occurrence.localeCompare(other.occurrence)),
  };
}
