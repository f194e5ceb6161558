import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, sqlState } from '../../../platform/database/index.js';
import { requireIfMatch } from '../../../platform/http/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { notify } from '../../../platform/live/index.js';
import { changesAfter, patientsShown, readAgenda } from './agenda-reading.js';
import {
  countUp,
  lockMeeting,
  renumber,
  standingItems,
  takeOff,
  withItemAt,
  type LockedMeeting,
  type NewVersion,
  type StandingItem,
} from './agenda-writing.js';
import { requireCoordinator, requireSeat } from '../boards/board-seats.js';
import type { Agenda, AgendaPlacement } from './agenda-views.js';
import { markCancelled, requireOpenAgenda } from '../meetings/meeting-states.js';
import { requirePlaceable } from './placeable-items.js';

const uniqueViolation = '23505';
const defaultMinutes = 5;

/** A change of one meeting's agenda, made on the version that If-Match names. */
export interface AgendaRequest {
  readonly meetingId: string;
  readonly ifMatch: string | undefined;
}

interface Change extends Omit<NewVersion, 'by'> {
  readonly action: string;
  readonly patientIds: readonly string[];
}

/** Puts items on agendas, moves them and takes them off. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  async read(actor: Actor, meetingId: string): Promise<Agenda> {
    const agenda = await this.database.asActor(
      actor,
      async (manager) => {
        const [meeting] = await manager.query<{ boardId: string }[]>(
          'SELECT board_id AS "boardId" FROM meeting WHERE id = $1',
          [meetingId],
        );
        requireSeat(actor, meeting?.boardId, `meeting ${meetingId}`);
        return readAgenda(manager, actor, meetingId);
      },
      reading,
    );
    this.trail.noteRead('agenda.read', patientsShown(agenda));
    return agenda;
  }

  /** @throws Problem 'conflict' where the item is not accepted, not current, on another agenda, or its patient is not on the board */
  async place(
    actor: Actor,
    request: AgendaRequest,
    { itemId, position, minutes = defaultMinutes }: AgendaPlacement,
  ): Promise<Agenda> {
    return this.#change(actor, request, async (manager, meeting) => {
      const { patientId } = await requirePlaceable(manager, actor, meeting.boardId, itemId);
      const standing = (await standingItems(manager, meeting.id)).map(({ id }) => id);
      const [placed] = await manager
        .query<{ id: string }[]>(
          `
        INSERT INTO agenda_item (meeting_id, discussion_item_id, position, minutes, placed_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
          [meeting.id, itemId, standing.length + 1, minutes, actor.accountId],
        )
        .catch((error: unknown) => {
          throw sqlState(error) === uniqueViolation
            ? Problem.conflict(`Item ${itemId} stands on an agenda already: an item stands on one at a time.`)
            : error;
        });
      if (!placed) throw new Error('PostgreSQL returned no row for a new agenda item.');
      const order = withItemAt([...standing, placed.id], placed.id, position ?? standing.length + 1);
      await renumber(manager, order);
      return {
        action: 'agenda-item.place',
        change: 'placed',
        agendaItemId: placed.id,
        position: order.indexOf(placed.id) + 1,
        minutes,
        patientIds: [patientId],
      };
    });
  }

  async move(actor: Actor, request: AgendaRequest, agendaItemId: string, position: number): Promise<Agenda> {
    return this.#changeItem(actor, request, agendaItemId, async (manager, item, standing) => {
      const order = withItemAt(
        standing.map(({ id }) => id),
        item.id,
        position,
      );
      await renumber(manager, order);
      return {
        action: 'agenda-item.move',
        change: 'moved',
        agendaItemId,
        position: order.indexOf(item.id) + 1,
        patientIds: [item.patientId],
      };
    });
  }

  /**
   * Gives the whole agenda another order in one change, so that a patient's items move together.
   * @throws Problem 'conflict' where the ids are not those of the agenda, each once
   */
  async reorder(actor: Actor, request: AgendaRequest, agendaItemIds: readonly string[]): Promise<Agenda> {
    return this.#change(actor, request, async (manager, meeting) => {
      const standing = await standingItems(manager, meeting.id);
      const wanted = new Set(agendaItemIds);
      if (
        wanted.size !== agendaItemIds.length ||
        wanted.size !== standing.length ||
        !standing.every(({ id }) => wanted.has(id))
      ) {
        throw Problem.conflict(
          `The order names other items than the agenda has: expected each of its ${standing.length} once.`,
        );
      }
      await renumber(manager, agendaItemIds);
      return {
        action: 'agenda.reorder',
        change: 'moved',
        agendaItemId: null,
        patientIds: standing.map(({ patientId }) => patientId),
      };
    });
  }

  async setMinutes(actor: Actor, request: AgendaRequest, agendaItemId: string, minutes: number): Promise<Agenda> {
    return this.#changeItem(actor, request, agendaItemId, async (manager, item) => {
      await manager.query('UPDATE agenda_item SET minutes = $2 WHERE id = $1', [item.id, minutes]);
      return {
        action: 'agenda-item.set-minutes',
        change: 'minutes-changed',
        agendaItemId,
        minutes,
        patientIds: [item.patientId],
      };
    });
  }

  /** The item waits again. */
  async remove(actor: Actor, request: AgendaRequest, agendaItemId: string, reason: string): Promise<Agenda> {
    return this.#changeItem(actor, request, agendaItemId, async (manager, item, standing) => {
      await takeOff(manager, { agendaItemIds: [item.id], by: actor.accountId, reason });
      await renumber(
        manager,
        standing.map(({ id }) => id).filter((id) => id !== item.id),
      );
      return { action: 'agenda-item.remove', change: 'removed', agendaItemId, patientIds: [item.patientId] };
    });
  }

  /** Cancels the meeting: its items wait again, and its time is free. */
  async cancelMeeting(actor: Actor, request: AgendaRequest, reason: string): Promise<Agenda> {
    return this.#change(actor, request, async (manager, meeting) => {
      const standing = await standingItems(manager, meeting.id);
      await takeOff(manager, {
        agendaItemIds: standing.map(({ id }) => id),
        by: actor.accountId,
        reason: `meeting-cancelled: ${reason}`,
      });
      await markCancelled(manager, actor, meeting, reason);
      return {
        action: 'meeting.cancel',
        change: 'meeting-cancelled',
        agendaItemId: null,
        patientIds: [...new Set(standing.map(({ patientId }) => patientId))],
      };
    });
  }

  async #changeItem(
    actor: Actor,
    request: AgendaRequest,
    agendaItemId: string,
    work: (manager: EntityManager, item: StandingItem, standing: readonly StandingItem[]) => Promise<Change>,
  ): Promise<Agenda> {
    return this.#change(actor, request, async (manager, meeting) => {
      const standing = await standingItems(manager, meeting.id);
      const item = standing.find(({ id }) => id === agendaItemId);
      if (!item) throw Problem.notFound(`There is no item ${agendaItemId} on the agenda of meeting ${meeting.id}.`);
      return work(manager, item, standing);
    });
  }

  /**
   * One change under the meeting's row lock: checked against the version it was made on, counted, told to open pages, and audited in
   * one row, which names the patients whom the answer shows too.
   */
  async #change(
    actor: Actor,
    { meetingId, ifMatch }: AgendaRequest,
    work: (manager: EntityManager, meeting: LockedMeeting) => Promise<Change>,
  ): Promise<Agenda> {
    return this.database.asActor(actor, async (manager) => {
      const meeting = await lockMeeting(manager, meetingId);
      requireCoordinator(actor, meeting?.boardId, `meeting ${meetingId}`);
      await requireVersion(manager, meeting!, ifMatch);
      requireOpenAgenda(meeting!.state);
      const { action, patientIds, ...change } = await work(manager, meeting!);
      await countUp(manager, meetingId, { ...change, by: actor.accountId });
      const after = await readAgenda(manager, actor, meetingId);
      await notify(manager, { topic: 'meetings', ids: [meetingId], boardId: meeting!.boardId });
      await this.trail.record(manager, {
        action,
        patientIds: [...new Set([...patientIds, ...patientsShown(after)])],
        subjectType: 'meeting',
        subjectId: meetingId,
        detail: { agendaItemId: change.agendaItemId, version: after.meeting.version },
      });
      return after;
    });
  }
}

const taggedVersion = /^(?:W\/)?"(\d{1,9})"$/;

/** As `requireIfMatch`; a change that was made on an older version is told what changed since. */
async function requireVersion(
  manager: EntityManager,
  { id, version }: LockedMeeting,
  ifMatch: string | undefined,
): Promise<void> {
  const seen = taggedVersion.exec(ifMatch?.trim() ?? '')?.[1];
  if (seen === undefined || Number(seen) >= version) return requireIfMatch(ifMatch, version);
  const changes = await changesAfter(manager, id, Number(seen));
  throw Problem.changedMeanwhile(
    version,
    `The agenda was changed ${changes.length === 1 ? 'once' : `${changes.length} times`} since version ${seen}; it is at version ${version} now. Read it again, then repeat the change.`,
    { changes },
  );
}
