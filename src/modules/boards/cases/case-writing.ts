/** Changes cases, under the row lock of each: one version and one row of the history a change. */
import type { EntityManager } from 'typeorm';
import {
  type CaseState,
  type CaseTransition,
  caseWorkflow,
  type GuardOf,
  refusalInWords,
  type Refused,
  transition,
} from '../../../core/workflow/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { type CaseReason, openCaseSql } from './case.entity.js';

export interface LockedCase {
  readonly id: string;
  readonly number: number;
  readonly boardId: string;
  readonly patientId: string;
  readonly treatmentLineId: string | null;
  readonly state: CaseState;
  readonly version: number;
}

const lockedColumns = `
  board_case.id, board_case.number, board_case.board_id AS "boardId", board_case.patient_id AS "patientId",
  board_case.treatment_line_id AS "treatmentLineId", board_case.state, board_case.version`;

/** Locks a case for the rest of the transaction: changes of it come one after the other. */
export async function lockCase(manager: EntityManager, caseId: string): Promise<LockedCase | undefined> {
  const [row] = await manager.query<LockedCase[]>(
    `SELECT ${lockedColumns} FROM board_case WHERE board_case.id = $1 FOR NO KEY UPDATE`,
    [caseId],
  );
  return row;
}

/** A case as it stands now, not locked. */
export async function findCase(manager: EntityManager, caseId: string): Promise<LockedCase | undefined> {
  const [row] = await manager.query<LockedCase[]>(`SELECT ${lockedColumns} FROM board_case WHERE board_case.id = $1`, [
    caseId,
  ]);
  return row;
}

/** Locks cases in the order of their ids, so that two who lock several never form a ring. */
export async function lockCases(manager: EntityManager, caseIds: readonly string[]): Promise<LockedCase[]> {
  return manager.query<LockedCase[]>(
    `SELECT ${lockedColumns} FROM board_case WHERE board_case.id = ANY ($1::bigint[]) ORDER BY board_case.id FOR NO KEY UPDATE`,
    [[...caseIds]],
  );
}

/** Whether the patient has an open case of the line on the board, other than this one. */
export async function hasOpenCase(
  manager: EntityManager,
  {
    id,
    boardId,
    patientId,
    treatmentLineId,
  }: Pick<LockedCase, 'boardId' | 'patientId' | 'treatmentLineId'> & {
    readonly id?: string;
  },
): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `SELECT FROM board_case WHERE board_id = $1 AND patient_id = $2 AND treatment_line_id IS NOT DISTINCT FROM $3::bigint
      AND ${openCaseSql('board_case')} AND id IS DISTINCT FROM $4::bigint`,
    [boardId, patientId, treatmentLineId, id ?? null],
  );
  return rows.length > 0;
}

/** Whether a case is there by one referral and by nothing else: with that one it ends. */
export async function standsByReferralAlone(manager: EntityManager, { id }: LockedCase): Promise<boolean> {
  const [row] = await manager.query<{ alone: boolean }[]>(
    `SELECT board_case.reasons = '{referral}' AND (SELECT count(*) FROM referral WHERE case_id = board_case.id AND state = 'sent') = 1 AND NOT EXISTS (
      SELECT FROM triage_discussion_item AS item
      WHERE item.treatment_line_id = board_case.treatment_line_id AND item.superseded_at IS NULL AND item.state IN ('draft', 'accepted')) AS alone
    FROM board_case WHERE board_case.id = $1`,
    [id],
  );
  return row?.alone === true;
}

/** What was referred is taken back with its case: the referral stays as it was sent, and says so. */
export async function withdrawReferral(manager: EntityManager, { id }: LockedCase): Promise<void> {
  await manager.query(
    `UPDATE referral SET state = 'withdrawn', version = version + 1, updated_at = now() WHERE case_id = $1 AND state = 'sent'`,
    [id],
  );
}

