/** Reads meetings and agendas as they are shown. */
import type { EntityManager } from 'typeorm';
import { type Phrase, phraseFrom } from '../../../core/discussion/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { questionSql, whyNowSql } from '../../triage/index.js';
import type { Agenda, ChangedSince, ShownAgendaChange, ShownAgendaItem } from './agenda-views.js';
import type { ListedMeeting } from '../meetings/meeting-views.js';

export type MeetingRow = Omit<ListedMeeting, 'startsAt'> & { readonly startsAt: Date };

export const meetingColumns = `
  meeting.id, meeting.board_id AS "boardId", board.name AS "boardName", board.time_zone AS "timeZone", meeting.starts_at AS "startsAt", meeting.minutes,
  meeting.place, meeting.state, meeting.state_reason AS "stateReason", meeting.series_id AS "seriesId", meeting.agenda_version AS version, planned.count AS "itemCount", planned.patients AS "patientCount", planned.minutes AS "minutesPlanned"`;

export const meetingTables = `
  meeting JOIN board ON board.id = meeting.board_id
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS count, count(DISTINCT line.patient_id)::integer AS patients, coalesce(sum(agenda_item.minutes), 0)::integer AS minutes
    FROM agenda_item JOIN triage_discussion_item AS item ON item.id = agenda_item.discussion_item_id JOIN assessments_treatment_line AS line ON line.id = item.treatment_line_id
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

interface ItemRow {
  readonly id: string;
  readonly position: number;
  readonly minutes: number;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly mayBeShown: boolean;
  readonly itemId: string;
  readonly rule: string;
  readonly question: Phrase | string;
  readonly windowEnds: string | null;
  readonly whyNow: readonly (Phrase | string)[];
  readonly standing: 'met' | 'open';
  readonly state: string;
  readonly stateReason: string | null;
  readonly patientId: string;
  readonly synthetic: boolean;
  readonly currentId: string | null;
  readonly onSameEvidence: boolean | null;
  readonly currentQuestion: Phrase | string | null;
  readonly currentState: string | null;
  readonly currentReason: string | null;
}

/** An item shows as long as its patient stands on this board; what a move leaves behind is a place without content. */
const itemsSql = (scope: string): string => `
  SELECT agenda_item.id, agenda_item.position, agenda_item.minutes, placer.display_name AS "placedBy", agenda_item.placed_at AS "placedAt",
    ${scope} AND EXISTS (
      SELECT FROM access_patient_board AS place WHERE place.patient_id = patient.id AND place.board_id = meeting.board_id AND place.until IS NULL
    ) AS "mayBeShown",
    item.id AS "itemId", item.rule, ${questionSql('item')} AS question, item.content ->> 'windowEnds' AS "windowEnds", ${whyNowSql('item')} AS "whyNow", item.content ->> 'standing' AS standing,
    item.state, item.state_reason AS "stateReason", patient.id AS "patientId", patient.synthetic,
    current.id AS "currentId", current.evidence_hash = item.evidence_hash AS "onSameEvidence", ${questionSql('current')} AS "currentQuestion", current.state AS "currentState", current.state_reason AS "currentReason"
  FROM agenda_item
  JOIN meeting ON meeting.id = agenda_item.meeting_id
  JOIN access_account AS placer ON placer.id = agenda_item.placed_by
  JOIN triage_discussion_item AS item ON item.id = agenda_item.discussion_item_id
  JOIN assessments_treatment_line AS line ON line.id = item.treatment_line_id
  JOIN assessments_patient AS patient ON patient.id = line.patient_id
  LEFT JOIN triage_discussion_item AS current ON item.superseded_at IS NOT NULL AND current.superseded_at IS NULL
    AND current.treatment_line_id = item.treatment_line_id AND current.rule = item.rule
  WHERE agenda_item.meeting_id = $1 AND agenda_item.removed_at IS NULL
  ORDER BY agenda_item.position`;

/** What became of an item since it was placed; null where it stands as it was placed. */
function changedSince(row: ItemRow): ChangedSince | null {
  const [state, reason] = row.currentId === null ? [row.state, row.stateReason] : [row.currentState, row.currentReason];
  const itemId = row.currentId ?? row.itemId;
  if (state === 'closed' || state === 'dismissed') return { kind: state, itemId, question: null, reason };
  return row.currentId === null
    ? null
    : {
        kind: row.onSameEvidence ? 'newer-rule' : 'newer-evidence',
        itemId,
        question: phraseFrom(row.currentQuestion ?? ''),
        reason: null,
      };
}

function shownItem(row: ItemRow): ShownAgendaItem {
  const { id, position, minutes, placedBy, placedAt } = row;
  return {
    id,
    position,
    minutes,
    placedBy,
    placedAt: placedAt.toISOString(),
    content: row.mayBeShown
      ? {
          item: {
            id: row.itemId,
            rule: row.rule,
            question: phraseFrom(row.question),
            windowEnds: row.windowEnds,
            whyNow: row.whyNow.map(phraseFrom),
            standing: row.standing,
          },
          patient: { id: row.patientId, synthetic: row.synthetic },
          changedSince: changedSince(row),
        }
      : null,
  };
}

/** The agenda of a meeting, as this actor may see it. */
export async function readAgenda(manager: EntityManager, actor: Actor, meetingId: string): Promise<Agenda> {
  const meeting = await readMeeting(manager, meetingId);
  const scope = patientScope(actor, 'patient.id', 2);
  const rows = await manager.query<ItemRow[]>(itemsSql(scope.sql), [meetingId, ...scope.parameters]);
  return { meeting, items: rows.map(shownItem) };
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
