import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database } from '../../../platform/database/index.js';
import { requireIfMatch } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { meetingColumns, meetingTables } from '../agenda/agenda-reading.js';
import { countUp } from '../agenda/agenda-writing.js';
import { requireCoordinator } from '../boards/board-seats.js';
import { markCancelled } from './meeting-states.js';
import { lockTimes, meetingsInTheWay, requireFree, type LockedBoard } from './meeting-times.js';
import { PeopleToTell } from './people-to-tell.service.js';
import { matched, type Matching } from './series-matching.js';
import { timesToPlan } from './series-planning.js';
import {
  insertMeetings,
  insertSeries,
  readSeriesMeetings,
  readSeriesRow,
  type SeriesMeeting,
  type SeriesRow,
} from './series-rows.js';
import { isMovedFrom, repeatingOn, shownSeries } from './series.service.js';
import type { ChangedSeries, SeriesChange, SeriesEnd } from './series-views.js';

/** A change of one series, made on the version that If-Match names. */
export interface SeriesRequest {
  readonly seriesId: string;
  readonly ifMatch: string | undefined;
}

/** A series whose row is locked, from one of its meetings on. */
interface FromHere {
  readonly board: LockedBoard;
  readonly series: SeriesRow;
  readonly from: SeriesMeeting;
  /** Planned meetings after it, in order. */
  readonly following: readonly SeriesMeeting[];
  /** Local times after it that were cancelled or left out. */
  readonly gone: readonly string[];
}

/** Changes or ends a series from one of its meetings on; what was before stays as it was. */
@Injectable()
export class SeriesChanges {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly people: PeopleToTell,
  ) {}

  /**
   * Gives this meeting and those that follow another rule, time, length or place: a new series takes over. Meetings keep their agendas.
   * @throws Problem 'changed meanwhile', 'invalid' for a rule or beginning that cannot be, 'conflict' where other meetings are in the way, or a
   *   meeting for which the new rule has no place has something on its agenda
   */
  async change(
    actor: Actor,
    request: SeriesRequest,
    { fromMeetingId, ...wanted }: SeriesChange,
  ): Promise<ChangedSeries> {
    return this.#from(actor, request, fromMeetingId, async (manager, { board, series, from, following, gone }) => {
      const { occurrences, plannedUntil } = timesToPlan(board, repeatingOn(board, wanted, []));
      const withMark = (meeting: SeriesMeeting) => ({ ...meeting, isMoved: isMovedFrom(series.timeZone, meeting) });
      // The one that the change is made on takes its new time, wherever it was moved to before.
      const old = [{ ...from, isMoved: false }, ...following.map(withMark)] as const;
      const matching = matched(old, gone, occurrences, wanted.rule);
      await requireEmpty(manager, matching.surplus);
      const moving = matching.kept.filter(({ startsAt }) => startsAt !== null).map(({ id }) => id);
      const times = [...matching.kept, ...matching.made].flatMap(({ startsAt }) =>
        startsAt === null ? [] : [{ startsAt, minutes: wanted.minutes }],
      );
      requireFree(await meetingsInTheWay(manager, board.id, times, [...moving, ...matching.surplus]));
      const place = wanted.place ?? series.place;
      const id = await insertSeries(manager, {
        ...repeatingOn(board, wanted, matching.excluded),
        boardId: board.id,
        followsId: series.id,
        minutes: wanted.minutes,
        place,
        plannedUntil,
        createdBy: actor.accountId,
      });
      await this.#cancel(
        manager,
        actor,
        [from, ...following].filter((meeting) => matching.surplus.includes(meeting.id)),
        'the series changed',
      );
      await takeOver(manager, actor, matching.kept, { id, minutes: wanted.minutes, place });
      await insertMeetings(
        manager,
        { id, boardId: board.id, minutes: wanted.minutes, place, createdBy: actor.accountId },
        matching.made,
      );
      return { action: 'meeting-series.change', seriesId: id };
    });
  }

  /**
   * Ends a series: this meeting and those that follow are cancelled.
   * @throws Problem 'changed meanwhile', 'conflict' where one of them has something on its agenda
   */
  async end(actor: Actor, request: SeriesRequest, { fromMeetingId, reason }: SeriesEnd): Promise<ChangedSeries> {
    return this.#from(actor, request, fromMeetingId, async (manager, { series, from, following }) => {
      const meetings = [from, ...following];
      await requireEmpty(
        manager,
        meetings.map(({ id }) => id),
      );
      await this.#cancel(manager, actor, meetings, reason);
      return { action: 'meeting-series.end', seriesId: series.id };
    });
  }

  async #cancel(
    manager: EntityManager,
    actor: Actor,
    meetings: readonly SeriesMeeting[],
    reason: string,
  ): Promise<void> {
    for (const meeting of meetings) {
      await markCancelled(manager, actor, meeting, reason);
      await countUp(manager, meeting.id, { change: 'meeting-cancelled', agendaItemId: null, by: actor.accountId });
    }
  }

  /** Locks what is to change, checks the version, ends the old series before the meeting, does the work, tells and audits. */
  async #from(
    actor: Actor,
    { seriesId, ifMatch }: SeriesRequest,
    fromMeetingId: string,
    work: (manager: EntityManager, here: FromHere) => Promise<{ readonly action: string; readonly seriesId: string }>,
  ): Promise<ChangedSeries> {
    const series = await this.database.asActor(actor, async (manager) => {
      const here = await lockFrom(manager, actor, { seriesId, ifMatch }, fromMeetingId);
      await manager.query('UPDATE meeting_series SET ends_before = $2, version = version + 1 WHERE id = $1', [
        seriesId,
        here.from.occurrence,
      ]);
      const done = await work(manager, here);
      const shown = await shownSeries(manager, done.seriesId);
      const ids = [...new Set([here.from, ...here.following, ...shown.meetings].map(({ id }) => id))];
      await notify(manager, { topic: 'meetings', ids, boardId: here.board.id });
      await this.trail.record(manager, {
        action: done.action,
        patientIds: [],
        subjectType: 'meeting-series',
        subjectId: seriesId,
        detail: { boardId: here.board.id, fromMeetingId, takenOverBy: done.seriesId, meetingIds: ids },
      });
      return shown;
    });
    return { series, peopleToTell: await this.people.ofBoard(actor, series.boardId) };
  }
}

