import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { lockTimes, meetingsInTheWay } from './meeting-times.js';
import { occurrencesOf, type Occurrence } from './recurrence.js';
import { goesOnAfter } from './series-planning.js';
import {
  horizonOf,
  insertMeetings,
  readSeriesMeetings,
  readSeriesRow,
  weeksAhead,
  type SeriesRow,
} from './series-rows.js';

const seriesAtATime = 50;

/** A day's worth is let gather, so that each series is looked at once a day. */
const due = `
  SELECT id, board_id AS "boardId" FROM meeting_series
  WHERE ends_before IS NULL AND planned_until < now() + make_interval(weeks => ${weeksAhead}) - interval '1 day'
  ORDER BY planned_until LIMIT ${seriesAtATime}`;

/** Makes the meetings of series as time goes by, always half a year ahead. */
@Injectable()
export class SeriesHorizon {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @returns how many meetings were made */
  async prolong(): Promise<number> {
    const found = await this.database.asService(
      'boards',
      (manager) => manager.query<{ id: string; boardId: string }[]>(due),
      reading,
    );
    let made = 0;
    for (const series of found) made += await this.#prolong(series);
    return made;
  }

  async #prolong({ id, boardId }: { readonly id: string; readonly boardId: string }): Promise<number> {
    return this.database.asService('boards', async (manager) => {
      const { now } = await lockTimes(manager, boardId);
      const from = await plannedUntil(manager, id);
      const until = horizonOf(now);
      const series = await readSeriesRow(manager, id);
      // Another process was faster, or the series has ended meanwhile.
      if (from === null || from >= until || series.endsBefore !== null) return 0;
      const start = new Date(Math.max(from.getTime(), now.getTime()));
      const made = new Set((await readSeriesMeetings(manager, id)).map(({ occurrence }) => occurrence));
      const wanted = occurrencesOf(series, { after: new Date(start.getTime() - 1), before: until }).filter(
        ({ occurrence }) => !made.has(occurrence),
      );
      const taken = await timesTaken(manager, series, wanted);
      const free = wanted.filter(({ startsAt }) => !taken.has(startsAt.toISOString()));
      const leftOut = wanted.filter((occurrence) => !free.includes(occurrence)).map(({ occurrence }) => occurrence);
      const meetingIds = await insertMeetings(manager, series, free);
      await manager.query(
        `UPDATE meeting_series SET planned_until = coalesce($2::timestamptz, 'infinity'), excluded = excluded || $3::text[] WHERE id = $1`,
        [id, goesOnAfter(series, until) ? until : null, leftOut],
      );
      if (wanted.length === 0) return 0;
      await notify(manager, { topic: 'meetings', ids: meetingIds, boardId });
      await this.trail.record(manager, {
        action: 'meeting-series.prolong',
        patientIds: [],
        subjectType: 'meeting-series',
        subjectId: id,
        detail: { boardId, meetingIds, leftOut },
      });
      return meetingIds.length;
    });
  }
}

/** Null where the series names no later time. */
async function plannedUntil(manager: EntityManager, seriesId: string): Promise<Date | null> {
  const [row] = await manager.query<{ at: Date | null }[]>(
    `SELECT nullif(planned_until, 'infinity') AS at FROM meeting_series WHERE id = $1 FOR UPDATE`,
    [seriesId],
  );
  return row?.at ?? null;
}

/** Beginnings at which the board has another meeting by then: the series has none there, and says so as left out. */
async function timesTaken(
  manager: EntityManager,
  { boardId, minutes }: SeriesRow,
  wanted: readonly Occurrence[],
): Promise<ReadonlySet<string>> {
  const inTheWay = await meetingsInTheWay(
    manager,
    boardId,
    wanted.map(({ startsAt }) => ({ startsAt, minutes })),
  );
  return new Set(inTheWay.map((meeting) => meeting.wanted));
}
