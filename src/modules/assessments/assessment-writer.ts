/** The SQL of the recorder: reading the revisions of source records, and writing assessments with their lesions and measurements. */
import type { EntityManager } from 'typeorm';
import { columnsOfDocument, columnsOfHeld, measurementsOfDocument } from './assessment-rows.js';
import { listUnder, type RecordingContext, sourceKey, type SourceName } from './recording.js';
import type { PlannedWrite, StoredAssessment, StoredBySource } from './recording-plan.js';

/** All revisions of the source records, by `sourceKey`. */
export async function readRevisions(manager: EntityManager, sources: readonly SourceName[]): Promise<StoredBySource> {
  const rows: (StoredAssessment & SourceName)[] = await manager.query(
    `
    SELECT stored.issuer, stored.source_id AS "sourceId", stored.id, stored.revision, encode(stored.content_hash, 'hex') AS hash, stored.state,
      stored.patient_id AS "patientId", stored.treatment_line_id AS "treatmentLineId"
    FROM (SELECT DISTINCT issuer, source_id FROM json_to_recordset($1) AS source (issuer text, source_id text)) AS source
    JOIN assessment AS stored ON stored.issuer = source.issuer AND stored.source_id = source.source_id`,
    [JSON.stringify(sources.map(({ issuer, sourceId }) => ({ issuer, source_id: sourceId })))],
  );
  const revisions = new Map<string, StoredAssessment[]>();
  for (const row of rows) listUnder(revisions, sourceKey(row), row);
  return revisions;
}

/**
 * Writes what is planned, a correction in the place of the revision it replaces. Left out is only what someone else has written
 * first under the same source record and on other treatment lines, where no lock tells one of the other.
 * @returns what was written
 */
export async function writeAssessments(
  manager: EntityManager,
  planned: readonly PlannedWrite[],
  context: RecordingContext,
): Promise<PlannedWrite[]> {
  const ids = new Set(planned.map(({ assessment }) => assessment.id));
  const written = new Set<string>();
  for (const wave of wavesOf(planned)) {
    const possible = wave.filter(
      ({ replaces }) => replaces === null || written.has(replaces.id) || !ids.has(replaces.id),
    );
    await supersede(manager, possible);
    for (const id of await insertAssessments(manager, possible, context)) written.add(id);
  }
  const done = planned.filter(({ assessment }) => written.has(assessment.id));
  await writeMeasurements(manager, done);
  return done;
}

/** Waves in which each source record has one write at most, so that each replaces what is there. */
function wavesOf(planned: readonly PlannedWrite[]): PlannedWrite[][] {
  const waves: PlannedWrite[][] = [];
  const count = new Map<string, number>();
  for (const write of planned) {
    const wave = count.get(write.arrival.source) ?? 0;
    count.set(write.arrival.source, wave + 1);
    (waves[wave] ??= []).push(write);
  }
  return waves;
}

async function supersede(manager: EntityManager, writes: readonly PlannedWrite[]): Promise<void> {
  const replacing = writes.flatMap(({ assessment, replaces }) =>
    replaces === null ? [] : [{ old: replaces.id, new: assessment.id }],
  );
  if (replacing.length === 0) return;
  await manager.query(
    `
    UPDATE assessment SET superseded_by = pair.new
    FROM json_to_recordset($1) AS pair (old bigint, new bigint) WHERE assessment.id = pair.old AND assessment.superseded_by IS NULL`,
    [JSON.stringify(replacing)],
  );
}

async function insertAssessments(
  manager: EntityManager,
  writes: readonly PlannedWrite[],
  context: RecordingContext,
): Promise<string[]> {
  if (writes.length === 0) return [];
  const rows: { id: string }[] = await manager.query(
    `
    INSERT INTO assessment (
      id, patient_id, treatment_line_id, issuer, source_id, revision, content_hash, state, evaluator, reader, modality, slice_thickness,
      contrast_phase, timepoint, date_as_sent, date_from, date_to, study_day, timepoint_order, stated_baseline,
      organs_imaged, reported_scores, import_id, received_by
    )
    OVERRIDING SYSTEM VALUE
    SELECT id, patient_id, treatment_line_id, issuer, source_id, revision, decode(content_hash, 'hex'), state, evaluator, reader, modality,
      slice_thickness, contrast_phase, timepoint, date_as_sent, date_from, date_to, study_day, timepoint_order, stated_baseline,
      organs_imaged, reported_scores, $2, $3
    FROM json_to_recordset($1) AS written (
      id bigint, patient_id bigint, treatment_line_id bigint, issuer text, source_id text, revision integer, content_hash text, state text,
      evaluator text, reader text, modality text, slice_thickness integer, contrast_phase text, timepoint text, date_as_sent text,
      date_from date, date_to date, study_day integer, timepoint_order double precision, stated_baseline boolean, organs_imaged text[],
      reported_scores jsonb
    )
    ORDER BY issuer, source_id
    ON CONFLICT DO NOTHING
    RETURNING id`,
    [JSON.stringify(writes.map(assessmentRow)), context.importId, context.accountId],
  );
  return rows.map(({ id }) => id);
}

