import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { requireCoordinator, requireSeat } from '../boards/board-seats.js';
import { lockTimes, meetingsInTheWay, requireFree, type LockedBoard } from './meeting-times.js';
import { instantOf, occurrencesOf, seriesFault, type Repeating } from './recurrence.js';
import { timesToPlan } from './series-planning.js';
import { insertMeetings, insertSeries, readSeries, readSeriesRow, type SeriesMeeting } from './series-rows.js';
import type { NewSeries, SeriesPreview, SeriesPreviewQuery, ShownSeries } from './series-views.js';

/** Series of meetings: planned, previewed and read. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Plans meetings that repeat: those of the next half year are made at once, the others as time goes by.
   * @throws Problem 'invalid' for a rule that does not name its beginning or a beginning that has passed, 'conflict' where the board meets
   *   at any of the times already, with each of them
   */
  async plan(actor: Actor, boardId: string, { leftOut, ...wanted }: NewSeries): Promise<ShownSeries> {
    requireCoordinator(actor, boardId, `board ${boardId}`);
    return this.database.asActor(actor, async (manager) => {
      const board = await lockTimes(manager, boardId);
      const time = wanted.firstStart.slice(10);
      const series = repeatingOn(
        board,
        wanted,
        [...new Set(leftOut)].sort().map((day) => `${day}${time}`),
      );
      const { occurrences, plannedUntil } = timesToPlan(board, series);
      const times = occurrences.map(({ startsAt }) => ({ startsAt, minutes: wanted.minutes }));
      requireFree(await meetingsInTheWay(manager, boardId, times));
      const place = wanted.place ?? board.place;
      const toMake = {
        ...series,
        boardId,
        followsId: null,
        minutes: wanted.minutes,
        place,
        plannedUntil,
        createdBy: actor.accountId,
      };
      const id = await insertSeries(manager, toMake);
      const meetingIds = await insertMeetings(manager, { ...toMake, id }, occurrences);
      await notify(manager, { topic: 'meetings', ids: meetingIds, boardId });
      await this.trail.record(manager, {
        action: 'meeting-series.create',
        patientIds: [],
        subjectType: 'meeting-series',
        subjectId: id,
        detail: { boardId, meetingIds },
      });
      return shownSeries(manager, id);
    });
  }

  /** The next times that a series would have, each with the meeting in its way. */
  async preview(actor: Actor, boardId: string, query: SeriesPreviewQuery): Promise<SeriesPreview> {
    requireCoordinator(actor, boardId, `board ${boardId}`);
    return this.database.asActor(
      actor,
      async (manager) => {
        const [board] = await manager.query<Pick<LockedBoard, 'timeZone'>[]>(
          'SELECT time_zone AS "timeZone" FROM board WHERE id = $1',
          [boardId],
        );
        const series = repeatingOn({ timeZone: board?.timeZone ?? 'UTC' }, query, []);
        const fault = seriesFault(series);
        if (fault !== null)
          throw Problem.invalid(
            [{ in: 'query', pointer: '/firstStart', code: 'contradiction', ...fault }],
            fault.detail,
          );
        const times = occurrencesOf(series, { limit: query.count }).map(({ startsAt }) => ({
          startsAt,
          minutes: query.minutes,
        }));
        const inTheWay = await meetingsInTheWay(manager, boardId, times);
        return {
          items: times.map(({ startsAt }) => ({
            startsAt: startsAt.toISOString(),
            inTheWay: inTheWay.find(({ wanted }) => wanted === startsAt.toISOString()) ?? null,
          })),
        };
      },
      reading,
    );
  }

  /** @throws Problem 'not found' for a series of a board on which the actor has no seat */
  async read(actor: Actor, seriesId: string): Promise<ShownSeries> {
    return this.database.asActor(
      actor,
      async (manager) => {
        requireSeat(actor, (await readSeriesRow(manager, seriesId)).boardId, `series ${seriesId}`);
        return shownSeries(manager, seriesId);
      },
      reading,
    );
  }
}

/** A series as a board's clock counts it. */
export const repeatingOn = (
  { timeZone }: Pick<LockedBoard, 'timeZone'>,
  { firstStart, rule }: Pick<Repeating, 'firstStart' | 'rule'>,
  excluded: readonly string[],
): Repeating => ({ firstStart, rule, timeZone, excluded, endsBefore: null });

/** Whether a meeting stands elsewhere than its series says. */
export const isMovedFrom = (timeZone: string, { occurrence, startsAt }: SeriesMeeting): boolean =>
  instantOf(occurrence, timeZone).getTime() !== startsAt.getTime();

export async function shownSeries(manager: EntityManager, seriesId: string): Promise<ShownSeries> {
  const { timeZone } = await readSeriesRow(manager, seriesId);
  return readSeries(manager, seriesId, (meeting) => isMovedFrom(timeZone, meeting));
}
