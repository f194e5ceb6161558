import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { actionWorkflow, conditionWorkflow, theService } from '../../../core/workflow/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { requireCase } from '../cases/case-access.js';
import { type LockedCase, lockCase } from '../cases/case-writing.js';
import { boardRolesOf } from '../boards/board-seats.js';
import { offeredWays, requireWay } from '../decisions/ways.js';
import { lockBoardOf, returnCase } from './returned-case.js';
import type { Done, HandOver, OwedWork, Unmet, WorkQuery } from './follow-up-views.js';

type WorkKind = OwedWork['kind'];

interface WorkRow {
  readonly id: string;
  readonly caseId: string;
  readonly state: string;
  readonly due: string | null;
  readonly today: string;
}

interface Change {
  readonly state: string;
  readonly owner?: string;
  readonly due?: string;
  readonly on?: string;
  readonly words?: string;
}

const tables = {
  action: { table: 'decision_action', due: 'due', on: 'done_on' },
  condition: { table: 'decision_condition', due: 'expires', on: 'reported_on' },
} as const;

const workflows = { action: actionWorkflow, condition: conditionWorkflow } as const;

/** One list of both, as it is read: $1 the boards, then filters; every id of a table is unique in it alone. */
const listSql = (scope: string): string => `
  WITH owed AS (
    SELECT 'action' AS kind, id, decision_id, NULL AS condition_kind, words, owner, due, state, NULL::bigint AS returned_case_id FROM decision_action WHERE state = 'open'
    UNION ALL
    SELECT 'condition', id, decision_id, kind, words, owner, expires, state, returned_case_id FROM decision_condition WHERE state = 'waiting'
  )
  SELECT owed.kind, owed.id, owed.condition_kind AS "conditionKind", owed.words, owed.owner, owed.due::text AS due, owed.state,
    coalesce(owed.due < (now() AT TIME ZONE board.time_zone)::date, false) AS overdue, coalesce(owed.due, 'infinity')::text AS place,
    decision.id AS "decisionId", board_case.id AS "caseId", board_case.number AS "caseNumber", board_case.board_id AS "boardId",
    owed.returned_case_id AS "returnedCaseId", json_build_object('id', patient.id::text, 'synthetic', patient.synthetic) AS patient
  FROM owed JOIN decision ON decision.id = owed.decision_id JOIN board_case ON board_case.id = decision.case_id JOIN board ON board.id = board_case.board_id
  JOIN assessments_patient AS patient ON patient.id = board_case.patient_id
  WHERE board_case.board_id = ANY ($1::bigint[]) AND ($2::bigint IS NULL OR board_case.board_id = $2) AND ($3::bigint IS NULL OR board_case.id = $3)
    AND ($4::text IS NULL OR owed.kind = $4)
    AND ($5::text IS NULL OR (coalesce(owed.due, 'infinity'), owed.kind, owed.id) > ($5::date, $6::text, $7::bigint)) AND ${scope}
  ORDER BY coalesce(owed.due, 'infinity'), owed.kind, owed.id LIMIT $8`;