function assessmentRow({ arrival: { identity, document }, assessment }: PlannedWrite) {
  return {
    id: assessment.id,
    patient_id: assessment.patientId,
    treatment_line_id: assessment.treatmentLineId,
    issuer: identity.issuer,
    source_id: identity.sourceId,
    revision: assessment.revision,
    content_hash: assessment.hash,
    state: assessment.state,
    ...(document === null ? columnsOfHeld(identity) : columnsOfDocument(document)),
  };
}

async function writeMeasurements(manager: EntityManager, writes: readonly PlannedWrite[]): Promise<void> {
  const measurements = writes.flatMap(({ arrival: { document }, assessment }) =>
    document === null
      ? []
      : measurementsOfDocument(document).map((measurement, ordinal) => ({
          assessment_id: assessment.id,
          ordinal,
          patient_id: assessment.patientId,
          evaluator: document.evaluator,
          ...measurement,
        })),
  );
  if (measurements.length === 0) return;
  await insertLesions(manager, measurements);
  await manager.query(
    `
    INSERT INTO measurement (
      assessment_id, ordinal, lesion_id, role, organ, site, axis, state, micrometres, as_sent, fragments, merged_into, certainty, reason,
      exam_date_as_sent, exam_date_from, exam_date_to, modality, volume
    )
    SELECT assessment_id, ordinal, lesion.id, role, organ, site, axis, state, micrometres, as_sent, fragments, merged_into, certainty, reason,
      exam_date_as_sent, exam_date_from, exam_date_to, modality, volume
    FROM json_to_recordset($1) AS written (
      assessment_id bigint, ordinal smallint, patient_id bigint, evaluator text, label text, role text, organ text, site text, axis text,
      state text, micrometres integer, as_sent text, fragments integer[], merged_into text, certainty text, reason text,
      exam_date_as_sent text, exam_date_from date, exam_date_to date, modality text, volume text
    )
    JOIN lesion USING (patient_id, evaluator, label)`,
    [JSON.stringify(measurements)],
  );
  const quantities = measurements.flatMap(({ assessment_id, ordinal, uptake }) =>
    uptake.map((quantity) => ({ assessment_id, ordinal, ...quantity })),
  );
  if (quantities.length === 0) return;
  await manager.query(
    `
    INSERT INTO measurement_quantity (assessment_id, ordinal, quantity, value, as_sent)
    SELECT assessment_id, ordinal, quantity, value::numeric, value
    FROM json_to_recordset($1) AS written (assessment_id bigint, ordinal smallint, quantity text, value text)`,
    [JSON.stringify(quantities)],
  );
}

/** In one order, as all rows that two recordings could both insert. */
async function insertLesions(
  manager: EntityManager,
  measurements: readonly { readonly patient_id: string; readonly evaluator: string; readonly label: string }[],
): Promise<void> {
  await manager.query(
    `
    INSERT INTO lesion (patient_id, evaluator, label)
    SELECT DISTINCT patient_id, evaluator, label FROM json_to_recordset($1) AS named (patient_id bigint, evaluator text, label text)
    WHERE NOT EXISTS (
      SELECT FROM lesion WHERE lesion.patient_id = named.patient_id AND lesion.evaluator = named.evaluator AND lesion.label = named.label
    )
    ORDER BY patient_id, evaluator, label
    ON CONFLICT (patient_id, evaluator, label) DO NOTHING`,
    [JSON.stringify(measurements.map(({ patient_id, evaluator, label }) => ({ patient_id, evaluator, label })))],
  );
}
