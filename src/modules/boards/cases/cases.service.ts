import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { openItemStates } from '../../../core/workflow/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, sqlWords } from '../../../platform/database/index.js';
import { requireIfMatch } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import type { Dismissal } from '../../triage/index.js';
import { lockMeeting, meetingOfCase, takeCaseOff } from '../agenda/agenda-writing.js';
import { dropOutcome } from '../decisions/outcome-rows.js';
import { dropOpenWork, nothingOpen } from '../follow-up/open-work.js';
import { requireBoardRole, requireCase, type CaseForActor } from './case-access.js';
import { giveBack, lockOther, lockTaker, takeIn } from './case-merging.js';
import { readCase } from './case-reading.js';
import type { CaseEdit, CaseTransitionRequest, NewComment, ShownBoardCase } from './case-views.js';
import {
  countCaseUp,
  hasOpenCase,
  type LockedCase,
  moveCase,
  standsByReferralAlone,
  withdrawReferral,
} from './case-writing.js';

/** A change of one case, made on the version that If-Match names. */
export interface CaseRequest {
  readonly caseId: string;
  readonly ifMatch: string | undefined;
}

/** Columns that an edit changes, by the field that names each. */
const columns = {
  question: 'question',
  proposal: 'proposal',
  priority: 'priority',
  deadline: 'deadline',
  deadlineClock: 'deadline_clock',
  minutes: 'minutes',
  ownerId: 'owner_id',
  images: 'images',
} as const satisfies Readonly<Record<keyof CaseEdit, string>>;

/** Transitions after which a case stands on no agenda. */
const leavesAgenda: readonly string[] = ['list', 'end'];

/** Cases as people read them, word them and move them on. */
@Injectable()
export class Cases {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Problem 'not found' for a case that is not the actor's to read */
  async read(actor: Actor, caseId: string): Promise<ShownBoardCase> {
    const shown = await this.database.asActor(actor, (manager) => readCase(manager, actor, caseId), reading);
    this.trail.noteRead('case.read', [shown.patient.id]);
    return shown;
  }

  /** Earlier wordings stay in the history. */
  async edit(actor: Actor, request: CaseRequest, edit: CaseEdit): Promise<ShownBoardCase> {
    return this.#change(actor, request, 'case.edit', async (manager, { found, roles }) => {
      if (!roles.includes('coordinator') && !roles.includes('chair'))
        throw Problem.notAllowed('Coordinators and chairs of the board make this change.');
      await requireOwner(manager, found, edit.ownerId);
      await writeEdit(manager, found, edit, actor.accountId);
    });
  }

  /** @throws Problem 'conflict' that names what is allowed now and who may */
  async move(actor: Actor, request: CaseRequest, wanted: CaseTransitionRequest): Promise<ShownBoardCase> {
    return this.#change(actor, request, `case.${wanted.transition}`, (manager, mine) =>
      moveByHand(manager, mine, wanted, actor.accountId),
    );
  }

  /** A comment changes no version: it is added beside what stands. */
  async comment(actor: Actor, caseId: string, { words, proposes }: NewComment): Promise<ShownBoardCase> {
    return this.database.asActor(actor, async (manager) => {
      const { found } = await requireCase(manager, actor, caseId);
      await manager.query(
        'INSERT INTO board_case_comment (case_id, words, proposes, written_by) VALUES ($1, $2, $3, $4)',
        [caseId, words, proposes, actor.accountId],
      );
      return this.#told(manager, actor, found, 'case.comment');
    });
  }

  /**
   * A member's proposal to take a point out, with a coded reason: kept beside the case as what was said of it, and nothing moves. A
   * coordinator takes the point out, or leaves it.
   *
   * @throws Problem 'conflict' where the question is no open point of the case
   */
  async proposeTakingOut(
    actor: Actor,
    { caseId, itemId }: { readonly caseId: string; readonly itemId: string },
    { reason, words }: Dismissal,
  ): Promise<ShownBoardCase> {
    return this.database.asActor(actor, async (manager) => {
      const mine = await requireCase(manager, actor, caseId);
      requireBoardRole(mine);
      await requireOpenPoint(manager, mine.found, itemId);
      await manager.query(
        'INSERT INTO board_case_comment (case_id, words, proposes, discussion_item_id, written_by) VALUES ($1, $2, true, $3, $4)',
        [caseId, words ?? reason, itemId, actor.accountId],
      );
      return this.#told(manager, actor, mine.found, 'case.propose-taking-out');
    });
  }

  async #change(
    actor: Actor,
    { caseId, ifMatch }: CaseRequest,
    action: string,
    work: (manager: EntityManager, mine: CaseForActor) => Promise<void>,
  ): Promise<ShownBoardCase> {
    return this.database.asActor(actor, async (manager) => {
      // The meeting before its case, in the order in which a change of an agenda locks them.
      const meetingId = await meetingOfCase(manager, caseId);
      if (meetingId !== null) await lockMeeting(manager, meetingId);
      const mine = await requireCase(manager, actor, caseId);
      await requireVersion(manager, mine.found, ifMatch);
      await work(manager, mine);
      return this.#told(manager, actor, mine.found, action);
    });
  }

  async #told(manager: EntityManager, actor: Actor, found: LockedCase, action: string): Promise<ShownBoardCase> {
    const shown = await readCase(manager, actor, found.id);
    await notify(manager, { topic: 'patients', ids: [found.patientId] });
    await this.trail.record(manager, {
      action,
      patientIds: [found.patientId],
      subjectType: 'case',
      subjectId: found.id,
      detail: { version: shown.version, state: shown.state },
    });
    return shown;
  }
}

