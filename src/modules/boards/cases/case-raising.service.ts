import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { theService } from '../../../core/workflow/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { type CaseReason, openCaseSql } from './case.entity.js';
import { countCaseUp, createCase, joinOpenItems, type LockedCase, lockCase } from './case-writing.js';

interface FreshLine {
  readonly treatmentLineId: string;
  readonly patientId: string;
  readonly boardId: string;
  readonly flagged: boolean;
}

const linesAtATime = 200;
/** Lines with something open that one look goes through, beside what is new. */
const linesWalked = 250;
/** What opened before, the walk finds: a worker that was away, or a transaction that took long. */
const newFor = '1 minute';

/**
 * Of the lines that are named, those with an open question that is no point of any case on a board of the patient's. A question
 * that a case of the board had on the same evidence is none: a newer rule alone brings nothing back that was decided. And lines with a
 * flag of which nothing is asked. Each is looked up by its line alone (a LIMIT keeps the planner from reading a whole table for all at once):
 * how many questions are open elsewhere costs nothing.
 *
 * @param lines SQL of the treatment lines to look at
 * @param place SQL of the places of their patients to look at, as `place`
 */
export const freshLinesSql = (lines: string, place = 'true'): string => `
  WITH fresh AS MATERIALIZED (
    SELECT line.id AS "treatmentLineId", line.patient_id AS "patientId", place.board_id AS "boardId", line.open_flag AS flagged
    FROM (${lines}) AS line
    JOIN access_patient_board AS place ON place.patient_id = line.patient_id AND place.until IS NULL AND ${place}
    WHERE CASE
      WHEN line.open_question THEN (
        SELECT item.id FROM triage_discussion_item AS item
        WHERE item.treatment_line_id = line.id AND item.superseded_at IS NULL AND item.state IN ('draft', 'accepted') AND CASE
          WHEN (SELECT point.case_id FROM board_case_point AS point
            JOIN board_case ON board_case.id = point.case_id AND board_case.board_id = place.board_id
            WHERE point.discussion_item_id = item.id LIMIT 1) IS NOT NULL THEN false
          ELSE (SELECT earlier.id FROM board_case
            JOIN board_case_point AS point ON point.case_id = board_case.id
            JOIN triage_discussion_item AS earlier ON earlier.id = point.discussion_item_id
            WHERE board_case.patient_id = line.patient_id AND board_case.board_id = place.board_id AND NOT ${openCaseSql('board_case')}
              AND earlier.treatment_line_id = line.id AND earlier.rule = item.rule AND earlier.evidence_hash = item.evidence_hash LIMIT 1) IS NULL
        END LIMIT 1) IS NOT NULL
      WHEN line.open_flag THEN (
        SELECT board_case.id FROM board_case WHERE board_case.treatment_line_id = line.id AND board_case.board_id = place.board_id LIMIT 1) IS NULL
      ELSE false
    END
  )
  SELECT * FROM fresh ORDER BY "boardId", "treatmentLineId" LIMIT ${linesAtATime}`;

/** Lines of which something opened a moment ago, or whose patient came to a board: along the times of each. */
export const newLinesSql = `
  SELECT line.* FROM assessments_treatment_line AS line WHERE line.id IN (
    SELECT treatment_line_id FROM triage_discussion_item WHERE superseded_at IS NULL AND created_at > now() - interval '${newFor}'
    UNION SELECT treatment_line_id FROM triage_flag WHERE superseded_at IS NULL AND state = 'open' AND created_at > now() - interval '${newFor}'
    UNION SELECT ofpatient.id FROM access_patient_board AS place JOIN assessments_treatment_line AS ofpatient ON ofpatient.patient_id = place.patient_id
      WHERE place.until IS NULL AND place.since > now() - interval '${newFor}')`;

/** What is open about a line, as the line notes it. */
type Mark = 'open_question' | 'open_flag';
/** After which line a walk goes on, by the index of the mark. */
type Place = readonly [lastScan: string, treatmentLineId: string];
const beginning: Place = ['-infinity', '0'];

/** $1, $2 the line after which to go on. */
export const walkedLinesSql = (mark: Mark): string => `
  SELECT line.* FROM assessments_treatment_line AS line
  WHERE line.${mark} AND (line.last_scan, line.id) > ($1::date, $2::bigint) ORDER BY line.last_scan, line.id LIMIT ${linesWalked}`;

/** Where such a walk has come to. */
const walkedToSql = (mark: Mark): string => `
  SELECT count(*)::integer AS count, (array_agg(last_scan::text ORDER BY last_scan DESC, id DESC))[1] AS "lastScan",
    (array_agg(id::text ORDER BY last_scan DESC, id DESC))[1] AS id
  FROM (${walkedLinesSql(mark)}) AS walked`;

