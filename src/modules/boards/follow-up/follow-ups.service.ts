import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { caseWorkflow, statesBefore, theService } from '../../../core/workflow/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, sqlWords } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { boardRolesOf } from '../boards/board-seats.js';
import { requireCase } from '../cases/case-access.js';
import { lockCase, moveCase } from '../cases/case-writing.js';
import { readDecision } from '../decisions/decision-reading.js';
import { offeredWays } from '../decisions/ways.js';
import type { ShownDecision } from '../decisions/outcome-views.js';
import type { FollowedDecision, FollowedQuery, FollowUpWrite } from './follow-up-views.js';
import { nothingOpen } from './open-work.js';
import { notLater } from './owed-work.service.js';

/** Days for which a case that was followed up stays open for another report, once nothing of it is open. */
const daysUntilClosed = 30;

const doneSql = (condition: string): string => `
  SELECT board_case.id FROM board_case WHERE ${condition} AND board_case.state = 'followed-up'
    AND board_case.state_changed_at < now() - make_interval(days => ${daysUntilClosed}) ORDER BY board_case.id LIMIT 100`;

/** $1 boards of the actor, $2 one board or null, $3 the decision after which to go on, $4 the limit, $5 one patient, of whom all are listed, or null. */
const listSql = (scope: string): string => `
  SELECT decision.id AS "decisionId", board_case.id AS "caseId", board_case.number AS "caseNumber", board_case.state AS "caseState", board.id AS "boardId",
    board.name AS "boardName", json_build_object('id', patient.id::text, 'synthetic', patient.synthetic) AS patient,
    (decision.signed_at AT TIME ZONE board.time_zone)::date::text AS "signedOn", decision.text -> 'outcome' ->> 'kind' AS kind,
    decision.text -> 'outcome' ->> 'intent' AS intent, decision.text -> 'outcome' ->> 'protocol' AS protocol, decision.text -> 'outcome' -> 'options' AS options,
    (SELECT count(*) FROM decision_action AS action WHERE action.decision_id = decision.id AND action.state = 'open')::integer
      + (SELECT count(*) FROM decision_condition AS condition WHERE condition.decision_id = decision.id AND condition.state = 'waiting')::integer AS "openWork",
    (SELECT json_build_object('carriedOut', carried_out, 'date', on_day::text, 'reasons', reasons, 'treatmentGiven', treatment_given, 'startedOn', started_on::text,
        'daysFromDecision', started_on - (decision.signed_at AT TIME ZONE board.time_zone)::date)
      FROM decision_follow_up AS follow_up WHERE follow_up.decision_id = decision.id ORDER BY follow_up.id DESC LIMIT 1) AS became
  FROM decision JOIN board_case ON board_case.id = decision.case_id JOIN board ON board.id = board_case.board_id
  JOIN assessments_patient AS patient ON patient.id = board_case.patient_id
  WHERE board_case.board_id = ANY ($1::bigint[]) AND ($5::bigint IS NOT NULL OR board_case.state IN (${sqlWords(statesBefore(caseWorkflow, 'follow-up'))})) AND ($2::bigint IS NULL OR board.id = $2)
    AND ($3::bigint IS NULL OR decision.id > $3) AND ($5::bigint IS NULL OR patient.id = $5) AND ${scope}
  ORDER BY decision.id LIMIT $4`;

