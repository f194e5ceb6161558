import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { countUp, lockMeeting, renumber, standingItems, takeOff } from './agenda-writing.js';

interface LeftBehind {
  readonly id: string;
  readonly meetingId: string;
}

const reason = 'patient-left-board';
const itemsAtATime = 100;

/** Meetings that are over keep what stood on their agendas. */
const leftBehindSql = (condition: string): string => `
  SELECT agenda_item.id, agenda_item.meeting_id AS "meetingId"
  FROM agenda_item
  JOIN meeting ON meeting.id = agenda_item.meeting_id
  JOIN triage_discussion_item AS item ON item.id = agenda_item.discussion_item_id
  JOIN assessments_treatment_line AS line ON line.id = item.treatment_line_id
  WHERE agenda_item.removed_at IS NULL AND meeting.starts_at + make_interval(mins => meeting.minutes) > now() AND ${condition}
    AND NOT EXISTS (SELECT FROM access_patient_board AS place WHERE place.patient_id = line.patient_id AND place.board_id = meeting.board_id AND place.until IS NULL)
  ORDER BY agenda_item.meeting_id, agenda_item.id LIMIT ${itemsAtATime}`;

/**
 * Takes items off the agendas of boards that their patients have left; the items wait for an agenda of the board where the patient is
 * now. Agendas show nothing of such a patient from the moment of the move: this only clears the place.
 */
@Injectable()
export class MovedPatients {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @returns how many items were taken off */
  async takeOffAgendas(): Promise<number> {
    const found = await this.database.asService(
      'boards',
      (manager) => manager.query<LeftBehind[]>(leftBehindSql('true')),
      reading,
    );
    let taken = 0;
    for (const item of found) taken += (await this.#takeOff(item)) ? 1 : 0;
    return taken;
  }

  async #takeOff({ id, meetingId }: LeftBehind): Promise<boolean> {
    return this.database.asService('boards', async (manager) => {
      const meeting = await lockMeeting(manager, meetingId);
      const stillThere = await manager.query<unknown[]>(leftBehindSql('agenda_item.id = $1'), [id]);
      if (!meeting || stillThere.length === 0) return false;
      const standing = await standingItems(manager, meetingId);
      await takeOff(manager, { agendaItemIds: [id], by: null, reason });
      await renumber(
        manager,
        standing.map((item) => item.id).filter((other) => other !== id),
      );
      await countUp(manager, meetingId, { change: 'removed', agendaItemId: id, by: null });
      await notify(manager, { topic: 'meetings', ids: [meetingId], boardId: meeting.boardId });
      await this.trail.record(manager, {
        action: 'agenda-item.remove',
        patientIds: standing.filter((item) => item.id === id).map(({ patientId }) => patientId),
        subjectType: 'meeting',
        subjectId: meetingId,
        detail: { agendaItemId: id, reason },
      });
      return true;
    });
  }
}
