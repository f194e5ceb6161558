import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { takeCaseOff } from '../agenda/agenda-writing.js';
import type { Discipline } from '../boards/disciplines.js';
import { readableCase, requireBoardRole, requireConductor } from '../cases/case-access.js';
import { readCase } from '../cases/case-reading.js';
import type { ShownBoardCase } from '../cases/case-views.js';
import { countCaseUp, findCase, moveCase } from '../cases/case-writing.js';
import { freezeAndMove, Preparations } from '../preparation/preparations.service.js';
import { dropOutcome } from './outcome-rows.js';
import type { ClockChange, Deferral, OpinionWrite, ShownOpinions } from './outcome-views.js';
import { agendaOfCase, type CaseInSession, lockSession, requireMeeting, tellSession } from './session.js';

interface OpinionRow {
  readonly by: string;
  readonly accountId: string;
  readonly discipline: Discipline;
  readonly words: string;
  readonly committedAt: Date | null;
}

/** What happens to a case before the board until its outcome is typed: discussion, opinions, deferral. */
@Injectable()
export class Discussions {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly preparations: Preparations,
  ) {}

  /** Begins the discussion of a case; one that was not prepared yet is frozen at this moment. */
  async discuss(actor: Actor, caseId: string): Promise<ShownBoardCase> {
    const asked = await this.database.asActor(actor, (manager) => findCase(manager, caseId), reading);
    const bundle = asked?.state === 'scheduled' ? await this.preparations.bundle(actor, caseId) : null;
    return this.#change(actor, caseId, 'case.discuss', async (manager, mine) => {
      const meeting = requireMeeting(mine);
      const prepared =
        mine.found.state === 'scheduled' && bundle !== null
          ? (await freezeAndMove(manager, mine.found, { meetingId: meeting.id, bundle, actor, by: mine.roles })).moved
          : mine.found;
      await moveCase(manager, prepared, {
        transition: 'discuss',
        by: mine.roles,
        actorId: actor.accountId,
        holds: { 'in-session': meeting.state === 'in-session', 'bundle-frozen': prepared.state === 'prepared' },
        detail: { meetingId: meeting.id },
      });
    });
  }

  /** Puts a case off: it leaves the agenda, and what was typed is kept. */
  async defer(actor: Actor, caseId: string, { reason, words }: Deferral): Promise<ShownBoardCase> {
    return this.#change(actor, caseId, 'case.defer', async (manager, mine) => {
      await moveCase(manager, mine.found, {
        transition: 'defer',
        by: mine.roles,
        actorId: actor.accountId,
        reason,
        words: words ?? null,
        detail: { meetingId: mine.meeting?.id ?? null },
      });
      await dropOutcome(manager, caseId, mine.roles);
      if (mine.meeting !== null)
        await takeCaseOff(manager, mine.meeting.id, { caseId, by: actor.accountId, reason: `deferred: ${reason}` });
    });
  }

  /** Halts the clock of a case in session, or lets it go on: every screen of the meeting shows it so. Set as it is already, the case stays as it was. */
  async setClock(actor: Actor, caseId: string, { running }: ClockChange): Promise<ShownBoardCase> {
    return this.#change(actor, caseId, running ? 'case.resume-clock' : 'case.pause-clock', async (manager, mine) => {
      requireConductor(mine);
      const meeting = requireMeeting(mine);
      if (meeting.state !== 'in-session')
        throw Problem.conflict(
          `The meeting of case ${mine.found.number} is ${meeting.state}: expected one in session.`,
        );
      if ((await isPaused(manager, caseId)) !== running) return;
      await countCaseUp(manager, mine.found, {
        event: running ? 'clock-resumed' : 'clock-paused',
        by: actor.accountId,
        detail: { meetingId: meeting.id },
      });
    });
  }

  /**
   * Writes the actor's own opinion of a case.
   * @throws Problem 'conflict' where it was committed already; 'invalid' for who speaks for no discipline
   */
  async writeOpinion(actor: Actor, caseId: string, { words, committed }: OpinionWrite): Promise<ShownOpinions> {
    return this.database.asActor(actor, async (manager) => {
      const mine = await lockSession(manager, actor, caseId);
      requireBoardRole(mine);
      const meeting = requireMeeting(mine);
      if (mine.found.state !== 'prepared' && mine.found.state !== 'discussed')
        throw Problem.conflict(
          `Case ${mine.found.number} is ${mine.found.state}: opinions are taken while it is prepared or discussed.`,
        );
      const discipline = await disciplineOf(manager, actor, { boardId: meeting.boardId, meetingId: meeting.id });
      const written = await manager.query<unknown[]>(
        `INSERT INTO opinion (case_id, meeting_id, account_id, discipline, words, committed_at)
        VALUES ($1, $2, $3, $4, $5, CASE WHEN $6::boolean THEN now() END)
        ON CONFLICT (case_id, meeting_id, account_id) DO UPDATE
          SET words = excluded.words, discipline = excluded.discipline, committed_at = excluded.committed_at, written_at = now()
          WHERE opinion.committed_at IS NULL
        RETURNING id`,
        [caseId, meeting.id, actor.accountId, discipline, words, committed],
      );
      if (written.length === 0) throw Problem.conflict('Your opinion is committed: it stays as it is.');
      await tellSession(manager, this.trail, mine, {
        action: committed ? 'opinion.commit' : 'opinion.write',
        detail: { meetingId: meeting.id },
      });
      return shownOpinions(manager, actor, caseId, meeting.id);
    });
  }

  /** Opens the opinions of all to all, before the outcome is typed. */
  async openOpinions(actor: Actor, caseId: string): Promise<ShownOpinions> {
    return this.database.asActor(actor, async (manager) => {
      const mine = await lockSession(manager, actor, caseId);
      requireConductor(mine);
      const meeting = requireMeeting(mine);
      if (mine.found.state !== 'discussed')
        throw Problem.conflict(
          `Case ${mine.found.number} is ${mine.found.state}: opinions are opened in its discussion.`,
        );
      await countCaseUp(manager, mine.found, {
        event: 'opinions-opened',
        by: actor.accountId,
        detail: { meetingId: meeting.id },
      });
      await tellSession(manager, this.trail, mine, { action: 'opinion.open', detail: { meetingId: meeting.id } });
      return shownOpinions(manager, actor, caseId, meeting.id);
    });
  }

  async readOpinions(actor: Actor, caseId: string): Promise<ShownOpinions> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const mine = await readableCase(manager, actor, caseId);
        requireBoardRole(mine);
        const meetingId = await agendaOfCase(manager, caseId);
        if (meetingId === null)
          throw Problem.conflict(`Case ${mine.found.number} stands on no agenda: expected one of a meeting.`);
        this.trail.noteRead('opinion.read', [mine.found.patientId]);
        return shownOpinions(manager, actor, caseId, meetingId);
      },
      reading,
    );
  }

  async #change(
    actor: Actor,
    caseId: string,
    action: string,
    work: (manager: EntityManager, mine: CaseInSession) => Promise<void>,
  ): Promise<ShownBoardCase> {
    return this.database.asActor(actor, async (manager) => {
      const mine = await lockSession(manager, actor, caseId);
      await work(manager, mine);
      const shown = await readCase(manager, actor, caseId);
      await tellSession(manager, this.trail, mine, { action, detail: { meetingId: mine.meeting?.id ?? null } });
      return shown;
    });
  }
}

