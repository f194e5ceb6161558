import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type CaseState } from '../../../core/workflow/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf } from '../../../platform/http/index.js';
import { lastScanSql, lineStateSql } from '../../triage/index.js';
import { caseColumns, type CaseRow, listedCase, pointsSql } from './case-columns.js';
import { CaseNames } from './case-names.service.js';
import { CaseReadiness } from './case-readiness.service.js';
import type { CaseListRow, CaseQuery, CaseWait } from './case-views.js';

/** States by what a case waits for. */
const statesOfWait: Readonly<Record<CaseWait, readonly CaseState[]>> = {
  coordinator: ['raised', 'referred'],
  information: ['returned'],
  meeting: ['accepted', 'deferred'],
  board: ['scheduled', 'prepared', 'discussed', 'listed'],
  'follow-up': ['decided', 'followed-up'],
  nothing: ['dismissed', 'merged', 'closed'],
};

const notEnded = Object.entries(statesOfWait).flatMap(([wait, states]) => (wait === 'nothing' ? [] : states));

/** A meeting with less time left is not proposed. */
const leastMinutes = 5;

const meetingJson = (meeting: string): string =>
  `json_build_object('id', ${meeting}.id::text, 'boardId', ${meeting}.board_id::text, 'boardName', ${meeting}.board_name, 'startsAt', ${meeting}.starts_at, 'timeZone', ${meeting}.time_zone)`;

type Meeting = CaseListRow['meeting'];

interface Row extends CaseRow {
  readonly boardName: string;
  readonly synthetic: boolean;
  readonly tier: 'flag' | 'watch' | null;
  readonly definition: string | null;
  readonly lastScanFrom: string | null;
  readonly lastScanTo: string | null;
  readonly lineState: CaseListRow['lineState'];
  readonly heldAssessments: number | null;
  readonly meeting: Meeting;
  readonly proposedMeeting: Meeting;
}

/**
 * $1 boards of the actor, $2 states, $3 one board or null, $4 one patient or null, $5 an owner or null, $6 a number or null, $7 the id after
 * which to go on, $8 the limit. The meetings to come are few, and read once.
 */
const listSql = (scope: string): string => `
  WITH coming AS MATERIALIZED (
    SELECT meeting.id, meeting.board_id, board.name AS board_name, board.time_zone, meeting.starts_at, meeting.minutes - (
        SELECT coalesce(sum(minutes), 0) FROM agenda_item WHERE meeting_id = meeting.id AND removed_at IS NULL) AS minutes_left
    FROM meeting JOIN board ON board.id = meeting.board_id
    WHERE meeting.board_id = ANY ($1::bigint[]) AND meeting.state <> 'cancelled'
      AND meeting.starts_at > now() - interval '1 day' AND meeting.starts_at + make_interval(mins => meeting.minutes) > now()
  ), page AS MATERIALIZED (
    SELECT board_case.* FROM board_case
    WHERE board_case.board_id = ANY ($1::bigint[]) AND board_case.state = ANY ($2::text[]) AND ($3::bigint IS NULL OR board_case.board_id = $3)
      AND ($4::bigint IS NULL OR board_case.patient_id = $4) AND ($5::bigint IS NULL OR board_case.owner_id = $5)
      AND ($6::integer IS NULL OR board_case.number = $6) AND ($7::bigint IS NULL OR board_case.id > $7) AND ${scope}
    ORDER BY board_case.id LIMIT $8
  )
  SELECT ${caseColumns}, board.name AS "boardName", patient.synthetic, finding.tier, finding.definition,
    scan.last_from AS "lastScanFrom", scan.last_to AS "lastScanTo", scan.held AS "heldAssessments",
    CASE WHEN line.id IS NOT NULL THEN ${lineStateSql('line', 'scan.held')} END AS "lineState",
    (SELECT ${meetingJson('coming')} FROM coming JOIN agenda_item ON agenda_item.meeting_id = coming.id AND agenda_item.removed_at IS NULL
      WHERE agenda_item.case_id = board_case.id) AS meeting,
    (SELECT ${meetingJson('coming')} FROM coming WHERE coming.board_id = board_case.board_id AND coming.starts_at > now() AND coming.minutes_left >= ${leastMinutes}
      ORDER BY coming.starts_at LIMIT 1) AS "proposedMeeting"
  FROM page AS board_case
  JOIN board ON board.id = board_case.board_id
  JOIN assessments_patient AS patient ON patient.id = board_case.patient_id
  LEFT JOIN assessments_treatment_line AS line ON line.id = board_case.treatment_line_id
  LEFT JOIN access_account AS owner ON owner.id = board_case.owner_id
  LEFT JOIN LATERAL (
    SELECT tier, definition FROM triage_flag AS flag WHERE flag.treatment_line_id = board_case.treatment_line_id AND superseded_at IS NULL AND flag.state = 'open'
    ORDER BY tier, definition LIMIT 1) AS finding ON true
  LEFT JOIN LATERAL (${lastScanSql('board_case.treatment_line_id')}) AS scan ON true
  CROSS JOIN LATERAL (${pointsSql}) AS points
  ORDER BY board_case.id`;

/** The worklist: cases by what they wait for. */
@Injectable()
export class CaseList {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly readiness: CaseReadiness,
    private readonly names: CaseNames,
  ) {}

  /** Cases of the actor's boards in the order in which they were raised. */
  async read(actor: Actor, query: CaseQuery): Promise<Page<CaseListRow>> {
    const [after] = decodeCursor(query.cursor, z.tuple([idSchema])) ?? [null];
    const scope = patientScope(actor, 'board_case.patient_id', 9);
    const shown = await this.database.asActor(
      actor,
      async (manager) => {
        const rows = await manager.query<Row[]>(listSql(scope.sql), [
          [...actor.boardIds],
          [...(query.waitsFor === undefined ? notEnded : statesOfWait[query.waitsFor])],
          query.boardId ?? null,
          query.patientId ?? null,
          query.mine === undefined ? null : actor.accountId,
          query.number ?? null,
          after,
          query.limit + 1,
          ...scope.parameters,
        ]);
        const readiness = await this.readiness.of(manager, rows);
        const names = await this.names.of(
          manager,
          rows.map(({ patientId }) => patientId),
        );
        return rows.map((row) => ({
          ...shownRow(row),
          readiness: readiness.get(row.caseId) ?? null,
          siteAndStage: names.get(row.patientId) ?? null,
        }));
      },
      reading,
    );
    const page = pageOf(shown, query.limit, ({ id }) => [id]);
    this.trail.noteRead('case.list', [...new Set(page.items.map(({ patient }) => patient.id))]);
    return page;
  }
}

const shownRow = (row: Row): Omit<CaseListRow, 'readiness' | 'siteAndStage'> => ({
  ...listedCase(row),
  boardName: row.boardName,
  patient: { id: row.patientId, synthetic: row.synthetic },
  finding: row.tier === null || row.definition === null ? null : { tier: row.tier, definition: row.definition },
  lastScan:
    row.lastScanFrom === null || row.lastScanTo === null ? null : { from: row.lastScanFrom, to: row.lastScanTo },
  lineState: row.lineState,
  heldAssessments: row.heldAssessments ?? 0,
  meeting: withInstant(row.meeting),
  proposedMeeting: row.meeting === null ? withInstant(row.proposedMeeting) : null,
});

/** JSON of PostgreSQL writes an instant in the time zone of the session. */
const withInstant = (meeting: Meeting): Meeting =>
  meeting === null ? null : { ...meeting, startsAt: new Date(meeting.startsAt).toISOString() };
