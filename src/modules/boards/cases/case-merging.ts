/** One case goes into another of the patient, and comes out of it again: what moves is noted, so that it finds its way back. */
import type { EntityManager } from 'typeorm';
import { type CaseState, openCaseStates } from '../../../core/workflow/index.js';
import { sqlWords } from '../../../platform/database/index.js';
import { countCaseUp, joinOpenItems, type LockedCase, lockCases } from './case-writing.js';

/** What a merge changes of the case that takes another in. */
interface TakersWords {
  readonly reasons: readonly string[];
  readonly proposal: string | null;
  readonly deadline: string | null;
  readonly deadlineClock: string | null;
  readonly treatmentLineId: string | null;
}

/** What a merge moved, as the history of the case that took the other in keeps it. */
interface Brought {
  readonly points: readonly string[];
  readonly referrals: readonly string[];
  readonly before: TakersWords;
  readonly after: TakersWords;
}

/** A case that took another in, with what that one brought. */
export interface Taker {
  readonly taker: LockedCase;
  readonly brought: Brought;
  /** Whether something else joined it since: it may share a reason with what was brought. */
  readonly joinedSince: boolean;
}

/** The case that takes another one in: open, of the same patient and board; null where it is not. */
export async function lockOther(
  manager: EntityManager,
  found: LockedCase,
  otherId: string | undefined,
): Promise<LockedCase | null> {
  if (otherId === undefined || otherId === found.id) return null;
  const [other] = await lockCases(manager, [otherId]);
  if (other === undefined || other.boardId !== found.boardId || other.patientId !== found.patientId) return null;
  const open: readonly CaseState[] = openCaseStates;
  return open.includes(other.state) ? other : null;
}

/** Points and referrals go on in the other case; the merged one keeps its points and comments as they were, and the other shows them. */
export async function takeIn(manager: EntityManager, from: LockedCase, into: LockedCase, by: string): Promise<void> {
  const before = await wordsOf(manager, into);
  const points = await manager.query<{ id: string }[]>(
    `INSERT INTO board_case_point (case_id, discussion_item_id) SELECT $2, discussion_item_id FROM board_case_point WHERE case_id = $1
    ON CONFLICT DO NOTHING RETURNING discussion_item_id AS id`,
    [from.id, into.id],
  );
  const [referrals] = await manager.query<[{ id: string }[], number]>(
    `UPDATE referral SET case_id = $2 WHERE case_id = $1 AND state = 'sent' RETURNING id`,
    [from.id, into.id],
  );
  await manager.query(
    `UPDATE board_case AS taker SET reasons = ARRAY(SELECT DISTINCT reason FROM unnest(taker.reasons || given.reasons) AS reason ORDER BY reason),
      proposal = coalesce(taker.proposal, given.proposal), deadline = least(taker.deadline, given.deadline),
      deadline_clock = CASE WHEN given.deadline < taker.deadline OR taker.deadline IS NULL THEN given.deadline_clock ELSE taker.deadline_clock END,
      treatment_line_id = coalesce(taker.treatment_line_id, given.treatment_line_id)
    FROM board_case AS given WHERE taker.id = $2 AND given.id = $1`,
    [from.id, into.id],
  );
  const brought: Brought = {
    points: points.map(({ id }) => id),
    referrals: referrals.map(({ id }) => id),
    before,
    after: await wordsOf(manager, into),
  };
  await countCaseUp(manager, into, { event: 'took-in', by, detail: { caseId: from.id, number: from.number, brought } });
}

async function wordsOf(manager: EntityManager, { id }: LockedCase): Promise<TakersWords> {
  const [row] = await manager.query<TakersWords[]>(
    `SELECT reasons, proposal, deadline::text AS deadline, deadline_clock AS "deadlineClock", treatment_line_id AS "treatmentLineId" FROM board_case WHERE id = $1`,
    [id],
  );
  if (row === undefined) throw new Error(`There is no case ${id}.`);
  return row;
}