/** Raises cases for open questions, and lets new evidence join the case that is open. */
@Injectable()
export class CaseRaising {
  readonly #walked: Record<Mark, Place> = { open_question: beginning, open_flag: beginning };

  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Looks at what is new, and at the next lines of all that have something open: one walk after another, so that nothing is missed for
   * long and no look costs more for what was decided before.
   *
   * @returns how many cases were raised or joined by evidence
   */
  async raise(): Promise<number> {
    const found = await this.database.asService(
      'boards',
      async (manager) => [
        await manager.query<FreshLine[]>(freshLinesSql(newLinesSql)),
        await this.#walk(manager, 'open_question'),
        await this.#walk(manager, 'open_flag'),
      ],
      reading,
    );
    let raised = 0;
    for (const line of found.flat()) raised += (await this.#raiseOne(line)) ? 1 : 0;
    return raised;
  }

  /** Fresh lines among the next of a walk, which begins anew at its end; it stands still while there is more than one look takes. */
  async #walk(manager: EntityManager, mark: Mark): Promise<FreshLine[]> {
    const [to] = await manager.query<{ count: number; lastScan: string | null; id: string | null }[]>(
      walkedToSql(mark),
      [...this.#walked[mark]],
    );
    const fresh = await manager.query<FreshLine[]>(freshLinesSql(walkedLinesSql(mark)), [...this.#walked[mark]]);
    if (fresh.length < linesAtATime)
      this.#walked[mark] =
        to?.count === linesWalked && to.lastScan !== null && to.id !== null ? [to.lastScan, to.id] : beginning;
    return fresh;
  }

  async #raiseOne({ treatmentLineId, boardId }: FreshLine): Promise<boolean> {
    return this.database.asService('boards', async (manager) => {
      // One at a time on a board: another worker may be about to raise the same case.
      await manager.query('SELECT FROM board WHERE id = $1 FOR NO KEY UPDATE', [boardId]);
      const [line] = await manager.query<FreshLine[]>(
        freshLinesSql(
          'SELECT line.* FROM assessments_treatment_line AS line WHERE line.id = $1',
          'place.board_id = $2',
        ),
        [treatmentLineId, boardId],
      );
      if (line === undefined) return false;
      const open = await openCaseOf(manager, line);
      const changed = open === undefined ? await raiseCase(manager, line) : await joinCase(manager, open, line);
      await notify(manager, { topic: 'patients', ids: [line.patientId] });
      await this.trail.record(manager, {
        action: open === undefined ? 'case.raise' : 'case.join-evidence',
        patientIds: [line.patientId],
        subjectType: 'case',
        subjectId: changed.id,
      });
      return true;
    });
  }
}

/** Whether the patient left another board for this one, and this is the first case since: the earlier cases stand on the other board. */
const cameFromAnotherBoardSql = `
  SELECT FROM access_patient_board AS here
  JOIN access_patient_board AS elsewhere ON elsewhere.patient_id = here.patient_id AND elsewhere.board_id <> here.board_id AND elsewhere.until = here.since
  WHERE here.patient_id = $1 AND here.board_id = $2 AND here.until IS NULL AND NOT EXISTS (
    SELECT FROM board_case WHERE board_case.patient_id = here.patient_id AND board_case.board_id = here.board_id AND board_case.created_at >= here.since)`;

async function reasonsOf(manager: EntityManager, line: FreshLine): Promise<CaseReason[]> {
  const moved = await manager.query<unknown[]>(cameFromAnotherBoardSql, [line.patientId, line.boardId]);
  return [reasonOf(line), ...(moved.length > 0 ? (['moved-here'] as const) : [])];
}

const reasonOf = ({ flagged }: FreshLine): CaseReason => (flagged ? 'flag' : 'question');

/** The open case of the line; else one that was referred before anything of the patient was measured. */
async function openCaseOf(
  manager: EntityManager,
  { treatmentLineId, patientId, boardId }: FreshLine,
): Promise<LockedCase | undefined> {
  const [row] = await manager.query<{ id: string }[]>(
    `
    SELECT id FROM board_case WHERE board_id = $1 AND patient_id = $2 AND (treatment_line_id = $3 OR treatment_line_id IS NULL) AND ${openCaseSql('board_case')}
    ORDER BY treatment_line_id NULLS LAST LIMIT 1`,
    [boardId, patientId, treatmentLineId],
  );
  return row === undefined ? undefined : lockCase(manager, row.id);
}

async function raiseCase(manager: EntityManager, line: FreshLine): Promise<LockedCase> {
  const made = await createCase(manager, {
    ...line,
    transition: 'raise',
    by: [theService],
    actorId: null,
    reasons: await reasonsOf(manager, line),
  });
  await joinOpenItems(manager, made);
  return made;
}

async function joinCase(manager: EntityManager, open: LockedCase, line: FreshLine): Promise<LockedCase> {
  await manager.query(
    `UPDATE board_case SET treatment_line_id = $2, reasons = CASE WHEN $3 = ANY (reasons) THEN reasons ELSE reasons || $3::text END WHERE id = $1`,
    [open.id, line.treatmentLineId, reasonOf(line)],
  );
  const ofLine = { ...open, treatmentLineId: line.treatmentLineId };
  const points = await joinOpenItems(manager, ofLine);
  return countCaseUp(manager, ofLine, { event: 'evidence-joined', by: null, detail: { points } });
}
