import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { readableCase, requireBoardRole, requireCase } from '../cases/case-access.js';
import { scale, scoredDomains } from './mode-lite.js';
import type { ScoreWrite, ShownScores } from './quality-views.js';

interface Discussed {
  readonly used: boolean;
  /** Null for a case that was not discussed. */
  readonly meetingId: string | null;
}

type ScoreRow = Omit<ShownScores['items'][number], 'mine' | 'at'> & { readonly byId: string; readonly at: Date };

const discussedSql = `
  SELECT board.mode_lite AS used, (SELECT event.detail ->> 'meetingId' FROM board_case_event AS event
      WHERE event.case_id = board_case.id AND event.event = 'discuss' ORDER BY event.version DESC LIMIT 1) AS "meetingId"
  FROM board_case JOIN board ON board.id = board_case.board_id WHERE board_case.id = $1`;

const scoresSql = `
  SELECT DISTINCT ON (score.scored_by) account.display_name AS by, score.scored_by AS "byId", score.scored_at AS at, score.scores, score.words
  FROM discussion_score AS score JOIN access_account AS account ON account.id = score.scored_by
  WHERE score.case_id = $1 AND score.meeting_id = $2 ORDER BY score.scored_by, score.id DESC`;

/** How members score the discussions of their board by MODe-LITE, where the board wants it. */
@Injectable()
export class DiscussionScores {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  async read(actor: Actor, caseId: string): Promise<ShownScores> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const mine = await readableCase(manager, actor, caseId);
        requireBoardRole(mine);
        this.trail.noteRead('discussion-score.read', [mine.found.patientId]);
        return shownScores(manager, actor, caseId);
      },
      reading,
    );
  }

  /** @throws Problem 'conflict' where the board does not score, or the case was not discussed */
  async write(actor: Actor, caseId: string, { scores, words }: ScoreWrite): Promise<ShownScores> {
    return this.database.asActor(actor, async (manager) => {
      const mine = await requireCase(manager, actor, caseId);
      requireBoardRole(mine);
      const { used, meetingId } = await discussedOf(manager, caseId);
      if (!used) throw Problem.conflict('This board does not score its discussions: its settings say so.');
      if (meetingId === null)
        throw Problem.conflict(`Case ${mine.found.number} was not discussed: there is nothing to score.`);
      await manager.query(
        'INSERT INTO discussion_score (case_id, meeting_id, scores, words, scored_by) VALUES ($1, $2, $3, $4, $5)',
        [caseId, meetingId, JSON.stringify(scores), words ?? null, actor.accountId],
      );
      await notify(manager, { topic: 'patients', ids: [mine.found.patientId] });
      await this.trail.record(manager, {
        action: 'discussion-score.write',
        patientIds: [mine.found.patientId],
        subjectType: 'case',
        subjectId: caseId,
        detail: { meetingId },
      });
      return shownScores(manager, actor, caseId);
    });
  }
}

async function discussedOf(manager: EntityManager, caseId: string): Promise<Discussed> {
  const [row] = await manager.query<Discussed[]>(discussedSql, [caseId]);
  return row ?? { used: false, meetingId: null };
}

async function shownScores(manager: EntityManager, actor: Actor, caseId: string): Promise<ShownScores> {
  const { used, meetingId } = await discussedOf(manager, caseId);
  const rows = meetingId === null ? [] : await manager.query<ScoreRow[]>(scoresSql, [caseId, meetingId]);
  return {
    used,
    mayScore: used && meetingId !== null,
    meetingId,
    domains: [...scoredDomains],
    scale: { ...scale },
    items: rows.map(({ byId, at, ...row }) => ({ ...row, mine: byId === actor.accountId, at: at.toISOString() })),
  };
}