/** States from which a case goes on to the board as it stands then: what was taken in is no longer taken out. */
const goneOn = ['prepared', 'discussed', 'listed', 'decided'] as const satisfies readonly CaseState[];

/** States in which a case waits, with what it took in. */
const waiting: readonly CaseState[] = openCaseStates.filter(
  (state) => !(goneOn as readonly CaseState[]).includes(state),
);

/** Locks the case that took this one in; null where it waits no more, or was made ready for the board since. */
export async function lockTaker(manager: EntityManager, found: LockedCase): Promise<Taker | null> {
  const [into] = await manager.query<{ id: string | null }[]>(
    'SELECT merged_into AS id FROM board_case WHERE id = $1',
    [found.id],
  );
  const [taker] = into?.id == null ? [] : await lockCases(manager, [into.id]);
  if (taker === undefined || !waiting.includes(taker.state)) return null;
  const [merge] = await manager.query<{ brought: Brought; goneOn: boolean; joinedSince: boolean }[]>(
    `SELECT merge.detail -> 'brought' AS brought,
      EXISTS (SELECT FROM board_case_event AS later WHERE later.case_id = $1 AND later.version > merge.version AND later.to_state IN (${sqlWords(goneOn)})) AS "goneOn",
      EXISTS (SELECT FROM board_case_event AS later WHERE later.case_id = $1 AND later.version > merge.version
        AND later.event IN ('evidence-joined', 'referral-joined', 'condition-returned', 'took-in')) AS "joinedSince"
    FROM board_case_event AS merge WHERE merge.case_id = $1 AND merge.event = 'took-in' AND merge.detail ->> 'caseId' = $2
    ORDER BY merge.version DESC LIMIT 1`,
    [taker.id, found.id],
  );
  if (merge === undefined || merge.goneOn) return null;
  return { taker, brought: merge.brought, joinedSince: merge.joinedSince };
}

/**
 * Takes out of a case what another one brought. What came to it since stays: a wording, a deadline or a reason that is not the merge's any
 * more is left as it is. A line that came with the other case goes back with it, and so does all that is asked of it.
 */
export async function giveBack(
  manager: EntityManager,
  found: LockedCase,
  { taker, brought: { points, referrals, before, after }, joinedSince }: Taker,
  by: string,
): Promise<void> {
  const lineGoesBack = before.treatmentLineId === null && after.treatmentLineId !== null;
  await manager.query(
    `DELETE FROM board_case_point AS point WHERE point.case_id = $1
      AND (point.discussion_item_id = ANY ($3::bigint[]) OR $4 AND point.discussion_item_id IN (
        SELECT id FROM triage_discussion_item WHERE treatment_line_id = $5))
      AND NOT EXISTS (SELECT FROM board_case_point AS same JOIN board_case AS other ON other.id = same.case_id
        WHERE other.patient_id = $6 AND other.merged_into = $1 AND other.id <> $2 AND same.discussion_item_id = point.discussion_item_id)`,
    [taker.id, found.id, [...points], lineGoesBack, after.treatmentLineId, taker.patientId],
  );
  await manager.query(`UPDATE referral SET case_id = $2 WHERE id = ANY ($3::bigint[]) AND case_id = $1`, [
    taker.id,
    found.id,
    [...referrals],
  ]);
  const now = await wordsOf(manager, taker);
  const keepsDeadline = now.deadline !== after.deadline || now.deadlineClock !== after.deadlineClock;
  await manager.query(
    `UPDATE board_case SET reasons = $2, proposal = $3, deadline = $4, deadline_clock = $5, treatment_line_id = $6 WHERE id = $1`,
    [
      taker.id,
      joinedSince ? [...now.reasons] : [...before.reasons],
      now.proposal === after.proposal ? before.proposal : now.proposal,
      keepsDeadline ? now.deadline : before.deadline,
      keepsDeadline ? now.deadlineClock : before.deadlineClock,
      lineGoesBack ? null : now.treatmentLineId,
    ],
  );
  await joinOpenItems(manager, found);
  await countCaseUp(manager, taker, { event: 'gave-back', by, detail: { caseId: found.id, number: found.number } });
}
