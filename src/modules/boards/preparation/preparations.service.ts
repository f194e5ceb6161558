import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, snapshot } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { LineContents } from '../../triage/index.js';
import { lockMeeting, standingItems } from '../agenda/agenda-writing.js';
import { boardRolesOf, requireSeat } from '../boards/board-seats.js';
import { readableCase, requireBoardRole } from '../cases/case-access.js';
import { type LockedCase, lockCases, moveCase } from '../cases/case-writing.js';
import { requireOpenAgenda } from '../meetings/meeting-states.js';
import { type Bundle, freeze, preparationOf, readBundle, readStanding, type StoredPreparation } from './bundle.js';
import { type Change, changesSince } from './changed-since.js';
import type { Prepared, Preparing, ShownPreparation } from './preparation-views.js';

export interface ChangedSince {
  readonly preparation: { readonly number: number; readonly frozenAt: string; readonly hash: string } | null;
  readonly changes: readonly Change[];
}

export interface ChangedOnAgenda {
  readonly items: readonly (ChangedSince & { readonly caseId: string })[];
}

/** Freezes what a board will be shown, and says what changed since. */
@Injectable()
export class Preparations {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly contents: LineContents,
  ) {}

  /** Freezes the cases of an agenda, all or those named: one bundle each. */
  async prepare(actor: Actor, meetingId: string, { caseIds }: Preparing): Promise<Prepared> {
    const bundles = await this.#bundlesOf(actor, meetingId, caseIds);
    return this.database.asActor(actor, async (manager) => {
      const meeting = await lockMeeting(manager, meetingId);
      requireSeat(actor, meeting?.boardId, `meeting ${meetingId}`);
      requireOpenAgenda(meeting!.state);
      const standing = new Set((await standingItems(manager, meetingId)).map(({ caseId }) => caseId));
      const items: Prepared['items'] = [];
      const patientIds: string[] = [];
      for (const found of await lockCases(manager, [...bundles.keys()])) {
        if (!standing.has(found.id)) continue;
        items.push(await prepareOne(manager, actor, found, { meetingId, bundle: bundles.get(found.id)! }));
        patientIds.push(found.patientId);
      }
      await notify(manager, { topic: 'patients', ids: patientIds });
      await notify(manager, { topic: 'meetings', ids: [meetingId], boardId: meeting!.boardId });
      await this.trail.record(manager, {
        action: 'meeting.prepare',
        patientIds,
        subjectType: 'meeting',
        subjectId: meetingId,
        detail: { caseIds: items.map(({ caseId }) => caseId) },
      });
      return { items };
    });
  }

  /** What stands now of a case, as a bundle, whole and of one moment. */
  async bundle(actor: Actor, caseId: string): Promise<Bundle> {
    return this.database.asActor(
      actor,
      async (manager) => {
        await readableCase(manager, actor, caseId);
        return readBundle(manager, this.contents, caseId);
      },
      snapshot,
    );
  }

  /** @throws Problem 'not found' for a case that is not the actor's, or a number it does not have */
  async read(actor: Actor, caseId: string, number: number): Promise<ShownPreparation> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const mine = await readableCase(manager, actor, caseId);
        requireBoardRole(mine);
        const stored = await preparationOf(manager, caseId, number);
        if (stored === undefined) throw Problem.notFound(`Case ${mine.found.number} has no preparation ${number}.`);
        this.trail.noteRead('case.read-preparation', [mine.found.patientId]);
        return shown(caseId, stored);
      },
      snapshot,
    );
  }

  /** What stands now against the newest preparation. */
  async changedSince(actor: Actor, caseId: string): Promise<ChangedSince> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const mine = await readableCase(manager, actor, caseId);
        requireBoardRole(mine);
        this.trail.noteRead('case.read', [mine.found.patientId]);
        return this.#changes(manager, caseId);
      },
      snapshot,
    );
  }

  /** The same of every case of an agenda that is prepared or before the board, in the order of the meeting and of one moment. */
  async changedOnAgenda(actor: Actor, meetingId: string): Promise<ChangedOnAgenda> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const prepared = (await casesShown(manager, actor, meetingId)).filter(
          ({ state }) => state === 'prepared' || state === 'discussed',
        );
        this.trail.noteRead(
          'case.read',
          prepared.map(({ patientId }) => patientId),
        );
        const items: ChangedOnAgenda['items'][number][] = [];
        for (const { id: caseId } of prepared) items.push({ caseId, ...(await this.#changes(manager, caseId)) });
        return { items };
      },
      snapshot,
    );
  }

  async #changes(manager: EntityManager, caseId: string): Promise<ChangedSince> {
    const stored = await preparationOf(manager, caseId);
    if (stored === undefined) return { preparation: null, changes: [] };
    const now = await readStanding(manager, this.contents, caseId);
    const { number, frozenAt, hash } = stored;
    return {
      preparation: { number, frozenAt: frozenAt.toISOString(), hash },
      changes: changesSince(stored.bundle, now),
    };
  }

  async #bundlesOf(
    actor: Actor,
    meetingId: string,
    caseIds: readonly string[] | undefined,
  ): Promise<ReadonlyMap<string, Bundle>> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const wanted = await casesToPrepare(manager, actor, meetingId, caseIds);
        const bundles = new Map<string, Bundle>();
        for (const id of wanted) bundles.set(id, await readBundle(manager, this.contents, id));
        return bundles;
      },
      snapshot,
    );
  }
}