/** Who owes what by signed decisions: the list, reports, and conditions whose day has passed. */
@Injectable()
export class OwedWorks {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** What is open on the actor's boards, the longest overdue first; what has no day stands last. */
  async list(actor: Actor, query: WorkQuery): Promise<Page<OwedWork>> {
    const after = decodeCursor(query.cursor, z.tuple([z.string().max(20), z.string().max(20), idSchema]));
    const scope = patientScope(actor, 'board_case.patient_id', 9);
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<(Omit<OwedWork, 'offered'> & { readonly place: string })[]>(listSql(scope.sql), [
          [...actor.boardIds],
          query.boardId ?? null,
          query.caseId ?? null,
          query.kind ?? null,
          ...(after ?? [null, null, null]),
          query.limit + 1,
          ...scope.parameters,
        ]),
      reading,
    );
    const { items, next } = pageOf(rows, query.limit, ({ place, kind, id }) => [place, kind, id]);
    this.trail.noteRead('action.list', [...new Set(items.map(({ patient }) => patient.id))]);
    return {
      items: items.map(({ place: _, ...item }) => ({
        ...item,
        offered: offeredWays(workflows[item.kind], item.state, boardRolesOf(actor, item.boardId)),
      })),
      next,
    };
  }

  async done(actor: Actor, id: string, { on }: Done): Promise<void> {
    await this.#change(actor, { kind: 'action', id }, 'report-done', (row, roles) => ({
      state: requireWay(actionWorkflow, {
        thing: `Action ${id}`,
        state: row.state as 'open',
        transition: 'report-done',
        by: roles,
      }),
      on: notLater(on ?? row.today, row.today),
    }));
  }

  async handOver(actor: Actor, work: WorkAsked, { owner, due }: HandOver): Promise<void> {
    await this.#change(actor, work, 'hand-over', (row, roles) => ({
      state: wayOf(work, row, 'hand-over', roles, null),
      owner,
      ...(due === undefined || work.kind === 'condition' ? {} : { due }),
    }));
  }

  async drop(actor: Actor, work: WorkAsked, reason: string): Promise<void> {
    await this.#change(actor, work, 'drop', (row, roles) => ({
      state: wayOf(work, row, 'drop', roles, reason),
      words: reason,
    }));
  }

  async met(actor: Actor, id: string, { on }: Done): Promise<void> {
    await this.#change(actor, { kind: 'condition', id }, 'report-met', (row, roles) => ({
      state: requireWay(conditionWorkflow, {
        thing: `Condition ${id}`,
        state: row.state as 'waiting',
        transition: 'report-met',
        by: roles,
      }),
      on: notLater(on ?? row.today, row.today),
    }));
  }

  /** Brings the case back to the board. */
  async unmet(actor: Actor, id: string, { words, on }: Unmet): Promise<void> {
    await this.#change(
      actor,
      { kind: 'condition', id },
      'report-unmet',
      (row, roles) => ({
        state: requireWay(conditionWorkflow, {
          thing: `Condition ${id}`,
          state: row.state as 'waiting',
          transition: 'report-unmet',
          by: roles,
          reason: words,
        }),
        on: notLater(on ?? row.today, row.today),
        words,
      }),
      async (manager, found) => {
        await returnCase(manager, found, { id, outcome: 'unmet', actorId: actor.accountId });
      },
    );
  }

  /** Conditions whose day has passed where their board meets, by the database's clock. @returns how many lapsed */
  async lapse(): Promise<number> {
    const passed = await this.database.asService(
      'boards',
      (manager) => manager.query<{ id: string; caseId: string }[]>(lapsedSql('true')),
      reading,
    );
    let lapsed = 0;
    for (const one of passed) lapsed += (await this.#lapseOne(one)) ? 1 : 0;
    return lapsed;
  }

  async #lapseOne({ id, caseId }: { readonly id: string; readonly caseId: string }): Promise<boolean> {
    return this.database.asService('boards', async (manager) => {
      await lockBoardOf(manager, caseId);
      const found = await lockCase(manager, caseId);
      const [still] = await manager.query<unknown[]>(lapsedSql('condition.id = $1'), [id]);
      if (found === undefined || still === undefined) return false;
      const state = requireWay(conditionWorkflow, {
        thing: `Condition ${id}`,
        state: 'waiting',
        transition: 'lapse',
        by: [theService],
        holds: { 'day-passed': true },
      });
      await writeWork(manager, { kind: 'condition', id }, { state }, null);
      const returned = await returnCase(manager, found, { id, outcome: 'lapsed', actorId: null });
      await notify(manager, { topic: 'patients', ids: [found.patientId] });
      await this.trail.record(manager, {
        action: 'condition.lapse',
        patientIds: [found.patientId],
        subjectType: 'condition',
        subjectId: id,
        detail: { caseId, returnedCaseId: returned.id },
      });
      return true;
    });
  }

  async #change(
    actor: Actor,
    work: WorkAsked,
    name: string,
    decide: (row: WorkRow, roles: readonly string[]) => Change,
    after: (manager: EntityManager, found: LockedCase) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await this.database.asActor(actor, async (manager) => {
      const { caseId } = await workRow(manager, work);
      await lockBoardOf(manager, caseId);
      const { found, roles } = await requireCase(manager, actor, caseId).catch(() => {
        throw noWork(work);
      });
      // Read again: the case is locked now, and nothing of it changes.
      await writeWork(manager, work, decide(await workRow(manager, work), roles), actor.accountId);
      await after(manager, found);
      await notify(manager, { topic: 'patients', ids: [found.patientId] });
      await this.trail.record(manager, {
        action: `${work.kind}.${name}`,
        patientIds: [found.patientId],
        subjectType: work.kind,
        subjectId: work.id,
        detail: { caseId },
      });
    });
  }
}

