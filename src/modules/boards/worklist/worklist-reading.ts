/** Reads the rows of the worklist, each kind along an index of the lines that it is about. */
import type { EntityManager } from 'typeorm';
import { parkingRules, type Phrase, phraseFrom, urgentRules } from '../../../core/discussion/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { sqlWords } from '../../../platform/database/index.js';
import { lastScanSql, lineStateSql, questionSql, titleOfRule, whyNowSql } from '../../triage/index.js';
import type { WorklistKind, WorklistQuery, WorklistRow } from './worklist-views.js';

/** By which rows of a kind are ordered: last scan, line, and flag or '0' where a row has none. */
export type WorklistKey = readonly [lastScan: string, treatmentLineId: string, findingId: string];

export interface WorklistPart {
  readonly kind: WorklistKind;
  readonly placed: WorklistQuery['placed'];
  /** The row after which to go on; null from the first. */
  readonly after: WorklistKey | null;
  readonly limit: number;
}

/** Of a question about what a report names, such as an organ at risk: nothing else of a case is shown before it. */
const isUrgent = `item.rule = ANY (ARRAY[${sqlWords(urgentRules)}]::text[])`;
/** The content of an item is long, so it is opened for those rules alone whose question names a window. */
const windowEnds = `CASE WHEN item.rule = ANY (ARRAY[${sqlWords(parkingRules)}]::text[]) THEN item.content ->> 'windowEnds' END`;
/** A question whose window has passed rests on no later scan: it stands after the others of its case. */
const windowPassed = `coalesce((${windowEnds})::date < current_date, false)`;
/** A meeting with less time left is not proposed. */
const leastMinutes = 5;

const openFinding = (tier: 'flag' | 'watch'): string =>
  `finding.treatment_line_id = line.id AND finding.superseded_at IS NULL AND finding.state = 'open' AND finding.tier = '${tier}'`;

/** A phrase, or the words of release 0.1.0. */
const flagReason = `page.content -> 'reason'`;

/** Which lines a kind of row is about, and what it says of each. Watches beside a flag or a question stand in its row, and have none of their own. */
const kinds: Readonly<
  Record<WorklistKind, { readonly lines: string; readonly finding: string; readonly reason: string }>
> = {
  flag: {
    lines: 'line.open_flag',
    finding: `JOIN triage_flag AS finding ON ${openFinding('flag')}`,
    reason: flagReason,
  },
  question: {
    lines: 'line.open_question AND NOT line.open_flag',
    finding: 'LEFT JOIN triage_flag AS finding ON false',
    reason: `(SELECT ${whyNowSql('item')} -> 0 FROM triage_discussion_item AS item WHERE id = (questions.list -> 0 ->> 'id')::bigint)`,
  },
  failed: {
    lines: 'line.failed_at IS NOT NULL AND NOT line.open_flag AND NOT line.open_question AND NOT line.open_watch',
    finding: 'LEFT JOIN triage_flag AS finding ON false',
    reason: 'NULL',
  },
  held: {
    lines: `line.failed_at IS NULL AND NOT line.open_flag AND NOT line.open_question AND NOT line.open_watch
      AND line.id IN (SELECT treatment_line_id FROM assessments_assessment WHERE state = 'held' AND superseded_by IS NULL)`,
    finding: 'LEFT JOIN triage_flag AS finding ON false',
    reason: 'NULL',
  },
  watch: {
    lines: 'line.open_watch AND NOT line.open_flag AND NOT line.open_question',
    finding: `JOIN triage_flag AS finding ON ${openFinding('watch')}`,
    reason: flagReason,
  },
};

const placements: Readonly<Record<WorklistQuery['placed'], string>> = {
  all: 'true',
  placed: 'EXISTS (SELECT FROM standing WHERE standing.line_id = line.id)',
  open: 'NOT EXISTS (SELECT FROM settled WHERE settled.line_id = line.id)',
};

