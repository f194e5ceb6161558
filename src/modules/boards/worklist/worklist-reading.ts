/** Reads what stands beside the cases, each kind along an index of the lines that it is about. */
import type { EntityManager } from 'typeorm';
import { type Phrase, phraseFrom } from '../../../core/discussion/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { lastScanSql, lineStateSql } from '../../triage/index.js';
import type { WorklistKind, WorklistRow } from './worklist-views.js';

/** By which rows of a kind are ordered: last scan, line, and watch or '0' where a row has none. */
export type WorklistKey = readonly [lastScan: string, treatmentLineId: string, findingId: string];

export interface WorklistPart {
  readonly kind: WorklistKind;
  /** The row after which to go on; null from the first. */
  readonly after: WorklistKey | null;
  readonly limit: number;
}

/** Which lines a kind of row is about. A line with an open question has a case, and stands with the cases. */
const kinds: Readonly<
  Record<WorklistKind, { readonly lines: string; readonly finding: string; readonly reason: string }>
> = {
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
    lines: 'line.open_watch AND NOT line.open_question',
    finding: `JOIN triage_flag AS finding ON finding.treatment_line_id = line.id AND finding.superseded_at IS NULL AND finding.state = 'open' AND finding.tier = 'watch'`,
    // A phrase, or the words of release 0.1.0.
    reason: `page.content -> 'reason'`,
  },
};

/** $1-$3 the key after which to go on, $4 the limit. */
const rowsSql = (kind: WorklistKind, scope: string): string => `
  WITH page AS MATERIALIZED (
    SELECT line.id, line.patient_id, line.last_scan, finding.id AS finding_id, finding.definition, finding.content
    FROM assessments_treatment_line AS line ${kinds[kind].finding}
    WHERE ${kinds[kind].lines} AND ${scope}
      AND ($1::date IS NULL OR ((line.last_scan, line.id) >= ($1::date, $2::bigint) AND (line.last_scan, line.id, coalesce(finding.id, 0)) > ($1::date, $2::bigint, $3::bigint)))
    ORDER BY line.last_scan, line.id, finding.id LIMIT $4
  )
  SELECT page.id AS "treatmentLineId", page.last_scan::text AS "orderedBy", page.patient_id AS "patientId", patient.synthetic, page.finding_id AS "findingId",
    page.definition, ${kinds[kind].reason} AS reason, page.content -> 'holds' AS holds, scan.last_from AS "lastScanFrom", scan.last_to AS "lastScanTo",
    scan.held AS "heldAssessments", ${lineStateSql('line', 'scan.held')} AS "lineState"
  FROM page
  JOIN assessments_treatment_line AS line ON line.id = page.id
  JOIN assessments_patient AS patient ON patient.id = page.patient_id
  CROSS JOIN LATERAL (${lastScanSql('page.id')}) AS scan
  ORDER BY page.last_scan, page.id, page.finding_id`;

interface Row {
  readonly treatmentLineId: string;
  readonly orderedBy: string;
  readonly patientId: string;
  readonly synthetic: boolean;
  readonly findingId: string | null;
  readonly definition: string;
  readonly reason: Phrase | string | null;
  readonly holds: readonly { readonly words: Phrase | string }[];
  readonly lastScanFrom: string | null;
  readonly lastScanTo: string | null;
  readonly heldAssessments: number;
  readonly lineState: WorklistRow['lineState'];
}

/** The next rows of one kind that the actor may see, with the key of each. */
export async function readWorklistRows(
  manager: EntityManager,
  actor: Actor,
  { kind, after, limit }: WorklistPart,
): Promise<{ row: WorklistRow; key: WorklistKey }[]> {
  const scope = patientScope(actor, 'line.patient_id', 5);
  const rows = await manager.query<Row[]>(rowsSql(kind, scope.sql), [
    ...(after ?? [null, null, null]),
    limit,
    ...scope.parameters,
  ]);
  return rows.map((row) => ({
    row: shownRow(kind, row),
    key: [row.orderedBy, row.treatmentLineId, row.findingId ?? '0'],
  }));
}

const shownRow = (kind: WorklistKind, row: Row): WorklistRow => ({
  id: row.findingId === null ? row.treatmentLineId : `${row.treatmentLineId}-${row.findingId}`,
  kind,
  treatmentLineId: row.treatmentLineId,
  reason: row.reason === null ? null : phraseFrom(row.reason),
  heldAssessments: row.heldAssessments,
  lineState: row.lineState,
  patient: { id: row.patientId, synthetic: row.synthetic },
  finding:
    row.findingId === null
      ? null
      : { id: row.findingId, definition: row.definition, holds: row.holds.map(({ words }) => phraseFrom(words)) },
  lastScan:
    row.lastScanFrom === null || row.lastScanTo === null ? null : { from: row.lastScanFrom, to: row.lastScanTo },
});