export interface CaseMove {
  readonly transition: CaseTransition;
  readonly by: readonly string[];
  /** Account of who asks; null for the service. */
  readonly actorId: string | null;
  readonly holds?: Readonly<Partial<Record<GuardOf<typeof caseWorkflow>, boolean>>>;
  /** A code, or words where the table asks for words. */
  readonly reason?: string | null;
  readonly words?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Takes a transition, writes the state with its history, and answers the case as it is then.
 * @throws Problem 'conflict' that names what is allowed now and who may
 */
export async function moveCase(manager: EntityManager, found: LockedCase, move: CaseMove): Promise<LockedCase> {
  const answer = transition(caseWorkflow, found.state, move.transition, {
    by: move.by,
    reason: move.reason ?? null,
    ...(move.holds === undefined ? {} : { holds: move.holds }),
  });
  if (answer.kind === 'refused') throw refusalOf(found, answer);
  await manager.query(
    `UPDATE board_case SET state = $2, version = version + 1, state_changed_at = now(), state_changed_by = $3, state_reason = $4, state_words = $5 WHERE id = $1`,
    [found.id, answer.to, move.actorId, move.reason ?? null, move.words ?? null],
  );
  const moved = { ...found, state: answer.to, version: found.version + 1 };
  await writeEvent(manager, moved, {
    event: move.transition,
    from: found.state,
    by: move.actorId,
    reason: move.reason ?? null,
    words: move.words ?? null,
    detail: move.detail ?? {},
  });
  return moved;
}

/** What a refused transition answers: what is allowed now, and who may. */
const refusalOf = (found: Pick<LockedCase, 'number' | 'state' | 'version'>, refused: Refused): Problem =>
  Problem.conflict(refusalInWords(`Case ${found.number}`, refused), {
    state: found.state,
    version: found.version,
    why: refused.why,
    expected: refused.expected,
    allowed: refused.allowed,
  });

export interface NewEvent {
  readonly event: string;
  readonly from: CaseState | null;
  readonly by: string | null;
  readonly reason?: string | null;
  readonly words?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

async function writeEvent(
  manager: EntityManager,
  { id, version, state }: Pick<LockedCase, 'id' | 'version' | 'state'>,
  { event, from, by, reason = null, words = null, detail = {} }: NewEvent,
): Promise<void> {
  await manager.query(
    `INSERT INTO board_case_event (case_id, version, event, from_state, to_state, by, reason, words, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, version, event, from, state, by, reason, words, JSON.stringify(detail)],
  );
}

/** Counts a case up by one version without moving it, and keeps why. */
export async function countCaseUp(
  manager: EntityManager,
  found: LockedCase,
  event: Omit<NewEvent, 'from'>,
): Promise<LockedCase> {
  await manager.query('UPDATE board_case SET version = version + 1 WHERE id = $1', [found.id]);
  const counted = { ...found, version: found.version + 1 };
  await writeEvent(manager, counted, { ...event, from: found.state });
  return counted;
}

export interface NewCase {
  readonly boardId: string;
  readonly patientId: string;
  readonly treatmentLineId: string | null;
  readonly transition: 'raise' | 'refer';
  readonly by: readonly string[];
  readonly actorId: string | null;
  readonly reasons: readonly CaseReason[];
  /** The guards of the transition that were looked at, beside that no case is open, which is looked at here. */
  readonly holds?: Readonly<Partial<Record<GuardOf<typeof caseWorkflow>, boolean>>>;
  readonly question?: string | null;
  readonly proposal?: string | null;
  readonly deadline?: string | null;
  readonly deadlineClock?: string | null;
  /** Where a decision of that case came back. */
  readonly predecessorId?: string | null;
}

/**
 * Makes a case, which names the one before it of the same patient and board.
 * @throws Problem 'conflict' where one is open
 */
export async function createCase(manager: EntityManager, wanted: NewCase): Promise<LockedCase> {
  const number = await nextNumber(manager, wanted.boardId);
  const answer = transition(caseWorkflow, 'new', wanted.transition, {
    by: wanted.by,
    holds: { ...wanted.holds, 'no-open-case': !(await hasOpenCase(manager, wanted)) },
  });
  if (answer.kind === 'refused') throw refusalOf({ number, state: 'raised', version: 0 }, answer);
  const [row] = await manager.query<{ id: string }[]>(
    `
    INSERT INTO board_case (board_id, number, patient_id, treatment_line_id, state, reasons, question, proposal, deadline, deadline_clock, state_changed_by, predecessor_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce($12::bigint, (
      SELECT id FROM board_case WHERE board_id = $1 AND patient_id = $3 ORDER BY id DESC LIMIT 1)))
    RETURNING id`,
    [
      wanted.boardId,
      number,
      wanted.patientId,
      wanted.treatmentLineId,
      answer.to,
      [...wanted.reasons],
      wanted.question ?? null,
      wanted.proposal ?? null,
      wanted.deadline ?? null,
      wanted.deadlineClock ?? null,
      wanted.actorId,
      wanted.predecessorId ?? null,
    ],
  );
  if (row === undefined) throw new Error('PostgreSQL returned no row for a new case.');
  const { boardId, patientId, treatmentLineId } = wanted;
  const made: LockedCase = { id: row.id, number, boardId, patientId, treatmentLineId, state: answer.to, version: 1 };
  await writeEvent(manager, made, { event: wanted.transition, from: null, by: wanted.actorId });
  return made;
}

/** Takes the next number of the board, whose row stays locked: two new cases never have one number. */
async function nextNumber(manager: EntityManager, boardId: string): Promise<number> {
  const [[row] = []] = await manager.query<[{ number: number }[], number]>(
    'UPDATE board SET case_count = case_count + 1 WHERE id = $1 RETURNING case_count AS number',
    [boardId],
  );
  if (row === undefined) throw Problem.notFound(`There is no board ${boardId}.`);
  return row.number;
}

/** Makes the open questions of a case's line its points. */
export async function joinOpenItems(manager: EntityManager, { id, treatmentLineId }: LockedCase): Promise<number> {
  const joined = await manager.query<unknown[]>(
    `
    INSERT INTO board_case_point (case_id, discussion_item_id)
    SELECT $1, item.id FROM triage_discussion_item AS item
    WHERE item.treatment_line_id = $2 AND item.superseded_at IS NULL AND item.state IN ('draft', 'accepted')
    ON CONFLICT DO NOTHING RETURNING discussion_item_id`,
    [id, treatmentLineId],
  );
  return joined.length;
}
