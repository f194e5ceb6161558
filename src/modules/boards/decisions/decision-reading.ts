/** Reads a signed decision with what came after it. */
import type { EntityManager } from 'typeorm';
import { actionWorkflow, caseWorkflow, conditionWorkflow, type Workflow } from '../../../core/workflow/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { type CaseForActor, readableCase } from '../cases/case-access.js';
import type { Bundle } from '../preparation/bundle.js';
import type { ShownDecision } from './outcome-views.js';
import type { SignedText } from './signed-text.js';
import { offeredWays } from './ways.js';

export interface DecisionRow {
  readonly id: string;
  readonly caseId: string;
  readonly meetingId: string | null;
  readonly preparation: number;
  readonly text: SignedText;
  readonly hash: string;
  readonly signedBy: string;
  readonly signedAt: Date;
  readonly bundle: Bundle;
  readonly bundleHash: string;
  readonly timeZone: string;
}

export interface AmendmentRow {
  readonly number: number;
  readonly reason: string;
  readonly text: string;
  readonly by: string;
  readonly byId: string;
  readonly at: Date;
  readonly hash: string;
}

const decisionSql = `
  SELECT decision.id, decision.case_id AS "caseId", decision.meeting_id AS "meetingId", preparation.number AS preparation, decision.text, decision.hash,
    signer.display_name AS "signedBy", decision.signed_at AS "signedAt", preparation.bundle, preparation.hash AS "bundleHash", board.time_zone AS "timeZone"
  FROM decision JOIN preparation ON preparation.id = decision.preparation_id
  JOIN board_case ON board_case.id = decision.case_id JOIN board ON board.id = board_case.board_id
  JOIN access_account AS signer ON signer.id = decision.signed_by WHERE decision.id = $1`;

export interface DecisionForActor extends CaseForActor {
  readonly decision: DecisionRow;
}

/** @throws Problem 'not found' in the same words for one that is not there and one that is not theirs */
export async function requireDecision(
  manager: EntityManager,
  actor: Actor,
  decisionId: string,
): Promise<DecisionForActor> {
  const [decision] = await manager.query<DecisionRow[]>(decisionSql, [decisionId]);
  const none = (): Problem => Problem.notFound(`There is no decision ${decisionId} on a board of yours.`);
  if (decision === undefined) throw none();
  const mine = await readableCase(manager, actor, decision.caseId).catch((error: unknown) => {
    throw error instanceof Problem && error.kind === 'not found' ? none() : error;
  });
  return { ...mine, decision };
}

export async function amendmentsOf(manager: EntityManager, decisionId: string): Promise<AmendmentRow[]> {
  return manager.query<AmendmentRow[]>(
    `SELECT number, reason, words AS text, account.display_name AS by, amended_by AS "byId", amended_at AS at, hash
    FROM decision_amendment JOIN access_account AS account ON account.id = amended_by WHERE decision_id = $1 ORDER BY number`,
    [decisionId],
  );
}

/** The chair alone adds to what the chair signed. */
export const mayAmend = (roles: readonly string[]): boolean => roles.includes('chair');

type ActionRow = Omit<ShownDecision['actions'][number], 'offered'>;
type ConditionRow = Omit<ShownDecision['conditions'][number], 'offered'>;

const withWays = <Row extends { readonly state: string }>(
  rows: readonly Row[],
  table: Workflow,
  roles: readonly string[],
): (Row & { offered: string[] })[] => rows.map((row) => ({ ...row, offered: offeredWays(table, row.state, roles) }));

type FollowUpRow = Omit<ShownDecision['followUps'][number], 'at'> & { readonly at: Date };

const actionsSql = `
  SELECT id, words, owner, state, due::text AS due, done_on::text AS "doneOn" FROM decision_action WHERE decision_id = $1 ORDER BY id`;
const conditionsSql = `
  SELECT id, kind, words, owner, state, expires::text AS expires, reported_on::text AS "reportedOn", returned_case_id AS "returnedCaseId"
  FROM decision_condition WHERE decision_id = $1 ORDER BY id`;
const followUpsSql = `
  SELECT follow_up.carried_out AS "carriedOut", follow_up.on_day::text AS date, follow_up.reasons, follow_up.words, follow_up.treatment_given AS "treatmentGiven",
    follow_up.started_on::text AS "startedOn", follow_up.started_on - (decision.signed_at AT TIME ZONE board.time_zone)::date AS "daysFromDecision",
    account.display_name AS by, follow_up.reported_at AS at
  FROM decision_follow_up AS follow_up JOIN decision ON decision.id = follow_up.decision_id
  JOIN board_case ON board_case.id = decision.case_id JOIN board ON board.id = board_case.board_id
  JOIN access_account AS account ON account.id = follow_up.reported_by WHERE follow_up.decision_id = $1 ORDER BY follow_up.id`;

/** @throws Problem 'not found' for a decision that is not the actor's to read */
export async function readDecision(manager: EntityManager, actor: Actor, decisionId: string): Promise<ShownDecision> {
  const { decision, found, roles } = await requireDecision(manager, actor, decisionId);
  const { id, caseId, meetingId, preparation, text, hash, signedBy, signedAt, timeZone } = decision;
  return {
    id,
    caseId,
    caseNumber: found.number,
    meetingId,
    preparation,
    boardId: found.boardId,
    timeZone,
    text: text as ShownDecision['text'],
    hash,
    signedBy,
    signedAt: signedAt.toISOString(),
    amendments: (await amendmentsOf(manager, id)).map(({ byId: _, at, ...amendment }) => ({
      ...amendment,
      at: at.toISOString(),
    })),
    mayAmend: mayAmend(roles),
    offered: offeredWays(caseWorkflow, found.state, roles),
    actions: withWays(await manager.query<ActionRow[]>(actionsSql, [id]), actionWorkflow, roles),
    conditions: withWays(await manager.query<ConditionRow[]>(conditionsSql, [id]), conditionWorkflow, roles),
    followUps: (await manager.query<FollowUpRow[]>(followUpsSql, [id])).map(({ at, ...row }) => ({
      ...row,
      at: at.toISOString(),
    })),
  };
}
