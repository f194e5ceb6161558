import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { theService } from '../../../core/workflow/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { lockMeeting, meetingOfCase, takeCaseOff } from '../agenda/agenda-writing.js';
import { dropOutcome } from '../decisions/outcome-rows.js';
import { dropOpenWork } from '../follow-up/open-work.js';
import { openCaseSql } from './case.entity.js';
import { lockCase, moveCase } from './case-writing.js';

interface EndedCase {
  readonly id: string;
  readonly how: 'end' | 'fall-away';
  readonly reason: string;
}

const casesAtATime = 100;

/**
 * Cases that their patient or their question left: the patient died, ended the follow-up or stands on the board no more; every point of
 * the case was closed because the growing lesion is a second primary; or no question stands any more and nobody has worked on the case, by taking a question out either.
 * A decision stays: a decided case ends only with the patient's death or the end of follow-up. What a LIMIT ends is looked up case by
 * case: else the planner reads a whole table for all of them.
 */
export const endedSql = (condition: string): string => `
  SELECT board_case.id, ending.how, ending.reason
  FROM board_case
  LEFT JOIN assessments_ended_patient AS ended ON ended.patient_id = board_case.patient_id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE item.state IN ('draft', 'accepted')) AS open,
      count(*) FILTER (WHERE item.state = 'dismissed') AS taken_out,
      count(*) FILTER (WHERE item.state = 'closed' AND item.state_reason = 'second-primary') AS second_primary, count(*) AS count
    FROM board_case_point AS point JOIN triage_discussion_item AS placed ON placed.id = point.discussion_item_id
    LEFT JOIN triage_discussion_item AS item
      ON item.treatment_line_id = placed.treatment_line_id AND item.rule = placed.rule AND item.superseded_at IS NULL
    WHERE point.case_id = board_case.id AND ended.reason IS NULL AND ${openCaseSql('board_case')}
  ) AS points
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN ended.reason = 'died' THEN 'patient-died'
      WHEN ended.reason = 'follow-up-ended' THEN 'follow-up-ended'
      WHEN NOT ${openCaseSql('board_case')} THEN NULL
      WHEN (
        SELECT place.id FROM access_patient_board AS place
        WHERE place.patient_id = board_case.patient_id AND place.board_id = board_case.board_id AND place.until IS NULL LIMIT 1
      ) IS NULL THEN 'moved'
      WHEN points.count > 0 AND points.open = 0 AND points.second_primary > 0 AND board_case.state IN ('raised', 'accepted', 'scheduled') THEN 'second-primary'
      WHEN points.count > 0 AND points.open = 0 AND points.taken_out = 0 AND board_case.state = 'raised' AND (
        SELECT event.id FROM board_case_event AS event WHERE event.case_id = board_case.id AND event.by IS NOT NULL LIMIT 1) IS NULL THEN 'question-gone'
    END AS reason
  ) AS why
  CROSS JOIN LATERAL (SELECT CASE WHEN why.reason = 'question-gone' THEN 'fall-away' ELSE 'end' END AS how, why.reason) AS ending
  WHERE ${condition} AND (${openCaseSql('board_case')} OR board_case.state IN ('decided', 'followed-up')) AND ending.reason IS NOT NULL
  ORDER BY board_case.id LIMIT ${casesAtATime}`;

/** Ends cases by rule: a case goes with its patient (docs/clinical-basis.md#situations-p). */
@Injectable()
export class CaseEndings {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @returns how many cases ended */
  async end(): Promise<number> {
    const found = await this.database.asService(
      'boards',
      (manager) => manager.query<EndedCase[]>(endedSql('true')),
      reading,
    );
    let ended = 0;
    for (const { id } of found) ended += (await this.#endOne(id)) ? 1 : 0;
    return ended;
  }

  async #endOne(id: string): Promise<boolean> {
    return this.database.asService('boards', async (manager) => {
      // The meeting before its case, in the order in which a change of an agenda locks them.
      const meetingId = await meetingOfCase(manager, id);
      if (meetingId !== null) await lockMeeting(manager, meetingId);
      const locked = await lockCase(manager, id);
      const [ending] = await stillEnding(manager, id);
      if (locked === undefined || ending === undefined) return false;
      await moveCase(manager, locked, {
        transition: ending.how,
        by: [theService],
        actorId: null,
        holds: { 'nobody-took-it-up': true },
        reason: ending.reason,
      });
      await dropOpenWork(manager, { caseId: id, by: [theService], actorId: null, reason: ending.reason });
      await dropOutcome(manager, id, [theService]);
      if (meetingId !== null) {
        await takeCaseOff(manager, meetingId, { caseId: id, by: null, reason: ending.reason });
        await notify(manager, { topic: 'meetings', ids: [meetingId], boardId: locked.boardId });
      }
      await notify(manager, { topic: 'patients', ids: [locked.patientId] });
      await this.trail.record(manager, {
        action: `case.${ending.how}`,
        patientIds: [locked.patientId],
        subjectType: 'case',
        subjectId: id,
        detail: { reason: ending.reason },
      });
      return true;
    });
  }
}

const stillEnding = (manager: EntityManager, id: string): Promise<EndedCase[]> =>
  manager.query<EndedCase[]>(endedSql('board_case.id = $1'), [id]);
