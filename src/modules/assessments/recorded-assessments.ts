/** Reading assessments with their measurements back, whole and in few queries: for histories and for the pages. */
import type { EntityManager } from 'typeorm';
import type { AssessmentDocument } from '../../core/record/index.js';
import type { HeldValue } from '../../core/response/index.js';
import {
  type AssessmentColumns,
  type AssessmentOrigin,
  documentOfColumns,
  type MeasurementColumns,
} from './assessment-rows.js';

export interface AssessmentRecord extends AssessmentColumns, AssessmentOrigin {
  readonly id: string;
  readonly treatmentLineId: string;
  readonly state: 'accepted' | 'held';
  readonly importId: string | null;
  readonly receivedAt: Date;
  /** Revision that took its place; null while it is the current one. */
  readonly supersededBy: number | null;
  readonly measurements: readonly MeasurementColumns[];
  /** Why it is held. */
  readonly held: readonly HeldValue[];
}

type AssessmentRow = AssessmentColumns &
  Omit<AssessmentOrigin, 'patient'> &
  Pick<AssessmentRecord, 'id' | 'treatmentLineId' | 'state' | 'importId' | 'receivedAt' | 'supersededBy'> & {
    readonly patientIssuer: string;
    readonly patientId: string;
  };

const columns = `
  assessment.id, assessment.treatment_line_id AS "treatmentLineId", assessment.issuer, assessment.source_id AS "sourceId", assessment.revision,
  assessment.state, patient.synthetic, patient.issuer AS "patientIssuer", patient.patient_id AS "patientId", line.line_key AS "lineKey",
  assessment.evaluator, assessment.reader, assessment.modality, assessment.slice_thickness, assessment.contrast_phase, assessment.timepoint,
  assessment.date_as_sent, assessment.date_from, assessment.date_to, assessment.study_day, assessment.timepoint_order,
  assessment.stated_baseline, assessment.organs_imaged, assessment.reported_scores,
  assessment.import_id AS "importId", assessment.received_at AS "receivedAt", newer.revision AS "supersededBy"`;

/**
 * The assessments that a condition selects, in order of their ids.
 * @param condition SQL over `assessment`, a constant of the code; its parameters are numbered from $1
 */
export async function readAssessments(
  manager: EntityManager,
  condition: string,
  parameters: readonly unknown[],
): Promise<AssessmentRecord[]> {
  const rows: AssessmentRow[] = await manager.query(
    `
    SELECT ${columns}
    FROM assessment
    JOIN patient ON patient.id = assessment.patient_id
    JOIN treatment_line AS line ON line.id = assessment.treatment_line_id
    LEFT JOIN assessment AS newer ON newer.id = assessment.superseded_by
    WHERE ${condition}
    ORDER BY assessment.id`,
    [...parameters],
  );
  const measurements = await readMeasurements(
    manager,
    rows.map(({ id }) => id),
  );
  const reasons = await readReasons(
    manager,
    rows.filter(({ state }) => state === 'held').map(({ id }) => id),
  );
  return rows.map(({ patientIssuer, patientId, ...row }) => ({
    ...row,
    patient: { issuer: patientIssuer, id: patientId },
    measurements: measurements.get(row.id) ?? [],
    held: reasons.get(row.id) ?? [],
  }));
}

/** The document of an accepted assessment; null for a held one. */
export function documentOfRecord(record: AssessmentRecord): AssessmentDocument | null {
  const { evaluator, state } = record;
  return state === 'held' || evaluator === null
    ? null
    : documentOfColumns(record, { ...record, evaluator }, record.measurements);
}

async function readMeasurements(
  manager: EntityManager,
  assessmentIds: readonly string[],
): Promise<Map<string, MeasurementColumns[]>> {
  const rows: (Omit<MeasurementColumns, 'uptake'> & {
    assessmentId: string;
    uptake: MeasurementColumns['uptake'] | null;
  })[] = await manager.query(
    `
    SELECT measurement.assessment_id AS "assessmentId", lesion.label, role, organ, site, axis, state, micrometres, as_sent, fragments, merged_into,
      certainty, reason, exam_date_as_sent, exam_date_from, exam_date_to, modality, volume, quantities.uptake
    FROM measurement
    JOIN lesion ON lesion.id = measurement.lesion_id
    LEFT JOIN (
      SELECT assessment_id, ordinal, json_agg(json_build_object('quantity', quantity, 'value', as_sent) ORDER BY quantity) AS uptake
      FROM measurement_quantity WHERE assessment_id = ANY ($1::bigint[]) GROUP BY assessment_id, ordinal
    ) AS quantities ON quantities.assessment_id = measurement.assessment_id AND quantities.ordinal = measurement.ordinal
    WHERE measurement.assessment_id = ANY ($1::bigint[])
    ORDER BY measurement.assessment_id, measurement.ordinal`,
    [assessmentIds],
  );
  return listsBy(rows, ({ assessmentId, uptake, ...row }) => [assessmentId, { ...row, uptake: uptake ?? [] }]);
}

async function readReasons(
  manager: EntityManager,
  assessmentIds: readonly string[],
): Promise<Map<string, HeldValue[]>> {
  if (assessmentIds.length === 0) return new Map();
  const rows: (HeldValue & { assessmentId: string })[] = await manager.query(
    `
    SELECT DISTINCT ON (assessment_id, message) assessment_id AS "assessmentId", message AS value, code, place ->> 'value' AS sent FROM sender_query
    WHERE assessment_id = ANY ($1::bigint[]) AND kind = 'holds' ORDER BY assessment_id, message, id`,
    [assessmentIds],
  );
  return listsBy(rows, ({ assessmentId, ...held }) => [assessmentId, held]);
}

/** The values of rows as lists by a key, in the order of the rows. */
export function listsBy<Row, Value>(
  rows: readonly Row[],
  entryOf: (row: Row) => readonly [string, Value],
): Map<string, Value[]> {
  const lists = new Map<string, Value[]>();
  for (const row of rows) {
    const [key, value] = entryOf(row);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
  }
  return lists;
}
