import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database } from '../../../platform/database/index.js';
import { requireIfMatch } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { readMeeting } from '../agenda/agenda-reading.js';
import { countUp } from '../agenda/agenda-writing.js';
import { AgendaService, type AgendaRequest } from '../agenda/agenda.service.js';
import { requireSeat } from '../boards/board-seats.js';
import type { AgendaChangeKind, MeetingState } from './meeting.entity.js';
import { isNear, requireTransition } from './meeting-states.js';
import { lockTimes, meetingsInTheWay, requireFree, requireToCome, type LockedBoard } from './meeting-times.js';
import type { CancelledMeeting } from './meeting-answers.js';
import type { ListedMeeting, MeetingMove, MovedMeeting } from './meeting-views.js';
import { PeopleToTell } from './people-to-tell.service.js';

interface LockedRow {
  readonly id: string;
  readonly boardId: string;
  readonly state: MeetingState;
  readonly version: number;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly place: string | null;
}

interface Change {
  readonly action: string;
  readonly change: AgendaChangeKind;
}

/** Moves a meeting to another time, opens it, ends it, and cancels it. */
@Injectable()
export class MeetingChanges {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly people: PeopleToTell,
    private readonly agendas: AgendaService,
  ) {}

  /**
   * Gives a planned meeting another time, length or place; what stands on its agenda goes with it. One of a series stays of it.
   * @throws Problem 'changed meanwhile', 'invalid' for a time that has passed, 'conflict' where the board meets then, or the meeting is not planned
   */
  async move(actor: Actor, request: AgendaRequest, to: MeetingMove): Promise<MovedMeeting> {
    const meeting = await this.#change(actor, request, async (manager, before, board) => {
      const startsAt = new Date(to.startsAt);
      const minutes = to.minutes ?? before.minutes;
      requireTransition(actor, before, 'move', { holds: { 'time-to-come': true, 'time-free': true } });
      requireToCome(board, startsAt, '/startsAt');
      requireFree(await meetingsInTheWay(manager, board.id, [{ startsAt, minutes }], [before.id]));
      await manager.query('UPDATE meeting SET starts_at = $2, minutes = $3, place = $4 WHERE id = $1', [
        before.id,
        startsAt,
        minutes,
        to.place === undefined ? before.place : to.place,
      ]);
      return { action: 'meeting.move', change: 'meeting-moved' };
    });
    return { meeting, peopleToTell: await this.people.ofBoard(actor, meeting.boardId) };
  }

  /** @throws Problem 'changed meanwhile', 'not allowed', 'conflict' where it is not planned or begins later than in twelve hours */
  async open(actor: Actor, request: AgendaRequest): Promise<ListedMeeting> {
    return this.#change(actor, request, async (manager, before) => {
      const near = await isNear(manager, before.startsAt);
      const state = requireTransition(actor, before, 'open', { holds: { 'time-near': near } });
      await manager.query('UPDATE meeting SET state = $2, opened_at = now() WHERE id = $1', [before.id, state]);
      return { action: 'meeting.open', change: 'meeting-opened' };
    });
  }

  /** @throws Problem 'changed meanwhile', 'not allowed', 'conflict' where it is not in session */
  async end(actor: Actor, request: AgendaRequest): Promise<ListedMeeting> {
    return this.#change(actor, request, async (manager, before) => {
      const state = requireTransition(actor, before, 'end');
      await manager.query('UPDATE meeting SET state = $2, ended_at = now() WHERE id = $1', [before.id, state]);
      return { action: 'meeting.end', change: 'meeting-ended' };
    });
  }

  /** Cancels the meeting, and says who has to hear of it. One of a series does not come back. */
  async cancel(actor: Actor, request: AgendaRequest, reason: string): Promise<CancelledMeeting> {
    const agenda = await this.agendas.cancelMeeting(actor, request, reason);
    return { ...agenda, peopleToTell: await this.people.ofBoard(actor, agenda.meeting.boardId) };
  }

  /** One change under the lock of the board's times and of the meeting: checked against its version, counted, told and audited. */
  async #change(
    actor: Actor,
    { meetingId, ifMatch }: AgendaRequest,
    work: (manager: EntityManager, before: LockedRow, board: LockedBoard) => Promise<Change>,
  ): Promise<ListedMeeting> {
    return this.database.asActor(actor, async (manager) => {
      const boardId = await boardOf(manager, meetingId);
      requireSeat(actor, boardId, `meeting ${meetingId}`);
      const board = await lockTimes(manager, boardId ?? '');
      const before = await lockRow(manager, meetingId);
      requireIfMatch(ifMatch, before.version);
      const { action, change } = await work(manager, before, board);
      await countUp(manager, meetingId, { change, agendaItemId: null, by: actor.accountId });
      const after = await readMeeting(manager, meetingId);
      await notify(manager, { topic: 'meetings', ids: [meetingId], boardId: board.id });
      await this.trail.record(manager, {
        action,
        patientIds: [],
        subjectType: 'meeting',
        subjectId: meetingId,
        detail: { boardId: board.id, version: after.version, from: before.startsAt.toISOString(), to: after.startsAt },
      });
      return after;
    });
  }
}

async function boardOf(manager: EntityManager, meetingId: string): Promise<string | undefined> {
  const [meeting] = await manager.query<{ boardId: string }[]>(
    'SELECT board_id AS "boardId" FROM meeting WHERE id = $1',
    [meetingId],
  );
  return meeting?.boardId;
}

async function lockRow(manager: EntityManager, meetingId: string): Promise<LockedRow> {
  const [meeting] = await manager.query<LockedRow[]>(
    `
    SELECT id, board_id AS "boardId", state, agenda_version AS version, starts_at AS "startsAt", minutes, place FROM meeting WHERE id = $1 FOR NO KEY UPDATE`,
    [meetingId],
  );
  if (meeting === undefined) throw new Error(`Meeting ${meetingId} is gone, though meetings are never deleted.`);
  return meeting;
}