const meetingJson = (meeting: string): string =>
  `json_build_object('id', ${meeting}.id::text, 'boardId', ${meeting}.board_id::text, 'boardName', ${meeting}.board_name, 'startsAt', ${meeting}.starts_at, 'timeZone', ${meeting}.time_zone)`;

/**
 * $1 boards of the actor, $2-$4 the key after which to go on, $5 the limit. The meetings to come and what stands on their agendas are
 * few, and read once; a question that changed evidence has replaced stands where its predecessor was placed.
 */
const rowsSql = (kind: WorklistKind, placed: WorklistQuery['placed'], scope: string): string => `
  WITH coming AS MATERIALIZED (
    SELECT meeting.id, meeting.board_id, board.name AS board_name, board.time_zone, meeting.starts_at, meeting.minutes
    FROM meeting JOIN board ON board.id = meeting.board_id
    WHERE meeting.board_id = ANY ($1::bigint[]) AND meeting.state = 'planned'
      AND meeting.starts_at > now() - interval '1 day' AND meeting.starts_at + make_interval(mins => meeting.minutes) > now()
  ), standing AS MATERIALIZED (
    SELECT item.treatment_line_id AS line_id, item.id AS item_id, coming.*
    FROM coming JOIN agenda_item ON agenda_item.meeting_id = coming.id AND agenda_item.removed_at IS NULL
    JOIN triage_discussion_item AS placed ON placed.id = agenda_item.discussion_item_id
    JOIN triage_discussion_item AS item ON item.treatment_line_id = placed.treatment_line_id AND item.rule = placed.rule
      AND item.superseded_at IS NULL AND item.state IN ('draft', 'accepted')
  ), settled AS MATERIALIZED (
    SELECT line_id FROM standing GROUP BY line_id HAVING count(*) = (
      SELECT count(*) FROM triage_discussion_item WHERE treatment_line_id = line_id AND superseded_at IS NULL AND state IN ('draft', 'accepted'))
  ), proposable AS MATERIALIZED (
    SELECT coming.* FROM coming
    WHERE coming.starts_at > now() AND coming.minutes - ${leastMinutes} >= (
      SELECT coalesce(sum(minutes), 0) FROM agenda_item WHERE meeting_id = coming.id AND removed_at IS NULL)
  ), page AS MATERIALIZED (
    SELECT line.id, line.patient_id, line.last_scan, finding.id AS finding_id, finding.tier, finding.definition, finding.content
    FROM assessments_treatment_line AS line ${kinds[kind].finding}
    WHERE ${kinds[kind].lines} AND ${placements[placed]} AND ${scope}
      AND ($2::date IS NULL OR ((line.last_scan, line.id) >= ($2::date, $3::bigint) AND (line.last_scan, line.id, coalesce(finding.id, 0)) > ($2::date, $3::bigint, $4::bigint)))
    ORDER BY line.last_scan, line.id, finding.id LIMIT $5
  )
  SELECT page.id AS "treatmentLineId", page.last_scan::text AS "orderedBy", page.patient_id AS "patientId", patient.synthetic, page.finding_id AS "findingId",
    page.tier, page.definition, ${kinds[kind].reason} AS reason, page.content -> 'holds' AS holds, scan.last_from AS "lastScanFrom", scan.last_to AS "lastScanTo",
    scan.held AS "heldAssessments", ${lineStateSql('line', 'scan.held')} AS "lineState", questions.list AS questions,
    ARRAY(SELECT DISTINCT finding.definition FROM triage_flag AS finding WHERE page.tier IS DISTINCT FROM 'watch' AND ${openFinding('watch')} ORDER BY 1) AS "watchesBeside",
    (SELECT ${meetingJson('standing')} FROM standing WHERE standing.line_id = page.id ORDER BY standing.starts_at LIMIT 1) AS meeting,
    (SELECT ${meetingJson('proposable')} FROM proposable
      JOIN access_patient_board AS place ON place.patient_id = page.patient_id AND place.board_id = proposable.board_id AND place.until IS NULL
      ORDER BY proposable.starts_at LIMIT 1) AS "proposedMeeting"
  FROM page
  JOIN assessments_treatment_line AS line ON line.id = page.id
  JOIN assessments_patient AS patient ON patient.id = page.patient_id
  CROSS JOIN LATERAL (${lastScanSql('page.id')}) AS scan
  CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object(
      'id', item.id::text, 'rule', item.rule, 'question', ${questionSql('item')}, 'windowEnds', ${windowEnds}, 'state', item.state, 'meetingId', standing.id::text
    ) ORDER BY standing.id IS NOT NULL, NOT (${isUrgent}), ${windowPassed}, item.state, item.id), '[]') AS list
    FROM triage_discussion_item AS item LEFT JOIN standing ON standing.item_id = item.id
    WHERE item.treatment_line_id = page.id AND item.superseded_at IS NULL AND item.state IN ('draft', 'accepted')) AS questions
  ORDER BY page.last_scan, page.id, page.finding_id`;