/** What became of decisions, and the end of their cases. */
@Injectable()
export class FollowUps {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** Decisions of the actor's boards, the oldest first: those whose cases are not closed, or all of one patient. */
  async list(actor: Actor, { boardId, patientId, cursor, limit }: FollowedQuery): Promise<Page<FollowedDecision>> {
    const [after] = decodeCursor(cursor, z.tuple([idSchema])) ?? [null];
    const scope = patientScope(actor, 'board_case.patient_id', 6);
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<Omit<FollowedDecision, 'offered'>[]>(listSql(scope.sql), [
          [...actor.boardIds],
          boardId ?? null,
          after,
          limit + 1,
          patientId ?? null,
          ...scope.parameters,
        ]),
      reading,
    );
    const { items, next } = pageOf(rows, limit, ({ decisionId }) => [decisionId]);
    this.trail.noteRead('decision.list', [...new Set(items.map(({ patient }) => patient.id))]);
    return {
      items: items.map((item) => ({
        ...item,
        offered: offeredWays(caseWorkflow, item.caseState, boardRolesOf(actor, item.boardId)),
      })),
      next,
    };
  }

  /** @throws Problem 'conflict' for a case without a decision; 'invalid' for days that cannot be */
  async report(actor: Actor, caseId: string, report: FollowUpWrite): Promise<ShownDecision> {
    return this.database.asActor(actor, async (manager) => {
      const { found, roles } = await requireCase(manager, actor, caseId);
      const decisionId = await decisionOf(manager, caseId);
      if (decisionId === null) throw Problem.conflict(`Case ${found.number} has no signed decision to report on.`);
      await requireDays(manager, caseId, report);
      await moveCase(manager, found, {
        transition: 'follow-up',
        by: roles,
        actorId: actor.accountId,
        holds: { 'outcome-reported': true },
        detail: { carriedOut: report.carriedOut, date: report.date, reasons: report.reasons },
      });
      await manager.query(
        `INSERT INTO decision_follow_up (decision_id, carried_out, on_day, reasons, words, treatment_given, started_on, reported_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          decisionId,
          report.carriedOut,
          report.date,
          [...new Set(report.reasons)],
          report.words ?? null,
          report.treatmentGiven ?? null,
          report.startedOn ?? null,
          actor.accountId,
        ],
      );
      const shown = await readDecision(manager, actor, decisionId);
      await notify(manager, { topic: 'patients', ids: [found.patientId] });
      await this.trail.record(manager, {
        action: 'case.follow-up',
        patientIds: [found.patientId],
        subjectType: 'case',
        subjectId: caseId,
        detail: { decisionId, carriedOut: report.carriedOut },
      });
      return shown;
    });
  }

  /** Closes cases of which nothing is open for a while. @returns how many */
  async close(): Promise<number> {
    const found = await this.database.asService(
      'boards',
      (manager) => manager.query<{ id: string }[]>(doneSql('true')),
      reading,
    );
    let closed = 0;
    for (const { id } of found) closed += (await this.#closeOne(id)) ? 1 : 0;
    return closed;
  }

  async #closeOne(id: string): Promise<boolean> {
    return this.database.asService('boards', async (manager) => {
      const found = await lockCase(manager, id);
      const [still] = await manager.query<unknown[]>(doneSql('board_case.id = $1'), [id]);
      if (found === undefined || still === undefined || !(await nothingOpen(manager, id))) return false;
      await moveCase(manager, found, {
        transition: 'close',
        by: [theService],
        actorId: null,
        holds: { 'nothing-open': true },
      });
      await notify(manager, { topic: 'patients', ids: [found.patientId] });
      await this.trail.record(manager, {
        action: 'case.close',
        patientIds: [found.patientId],
        subjectType: 'case',
        subjectId: id,
      });
      return true;
    });
  }
}

async function decisionOf(manager: EntityManager, caseId: string): Promise<string | null> {
  const [row] = await manager.query<{ id: string }[]>('SELECT id FROM decision WHERE case_id = $1', [caseId]);
  return row?.id ?? null;
}

async function requireDays(manager: EntityManager, caseId: string, report: FollowUpWrite): Promise<void> {
  const [row] = await manager.query<{ today: string }[]>(
    `SELECT (now() AT TIME ZONE board.time_zone)::date::text AS today FROM board_case JOIN board ON board.id = board_case.board_id WHERE board_case.id = $1`,
    [caseId],
  );
  const today = row?.today ?? report.date;
  notLater(report.date, today, '/date');
  if (report.startedOn !== undefined) notLater(report.startedOn, today, '/startedOn');
}
