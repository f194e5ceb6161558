import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { meetingWorkflow, taken } from '../../../core/workflow/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, inPostgresYears, type Page, pageOf } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { meetingColumns, meetingTables, readMeeting, shownMeeting, type MeetingRow } from '../agenda/agenda-reading.js';
import { requireCoordinator, requireSeat } from '../boards/board-seats.js';
import { lockTimes, meetingsInTheWay, requireFree, requireToCome } from './meeting-times.js';
import type { ListedMeeting, MeetingQuery, NewMeeting } from './meeting-views.js';

/** The state of a meeting that is planned by somebody who may, at a time that is free and to come. */
const planned = taken(meetingWorkflow, 'new', 'plan', {
  by: ['coordinator'],
  holds: { 'time-to-come': true, 'time-free': true },
});
const cursorKey = z.tuple([z.iso.datetime().refine(inPostgresYears), idSchema]);

/** Meetings of boards: planned and listed. */
@Injectable()
export class MeetingService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Problem 'invalid' for a time that has passed, 'conflict' if the board has a meeting that overlaps it */
  async create(actor: Actor, boardId: string, meeting: NewMeeting): Promise<ListedMeeting> {
    requireCoordinator(actor, boardId, `board ${boardId}`);
    return this.database.asActor(actor, async (manager) => {
      const board = await lockTimes(manager, boardId);
      const time = { startsAt: new Date(meeting.startsAt), minutes: meeting.minutes };
      requireToCome(board, time.startsAt, '/startsAt');
      requireFree(await meetingsInTheWay(manager, boardId, [time]));
      const [made] = await manager.query<{ id: string }[]>(
        `
        INSERT INTO meeting (board_id, starts_at, minutes, place, state, created_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [boardId, time.startsAt, time.minutes, meeting.place ?? board.place, planned, actor.accountId],
      );
      if (!made) throw new Error('PostgreSQL returned no row for a new meeting.');
      const shown = await readMeeting(manager, made.id);
      await notify(manager, { topic: 'meetings', ids: [made.id], boardId });
      await this.trail.record(manager, {
        action: 'meeting.create',
        patientIds: [],
        subjectType: 'meeting',
        subjectId: made.id,
        detail: { boardId },
      });
      return shown;
    });
  }

  /** Meetings of a board in the order of their beginnings. */
  async list(actor: Actor, boardId: string, query: MeetingQuery): Promise<Page<ListedMeeting>> {
    requireSeat(actor, boardId, `board ${boardId}`);
    const [startsAt, id] = decodeCursor(query.cursor, cursorKey) ?? [null, null];
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<MeetingRow[]>(
          `
      SELECT ${meetingColumns} FROM ${meetingTables}
      WHERE meeting.board_id = $1 AND ($2::timestamptz IS NULL OR meeting.starts_at >= $2) AND ($7::timestamptz IS NULL OR meeting.starts_at < $7)
        AND ($3::text IS NULL OR meeting.state = $3)
        AND ($4::timestamptz IS NULL OR (meeting.starts_at, meeting.id) > ($4, $5::bigint))
      ORDER BY meeting.starts_at, meeting.id LIMIT $6`,
          [boardId, query.from ?? null, query.state ?? null, startsAt, id, query.limit + 1, query.before ?? null],
        ),
      reading,
    );
    return pageOf(rows.map(shownMeeting), query.limit, (meeting) => [meeting.startsAt, meeting.id]);
  }

  /** @throws Problem 'not found' for a meeting of a board on which the actor has no seat */
  async read(actor: Actor, meetingId: string): Promise<ListedMeeting> {
    const [row] = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<MeetingRow[]>(`SELECT ${meetingColumns} FROM ${meetingTables} WHERE meeting.id = $1`, [
          meetingId,
        ]),
      reading,
    );
    requireSeat(actor, row?.boardId, `meeting ${meetingId}`);
    return shownMeeting(row!);
  }
}
