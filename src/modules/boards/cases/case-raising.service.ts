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

/**
 * Lines with an open question that is no point of any case on a board of the patient's. A question that a case of the board had on the
 * same evidence is none: a newer rule alone brings nothing back that was decided. And lines with a flag of which nothing is asked.
 */
export const freshLinesSql = (condition: string): string => `
  SELECT line.id AS "treatmentLineId", line.patient_id AS "patientId", place.board_id AS "boardId", line.open_flag AS flagged
  FROM triage_discussion_item AS item
  JOIN assessments_treatment_line AS line ON line.id = item.treatment_line_id AND line.open_question
  JOIN access_patient_board AS place ON place.patient_id = line.patient_id AND place.until IS NULL
  WHERE ${condition} AND item.superseded_at IS NULL AND item.state IN ('draft', 'accepted')
    AND NOT EXISTS (
      SELECT FROM board_case_point AS point JOIN board_case ON board_case.id = point.case_id AND board_case.board_id = place.board_id
      WHERE point.discussion_item_id = item.id)
    AND NOT EXISTS (
      SELECT FROM triage_discussion_item AS earlier
      JOIN board_case_point AS point ON point.discussion_item_id = earlier.id
      JOIN board_case ON board_case.id = point.case_id AND board_case.board_id = place.board_id AND NOT ${openCaseSql('board_case')}
      WHERE earlier.treatment_line_id = item.treatment_line_id AND earlier.rule = item.rule AND earlier.evidence_hash = item.evidence_hash)
  UNION
  SELECT line.id, line.patient_id, place.board_id, true
  FROM assessments_treatment_line AS line
  JOIN access_patient_board AS place ON place.patient_id = line.patient_id AND place.until IS NULL
  WHERE ${condition} AND line.open_flag AND NOT line.open_question
    AND NOT EXISTS (SELECT FROM board_case WHERE board_case.treatment_line_id = line.id AND board_case.board_id = place.board_id)
  ORDER BY 3, 1 LIMIT ${linesAtATime}`;

/** Raises cases for open questions, and lets new evidence join the case that is open. */
@Injectable()
export class CaseRaising {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @returns how many cases were raised or joined by evidence */
  async raise(): Promise<number> {
    const lines = await this.database.asService(
      'boards',
      (manager) => manager.query<FreshLine[]>(freshLinesSql('true')),
      reading,
    );
    let raised = 0;
    for (const line of lines) raised += (await this.#raiseOne(line)) ? 1 : 0;
    return raised;
  }

  async #raiseOne({ treatmentLineId, boardId }: FreshLine): Promise<boolean> {
    return this.database.asService('boards', async (manager) => {
      // One at a time on a board: another worker may be about to raise the same case.
      await manager.query('SELECT FROM board WHERE id = $1 FOR NO KEY UPDATE', [boardId]);
      const [line] = await manager.query<FreshLine[]>(freshLinesSql('line.id = $1 AND place.board_id = $2'), [
        treatmentLineId,
        boardId,
      ]);
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
    reasons: [reasonOf(line)],
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