/** Whether the clock of a case stands. A pause ends with whatever moves the case, too. */
async function isPaused(manager: EntityManager, caseId: string): Promise<boolean> {
  const [last] = await manager.query<{ event: string }[]>(
    `SELECT event FROM board_case_event
    WHERE case_id = $1 AND (event IN ('clock-paused', 'clock-resumed') OR from_state IS DISTINCT FROM to_state) ORDER BY version DESC LIMIT 1`,
    [caseId],
  );
  return last?.event === 'clock-paused';
}

/** For what somebody speaks: as the attendance has it, else as the seat says. */
async function disciplineOf(
  manager: EntityManager,
  { accountId }: Actor,
  { boardId, meetingId }: { readonly boardId: string; readonly meetingId: string },
): Promise<Discipline> {
  const [row] = await manager.query<{ discipline: Discipline | null }[]>(
    `SELECT coalesce(
      (SELECT discipline FROM access_board_membership AS seat WHERE seat.board_id = $2 AND seat.account_id = $3 AND seat.until IS NULL AND seat.discipline IS NOT NULL LIMIT 1),
      (SELECT discipline FROM attendee WHERE attendee.meeting_id = $1 AND attendee.account_id = $3 ORDER BY id LIMIT 1)) AS discipline`,
    [meetingId, boardId, accountId],
  );
  const discipline = row?.discipline ?? null;
  if (discipline !== null) return discipline;
  const detail = 'Your seat on the board says no discipline, and you are not on the attendance of the meeting.';
  throw Problem.invalid([
    { pointer: '', code: 'missing', detail, expected: 'a seat with a discipline, or an arrival at the meeting' },
  ]);
}

async function shownOpinions(
  manager: EntityManager,
  actor: Actor,
  caseId: string,
  meetingId: string,
): Promise<ShownOpinions> {
  const rows = await manager.query<OpinionRow[]>(
    `SELECT account.display_name AS by, opinion.account_id AS "accountId", discipline, words, committed_at AS "committedAt"
    FROM opinion JOIN access_account AS account ON account.id = opinion.account_id WHERE case_id = $1 AND meeting_id = $2 ORDER BY opinion.id`,
    [caseId, meetingId],
  );
  const own = rows.find(({ accountId }) => accountId === actor.accountId);
  const openToAll = await areOpen(manager, caseId, meetingId);
  const open = openToAll || (own?.committedAt ?? null) !== null;
  return {
    meetingId,
    open,
    openToAll,
    items: rows.map(({ by, accountId, discipline, words, committedAt }) => {
      const mine = accountId === actor.accountId;
      const readable = mine || (open && committedAt !== null);
      return { by, discipline, mine, words: readable ? words : null, committedAt: committedAt?.toISOString() ?? null };
    }),
  };
}

/** Whether everybody may read them: the board does not ask for blind ones, or its coordinator or chair opened them. */
async function areOpen(manager: EntityManager, caseId: string, meetingId: string): Promise<boolean> {
  const [row] = await manager.query<{ open: boolean }[]>(
    `SELECT NOT board.blind_opinions OR board_case.state NOT IN ('scheduled', 'prepared', 'discussed') OR EXISTS (
      SELECT FROM board_case_event AS event WHERE event.case_id = board_case.id AND event.event = 'opinions-opened' AND event.detail ->> 'meetingId' = $2) AS open
    FROM board_case JOIN board ON board.id = board_case.board_id WHERE board_case.id = $1`,
    [caseId, meetingId],
  );
  return row?.open ?? false;
}