interface CaseShown {
  readonly id: string;
  readonly state: string;
  readonly patientId: string;
}

/**
 * Cases on the agenda whose patient stands on the board, in its order.
 * @throws Problem 'not found' for a meeting of a board on which the actor has no seat
 */
async function casesShown(manager: EntityManager, actor: Actor, meetingId: string): Promise<readonly CaseShown[]> {
  const [meeting] = await manager.query<{ boardId: string }[]>(
    'SELECT board_id AS "boardId" FROM meeting WHERE id = $1',
    [meetingId],
  );
  requireSeat(actor, meeting?.boardId, `meeting ${meetingId}`);
  return manager.query<CaseShown[]>(
    `SELECT board_case.id, board_case.state, board_case.patient_id AS "patientId" FROM agenda_item JOIN board_case ON board_case.id = agenda_item.case_id
    JOIN access_patient_board AS place ON place.patient_id = board_case.patient_id AND place.board_id = board_case.board_id AND place.until IS NULL
    WHERE agenda_item.meeting_id = $1 AND agenda_item.removed_at IS NULL ORDER BY agenda_item.position`,
    [meetingId],
  );
}

/** Of the cases of an agenda those named, else all that are scheduled or prepared. */
async function casesToPrepare(
  manager: EntityManager,
  actor: Actor,
  meetingId: string,
  caseIds: readonly string[] | undefined,
): Promise<readonly string[]> {
  const rows = await casesShown(manager, actor, meetingId);
  const stranger = caseIds?.find((id) => !rows.some((row) => row.id === id));
  if (stranger !== undefined)
    throw Problem.notFound(`There is no case ${stranger} on the agenda of meeting ${meetingId}.`);
  return rows
    .filter(({ id, state }) => caseIds?.includes(id) ?? (state === 'scheduled' || state === 'prepared'))
    .map(({ id }) => id);
}

async function prepareOne(
  manager: EntityManager,
  actor: Actor,
  found: LockedCase,
  { meetingId, bundle }: { readonly meetingId: string; readonly bundle: Bundle },
): Promise<Prepared['items'][number]> {
  const { number, hash } = await freezeAndMove(manager, found, {
    meetingId,
    bundle,
    actor,
    by: boardRolesOf(actor, found.boardId),
  }).then(({ frozen }) => frozen);
  return { caseId: found.id, number, hash };
}

export interface PreparingOne {
  readonly meetingId: string;
  readonly bundle: Bundle;
  readonly actor: Actor;
  readonly by: readonly string[];
}

/** Freezes one case that is locked, and takes its transition. */
export async function freezeAndMove(
  manager: EntityManager,
  found: LockedCase,
  { meetingId, bundle, actor, by }: PreparingOne,
): Promise<{ readonly moved: LockedCase; readonly frozen: Awaited<ReturnType<typeof freeze>> }> {
  const frozen = await freeze(manager, { caseId: found.id, meetingId, bundle, by: actor.accountId });
  const moved = await moveCase(manager, found, {
    transition: 'prepare',
    by,
    actorId: actor.accountId,
    holds: { 'bundle-frozen': true },
    detail: { preparation: frozen.number, hash: frozen.hash },
  });
  return { moved, frozen };
}

const shown = (caseId: string, { id: _, frozenAt, bundle, ...stored }: StoredPreparation): ShownPreparation => ({
  caseId,
  ...stored,
  frozenAt: frozenAt.toISOString(),
  bundle: { ...bundle },
});