async function lockFrom(
  manager: EntityManager,
  actor: Actor,
  { seriesId, ifMatch }: SeriesRequest,
  fromMeetingId: string,
): Promise<FromHere> {
  const { boardId } = await readSeriesRow(manager, seriesId);
  requireCoordinator(actor, boardId, `series ${seriesId}`);
  const board = await lockTimes(manager, boardId);
  const series = await readSeriesRow(manager, seriesId, 'FOR UPDATE');
  requireIfMatch(ifMatch, series.version);
  const meetings = await readSeriesMeetings(manager, seriesId, 'FOR NO KEY UPDATE');
  const isToCome = ({ state, startsAt }: SeriesMeeting): boolean => state === 'planned' && startsAt > board.now;
  const from = meetings.find((meeting) => meeting.id === fromMeetingId && isToCome(meeting));
  if (from === undefined)
    throw Problem.conflict(
      `Meeting ${fromMeetingId} is no planned meeting to come of series ${seriesId}: expected one from which on it changes.`,
    );
  const after = meetings.filter(({ occurrence }) => occurrence > from.occurrence);
  const cancelled = after.filter(({ state }) => state === 'cancelled').map(({ occurrence }) => occurrence);
  const leftOut = series.excluded.filter((occurrence) => occurrence > from.occurrence);
  return { board, series, from, following: after.filter(isToCome), gone: [...cancelled, ...leftOut] };
}

/** @throws Problem 'conflict' that names the meetings which have something on their agendas */
async function requireEmpty(manager: EntityManager, meetingIds: readonly string[]): Promise<void> {
  const filled = await manager.query<{ id: string; startsAt: Date }[]>(
    `SELECT id, "startsAt" FROM (SELECT ${meetingColumns} FROM ${meetingTables} WHERE meeting.id = ANY ($1::bigint[])) AS shown WHERE "itemCount" > 0 ORDER BY "startsAt"`,
    [[...meetingIds]],
  );
  if (filled.length === 0) return;
  const named = filled.map(({ id, startsAt }) => `meeting ${id} (${startsAt.toISOString()})`).join(', ');
  throw Problem.conflict(
    `Something stands on the agenda of ${named}, which would be cancelled: cancel it by itself first, so that what stands there waits again.`,
    { meetingIds: filled.map(({ id }) => id) },
  );
}

/** Puts meetings into their new series. Those that were moved by hand keep time, length and place. */
async function takeOver(
  manager: EntityManager,
  actor: Actor,
  kept: Matching['kept'],
  { id, minutes, place }: { readonly id: string; readonly minutes: number; readonly place: string | null },
): Promise<void> {
  const moving = kept.flatMap((meeting) => (meeting.startsAt === null ? [] : [meeting.id]));
  // One beginning a board is checked row by row: a microsecond makes way, so that none meets the old time of the next.
  await manager.query(
    `UPDATE meeting SET starts_at = starts_at + interval '1 microsecond' WHERE id = ANY ($1::bigint[])`,
    [moving],
  );
  await manager.query(
    `
    UPDATE meeting SET series_id = $1, occurrence = wanted.occurrence, starts_at = coalesce(wanted.starts_at, meeting.starts_at),
      minutes = CASE WHEN wanted.starts_at IS NULL THEN meeting.minutes ELSE $2 END, place = CASE WHEN wanted.starts_at IS NULL THEN meeting.place ELSE $3 END
    FROM unnest($4::bigint[], $5::text[], $6::timestamptz[]) AS wanted (id, occurrence, starts_at) WHERE meeting.id = wanted.id`,
    [
      id,
      minutes,
      place,
      kept.map((meeting) => meeting.id),
      kept.map(({ occurrence }) => occurrence),
      kept.map(({ startsAt }) => startsAt),
    ],
  );
  for (const meetingId of moving)
    await countUp(manager, meetingId, { change: 'meeting-moved', agendaItemId: null, by: actor.accountId });
}
