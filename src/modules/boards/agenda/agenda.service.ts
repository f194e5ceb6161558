import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
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
import { boardRolesOf, requireCoordinator, requireSeat } from '../boards/board-seats.js';
import { CaseReadiness } from '../cases/case-readiness.service.js';
import { lockCases, moveCase } from '../cases/case-writing.js';
import type { Agenda, AgendaPlacement, CarryOver } from './agenda-views.js';
import { carriable, carryCase, putOn, requireLater, requirePlaceable } from './placing.js';
import { markCancelled, requireOpenAgenda } from '../meetings/meeting-states.js';

/** A change of one meeting's agenda, made on the version that If-Match names. */
export interface AgendaRequest {
  readonly meetingId: string;
  readonly ifMatch: string | undefined;
}

interface Change extends Omit<NewVersion, 'by'> {
  readonly action: string;
  readonly patientIds: readonly string[];
}

/** Puts cases on agendas, moves them, carries them over and takes them off. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly readiness: CaseReadiness,
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
        return readAgenda(manager, actor, meetingId, this.readiness);
      },
      reading,
    );
    this.trail.noteRead('agenda.read', patientsShown(agenda));
    return agenda;
  }

  /** @throws Problem 'conflict' where the case waits for no meeting, stands on an agenda, or its patient is not on the board */
  async place(actor: Actor, request: AgendaRequest, { caseId, position, minutes }: AgendaPlacement): Promise<Agenda> {
    return this.#change(actor, request, async (manager, meeting) => {
      const found = await requirePlaceable(manager, actor, meeting, caseId);
      const standing = (await standingItems(manager, meeting.id)).map(({ id }) => id);
      const entry = await putOn(manager, {
        meeting,
        found,
        by: actor.accountId,
        position: standing.length + 1,
        minutes,
      });
      const order = withItemAt([...standing, entry.id], entry.id, position ?? standing.length + 1);
      await renumber(manager, order);
      await moveCase(manager, found, {
        transition: 'schedule',
        by: boardRolesOf(actor, meeting.boardId),
        actorId: actor.accountId,
        holds: { 'on-agenda': true },
        detail: { meetingId: meeting.id },
      });
      return {
        action: 'agenda-item.place',
        change: 'placed',
        agendaItemId: entry.id,
        position: order.indexOf(entry.id) + 1,
        minutes: entry.minutes,
        patientIds: [found.patientId],
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
   * Gives the whole agenda another order in one change, as when several cases move together.
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
          `The order names other entries than the agenda has: expected each of its ${standing.length} once.`,
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

  /** The case waits for a meeting again. */
  async remove(actor: Actor, request: AgendaRequest, agendaItemId: string, reason: string): Promise<Agenda> {
    return this.#changeItem(actor, request, agendaItemId, async (manager, item, standing, meeting) => {
      await takeOff(manager, { agendaItemIds: [item.id], by: actor.accountId, reason });
      await renumber(
        manager,
        standing.map(({ id }) => id).filter((id) => id !== item.id),
      );
      await this.#sendBack(manager, actor, meeting, [item], reason);
      return { action: 'agenda-item.remove', change: 'removed', agendaItemId, patientIds: [item.patientId] };
    });
  }

  /** Cancels the meeting: its cases wait again, and its time is free. */
  async cancelMeeting(actor: Actor, request: AgendaRequest, reason: string): Promise<Agenda> {
    return this.#change(actor, request, async (manager, meeting) => {
      const standing = await standingItems(manager, meeting.id);
      await takeOff(manager, {
        agendaItemIds: standing.map(({ id }) => id),
        by: actor.accountId,
        reason: `meeting-cancelled: ${reason}`,
      });
      await this.#sendBack(manager, actor, meeting, standing, `meeting-cancelled: ${reason}`);
      await markCancelled(manager, actor, meeting, reason);
      return {
        action: 'meeting.cancel',
        change: 'meeting-cancelled',
        agendaItemId: null,
        patientIds: [...new Set(standing.map(({ patientId }) => patientId))],
      };
    });
  }

  /**
   * Puts cases on a later meeting of the board, in their order, behind what stands there.
   * @throws Problem 'conflict' where that meeting is another board's, cancelled or not later
   */
  async carryOver(actor: Actor, request: AgendaRequest, { toMeetingId, agendaItemIds }: CarryOver): Promise<Agenda> {
    return this.#change(actor, request, async (manager, meeting) => {
      const standing = await standingItems(manager, meeting.id);
      const carried = standing.filter(({ id }) => agendaItemIds?.includes(id) ?? true);
      const target = await requireLater(manager, meeting, toMeetingId);
      const cases = new Map(
        (
          await lockCases(
            manager,
            carried.map(({ caseId }) => caseId),
          )
        ).map((one) => [one.id, one]),
      );
      const undecided = carried.filter(({ caseId }) => carriable.includes(cases.get(caseId)?.state ?? 'closed'));
      if (undecided.length === 0)
        throw Problem.conflict('No case of this agenda waits: expected one that is not decided.');
      await takeOff(manager, {
        agendaItemIds: undecided.map(({ id }) => id),
        by: actor.accountId,
        reason: `carried-over: ${toMeetingId}`,
      });
      await renumber(
        manager,
        standing.filter((item) => !undecided.includes(item)).map(({ id }) => id),
      );
      let position = (await standingItems(manager, target.id)).length;
      for (const { caseId, minutes } of undecided) {
        const found = cases.get(caseId)!;
        await putOn(manager, { meeting: target, found, by: actor.accountId, position: (position += 1), minutes });
        await carryCase(manager, found, {
          by: boardRolesOf(actor, meeting.boardId),
          actorId: actor.accountId,
          meetingId: target.id,
        });
      }
      await countUp(manager, target.id, { change: 'placed', agendaItemId: null, by: actor.accountId });
      await notify(manager, { topic: 'meetings', ids: [target.id], boardId: target.boardId });
      return {
        action: 'agenda.carry-over',
        change: 'removed',
        agendaItemId: null,
        patientIds: undecided.map(({ patientId }) => patientId),
      };
    });
  }

  /** Cases that are taken off an agenda wait again. */
  async #sendBack(
    manager: EntityManager,
    actor: Actor,
    meeting: LockedMeeting,
    taken: readonly StandingItem[],
    reason: string,
  ): Promise<void> {
    for (const found of await lockCases(
      manager,
      taken.map(({ caseId }) => caseId),
    ))
      if (carriable.includes(found.state))
        await moveCase(manager, found, {
          transition: 'take-off',
          by: boardRolesOf(actor, meeting.boardId),
          actorId: actor.accountId,
          reason,
        });
  }

  async #changeItem(
    actor: Actor,
    request: AgendaRequest,
    agendaItemId: string,
    work: (
      manager: EntityManager,
      item: StandingItem,
      standing: readonly StandingItem[],
      meeting: LockedMeeting,
    ) => Promise<Change>,
  ): Promise<Agenda> {
    return this.#change(actor, request, async (manager, meeting) => {
      const standing = await standingItems(manager, meeting.id);
      const item = standing.find(({ id }) => id === agendaItemId);
      if (!item) throw Problem.notFound(`There is no entry ${agendaItemId} on the agenda of meeting ${meeting.id}.`);
      return work(manager, item, standing, meeting);
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
      const after = await readAgenda(manager, actor, meetingId, this.readiness);
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