export interface WorkAsked {
  readonly kind: WorkKind;
  readonly id: string;
}

const noWork = ({ kind, id }: WorkAsked): Problem => Problem.notFound(`There is no ${kind} ${id} on a board of yours.`);

const wayOf = (
  { kind, id }: WorkAsked,
  { state }: WorkRow,
  name: 'hand-over' | 'drop',
  by: readonly string[],
  reason: string | null,
): string =>
  kind === 'action'
    ? requireWay(actionWorkflow, { thing: `Action ${id}`, state: state as 'open', transition: name, by, reason })
    : requireWay(conditionWorkflow, {
        thing: `Condition ${id}`,
        state: state as 'waiting',
        transition: name,
        by,
        reason,
      });

const lapsedSql = (condition: string): string => `
  SELECT condition.id, decision.case_id AS "caseId"
  FROM decision_condition AS condition JOIN decision ON decision.id = condition.decision_id
  JOIN board_case ON board_case.id = decision.case_id JOIN board ON board.id = board_case.board_id
  WHERE ${condition} AND condition.state = 'waiting' AND condition.expires < (now() AT TIME ZONE board.time_zone)::date
    AND NOT EXISTS (SELECT FROM assessments_ended_patient AS ended WHERE ended.patient_id = board_case.patient_id)
  ORDER BY condition.id LIMIT 100`;

async function workRow(manager: EntityManager, work: WorkAsked): Promise<WorkRow> {
  const { table, due } = tables[work.kind];
  const [row] = await manager.query<WorkRow[]>(
    `SELECT work.id, decision.case_id AS "caseId", work.state, work.${due}::text AS due, (now() AT TIME ZONE board.time_zone)::date::text AS today
    FROM ${table} AS work JOIN decision ON decision.id = work.decision_id
    JOIN board_case ON board_case.id = decision.case_id JOIN board ON board.id = board_case.board_id WHERE work.id = $1`,
    [work.id],
  );
  if (row === undefined) throw noWork(work);
  return row;
}

async function writeWork(
  manager: EntityManager,
  { kind, id }: WorkAsked,
  { state, owner, due, on, words }: Change,
  by: string | null,
): Promise<void> {
  const columns = tables[kind];
  await manager.query(
    `UPDATE ${columns.table} SET state = $2, owner = coalesce($3, owner), ${columns.due} = coalesce($4::date, ${columns.due}), ${columns.on} = coalesce($5::date, ${columns.on}),
      state_words = coalesce($6, state_words), state_changed_by = $7, state_changed_at = now() WHERE id = $1`,
    [id, state, owner ?? null, due ?? null, on ?? null, words ?? null, by],
  );
}

/** @throws Problem 'invalid' for a day that has not come */
export function notLater(day: string, today: string, pointer = '/on'): string {
  if (day <= today) return day;
  const detail = 'This day has not come.';
  throw Problem.invalid([{ pointer, code: 'out-of-range', detail, expected: `${today} or earlier` }], detail);
}
