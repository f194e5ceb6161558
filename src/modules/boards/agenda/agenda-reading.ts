/** Reads meetings and agendas as they are shown. */
import type { EntityManager } from 'typeorm';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { caseColumns, type CaseRow, listedCase, pointsSql } from '../cases/case-columns.js';
import type { CaseReadiness } from '../cases/case-readiness.service.js';
import type { ListedReadiness } from '../cases/case-views.js';
import type { Agenda, ShownAgendaChange, ShownAgendaItem } from './agenda-views.js';
import type { ListedMeeting } from '../meetings/meeting-views.js';

export type MeetingRow = Omit<ListedMeeting, 'startsAt'> & { readonly startsAt: Date };

export const meetingColumns = `
  meeting.id, meeting.board_id AS "boardId", board.name AS "boardName", board.time_zone AS "timeZone", meeting.starts_at AS "startsAt", meeting.minutes,
  meeting.place, meeting.state, meeting.state_reason AS "stateReason", meeting.series_id AS "seriesId", meeting.agenda_version AS version, planned.count AS "itemCount", planned.patients AS "patientCount", planned.minutes AS "minutesPlanned"`;

export const meetingTables = `
  meeting JOIN board ON board.id = meeting.board_id
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS count, count(DISTINCT board_case.patient_id)::integer AS patients, coalesce(sum(agenda_item.minutes), 0)::integer AS minutes
    FROM agenda_item JOIN board_case ON board_case.id = agenda_item.case_id
    WHERE agenda_item.meeting_id = meeting.id AND removed_at IS NULL
  ) AS planned`;

export const shownMeeting = ({ startsAt, ...row }: MeetingRow): ListedMeeting => ({
  ...row,
  startsAt: startsAt.toISOString(),
});

/** @throws Problem 'not found' if there is no such meeting */
export async function readMeeting(manager: EntityManager, meetingId: string): Promise<ListedMeeting> {
  const [row] = await manager.query<MeetingRow[]>(
    `SELECT ${meetingColumns} FROM ${meetingTables} WHERE meeting.id = $1`,
    [meetingId],
  );
  if (!row) throw Problem.notFound(`There is no meeting ${meetingId} on a board of yours.`);
  return shownMeeting(row);
}

interface ItemRow extends CaseRow {
  readonly id: string;
  readonly position: number;
  readonly minutes: number;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly mayBeShown: boolean;
  readonly synthetic: boolean;
}

/** A case shows as long as its patient stands on this board; what a move leaves behind is a place without content. */
const itemsSql = (scope: string): string => `
  SELECT agenda_item.id, agenda_item.position, agenda_item.minutes, placer.display_name AS "placedBy", agenda_item.placed_at AS "placedAt",
    ${scope} AND EXISTS (
      SELECT FROM access_patient_board AS place WHERE place.patient_id = patient.id AND place.board_id = board_case.board_id AND place.until IS NULL
    ) AS "mayBeShown", patient.synthetic, ${caseColumns}
  FROM agenda_item
  JOIN board_case ON board_case.id = agenda_item.case_id
  JOIN access_account AS placer ON placer.id = agenda_item.placed_by
  JOIN assessments_patient AS patient ON patient.id = board_case.patient_id
  LEFT JOIN access_account AS owner ON owner.id = board_case.owner_id
  CROSS JOIN LATERAL (${pointsSql}) AS points
  WHERE agenda_item.meeting_id = $1 AND agenda_item.removed_at IS NULL
  ORDER BY agenda_item.position`;

const shownItem = (row: ItemRow, readiness: ListedReadiness | null): ShownAgendaItem => ({
  id: row.id,
  position: row.position,
  minutes: row.minutes,
  placedBy: row.placedBy,
  placedAt: row.placedAt.toISOString(),
  content: row.mayBeShown
    ? { case: listedCase(row), patient: { id: row.patientId, synthetic: row.synthetic }, readiness }
    : null,
});

/** The agenda of a meeting, as this actor may see it. */
export async function readAgenda(
  manager: EntityManager,
  actor: Actor,
  meetingId: string,
  readiness: CaseReadiness,
): Promise<Agenda> {
  const meeting = await readMeeting(manager, meetingId);
  const scope = patientScope(actor, 'patient.id', 2);
  const rows = await manager.query<ItemRow[]>(itemsSql(scope.sql), [meetingId, ...scope.parameters]);
  const ready = await readiness.of(
    manager,
    rows.filter(({ mayBeShown }) => mayBeShown),
  );
  return { meeting, items: rows.map((row) => shownItem(row, ready.get(row.caseId) ?? null)) };
}

/** Ids of the patients whose data an agenda shows. */
export const patientsShown = ({ items }: Agenda): string[] =>
  items.flatMap(({ content }) => (content === null ? [] : [content.patient.id]));

/** What changed on an agenda after a version. */
export async function changesAfter(
  manager: EntityManager,
  meetingId: string,
  version: number,
): Promise<ShownAgendaChange[]> {
  const rows = await manager.query<(Omit<ShownAgendaChange, 'changedAt'> & { readonly changedAt: Date })[]>(
    `
    SELECT version, change, agenda_item_id AS "agendaItemId", position, minutes, account.display_name AS "changedBy", changed_at AS "changedAt"
    FROM agenda_change LEFT JOIN access_account AS account ON account.id = agenda_change.changed_by
    WHERE meeting_id = $1 AND version > $2 ORDER BY version`,
    [meetingId, version],
  );
  return rows.map(({ changedAt, ...change }) => ({ ...change, changedAt: changedAt.toISOString() }));
}