/** As `requireIfMatch`; a change that was made on an older version is told what changed since. */
async function requireVersion(
  manager: EntityManager,
  { id, version }: LockedCase,
  ifMatch: string | undefined,
): Promise<void> {
  const seen = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch?.trim() ?? '')?.[1];
  if (seen === undefined || Number(seen) >= version) return requireIfMatch(ifMatch, version);
  const changes = await manager.query<unknown[]>(
    `SELECT event.version, event.event, event.to_state AS "to", account.display_name AS by, event.at, event.reason
    FROM board_case_event AS event LEFT JOIN access_account AS account ON account.id = event.by WHERE case_id = $1 AND version > $2 ORDER BY version`,
    [id, Number(seen)],
  );
  throw Problem.changedMeanwhile(
    version,
    `The case was changed ${changes.length === 1 ? 'once' : `${changes.length} times`} since version ${seen}; it is at version ${version} now. Read it again, then repeat the change.`,
    { changes },
  );
}

async function requireOpenPoint(
  manager: EntityManager,
  { number, treatmentLineId }: LockedCase,
  itemId: string,
): Promise<void> {
  const open = await manager.query<unknown[]>(
    `SELECT FROM triage_discussion_item AS item WHERE item.id = $1 AND item.treatment_line_id = $2
      AND item.superseded_at IS NULL AND item.state IN (${sqlWords(openItemStates)})`,
    [itemId, treatmentLineId],
  );
  if (open.length === 0)
    throw Problem.conflict(
      `Question ${itemId} is no open point of case ${number}: expected one that stands among its points now.`,
    );
}

/** The owner of a case is somebody who may work on it. */
async function requireOwner(
  manager: EntityManager,
  { boardId }: LockedCase,
  ownerId: string | null = null,
): Promise<void> {
  if (ownerId === null) return;
  const seats = await manager.query<unknown[]>(
    `SELECT FROM access_board_membership AS seat WHERE seat.board_id = $1 AND seat.account_id = $2 AND seat.role <> 'member' AND seat.until IS NULL`,
    [boardId, ownerId],
  );
  if (seats.length === 0)
    throw Problem.conflict(`Account ${ownerId} does not coordinate the board: expected a coordinator or chair of it.`);
}

async function writeEdit(manager: EntityManager, found: LockedCase, edit: CaseEdit, by: string): Promise<void> {
  const fields = (Object.keys(columns) as (keyof CaseEdit)[]).filter((field) => edit[field] !== undefined);
  if (fields.length === 0) return;
  const [before] = await manager.query<Record<string, unknown>[]>(
    `SELECT ${fields.map((field) => `${columns[field]} AS "${field}"`).join(', ')} FROM board_case WHERE id = $1`,
    [found.id],
  );
  const values = fields.map((field) => (field === 'images' ? JSON.stringify(edit[field]) : edit[field]));
  await manager.query(
    `UPDATE board_case SET ${fields.map((field, index) => `${columns[field]} = $${index + 2}`).join(', ')} WHERE id = $1`,
    [found.id, ...values],
  );
  await countCaseUp(manager, found, { event: 'edited', by, detail: { before } });
}

async function moveByHand(
  manager: EntityManager,
  { found, roles }: CaseForActor,
  wanted: CaseTransitionRequest,
  actorId: string,
): Promise<void> {
  const other = wanted.transition === 'merge' ? await lockOther(manager, found, wanted.intoCaseId) : null;
  const took = wanted.transition === 'unmerge' ? await lockTaker(manager, found) : null;
  // Before the case stands beside the other again: that one may have its line, and a board has one open case of a line.
  if (took !== null) await giveBack(manager, found, took, actorId);
  await moveCase(manager, found, {
    transition: wanted.transition,
    by: roles,
    actorId,
    reason: wanted.reason ?? wanted.words ?? null,
    words: wanted.words ?? null,
    holds: {
      'information-named': wanted.asked !== undefined,
      'other-case-open': other !== null,
      'not-gone-on': took !== null,
      'protocol-named': wanted.protocol !== undefined,
      'no-open-case': !(await hasOpenCase(manager, found)),
      'nothing-open': await nothingOpen(manager, found.id),
      'nothing-else-asked': await standsByReferralAlone(manager, found),
    },
    detail: detailOf(wanted),
  });
  await manager.query(
    `UPDATE board_case SET asked = $2, protocol = coalesce($3, protocol), merged_into = $4,
      owner_id = CASE WHEN $5 THEN coalesce(owner_id, $6::bigint) ELSE owner_id END WHERE id = $1`,
    [
      found.id,
      wanted.asked ?? null,
      wanted.protocol ?? null,
      other?.id ?? null,
      wanted.transition === 'accept' && roles.includes('coordinator'),
      actorId,
    ],
  );
  if (wanted.transition === 'withdraw') await withdrawReferral(manager, found);
  if (other !== null) await takeIn(manager, found, other, actorId);
  if (wanted.transition === 'end') {
    await dropOpenWork(manager, { caseId: found.id, by: roles, actorId, reason: wanted.reason ?? '' });
    await dropOutcome(manager, found.id, roles);
  }
  if (leavesAgenda.includes(wanted.transition)) await leaveAgenda(manager, found, wanted.transition, actorId);
}

const detailOf = ({ asked, protocol, intoCaseId }: CaseTransitionRequest): Readonly<Record<string, unknown>> => ({
  ...(asked === undefined ? {} : { asked }),
  ...(protocol === undefined ? {} : { protocol }),
  ...(intoCaseId === undefined ? {} : { intoCaseId }),
});

async function leaveAgenda(manager: EntityManager, { id }: LockedCase, reason: string, by: string): Promise<void> {
  const meetingId = await meetingOfCase(manager, id);
  if (meetingId !== null) await takeCaseOff(manager, meetingId, { caseId: id, by, reason });
}