interface Row {
  readonly treatmentLineId: string;
  readonly orderedBy: string;
  readonly patientId: string;
  readonly synthetic: boolean;
  readonly findingId: string | null;
  readonly tier: 'flag' | 'watch';
  readonly definition: string;
  readonly reason: Phrase | string | null;
  readonly holds: readonly { readonly words: Phrase | string }[];
  readonly lastScanFrom: string | null;
  readonly lastScanTo: string | null;
  readonly heldAssessments: number;
  readonly lineState: WorklistRow['lineState'];
  readonly questions: readonly (Omit<WorklistRow['questions'][number], 'title' | 'question'> & {
    readonly question: Phrase | string;
  })[];
  readonly watchesBeside: readonly string[];
  readonly meeting: WorklistRow['meeting'];
  readonly proposedMeeting: WorklistRow['proposedMeeting'];
}

/** The next rows of one kind that the actor may see, with the key of each. */
export async function readWorklistRows(
  manager: EntityManager,
  actor: Actor,
  { kind, placed, after, limit }: WorklistPart,
): Promise<{ row: WorklistRow; key: WorklistKey }[]> {
  const scope = patientScope(actor, 'line.patient_id', 6);
  const rows = await manager.query<Row[]>(rowsSql(kind, placed, scope.sql), [
    [...actor.boardIds],
    ...(after ?? [null, null, null]),
    limit,
    ...scope.parameters,
  ]);
  return rows.map((row) => ({
    row: shownRow(kind, row),
    key: [row.orderedBy, row.treatmentLineId, row.findingId ?? '0'],
  }));
}

function shownRow(kind: WorklistKind, row: Row): WorklistRow {
  const {
    treatmentLineId,
    patientId,
    synthetic,
    findingId,
    tier,
    definition,
    reason,
    holds,
    lastScanFrom,
    lastScanTo,
    heldAssessments,
    lineState,
    questions,
    watchesBeside,
  } = row;
  return {
    id: findingId === null ? treatmentLineId : `${treatmentLineId}-${findingId}`,
    kind,
    treatmentLineId,
    reason: reason === null ? null : phraseFrom(reason),
    heldAssessments,
    lineState,
    watchesBeside: [...watchesBeside],
    questions: questions.map(({ question, ...item }) => ({
      ...item,
      question: phraseFrom(question),
      title: titleOfRule(item.rule),
    })),
    patient: { id: patientId, synthetic },
    finding:
      findingId === null
        ? null
        : { id: findingId, tier, definition, holds: holds.map(({ words }) => phraseFrom(words)) },
    lastScan: lastScanFrom === null || lastScanTo === null ? null : { from: lastScanFrom, to: lastScanTo },
    meeting: withInstant(row.meeting),
    proposedMeeting: withInstant(row.proposedMeeting),
  };
}

/** JSON of PostgreSQL writes an instant in the time zone of the session. */
const withInstant = (meeting: WorklistRow['meeting']): WorklistRow['meeting'] =>
  meeting === null ? null : { ...meeting, startsAt: new Date(meeting.startsAt).toISOString() };
