import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, PatientAccess, patientScope } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { Database, reading, snapshot } from '../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf } from '../../platform/http/index.js';
import { Problem } from '../../platform/problem/index.js';
import type {
  AssessmentQuery,
  AssessmentView,
  ListedPatient,
  PatientDetail,
  PatientQuery,
  PatientSearch,
  PatientView,
} from './patient-views.js';
import { type AssessmentRecord, documentOfRecord, listsBy, readAssessments } from './recorded-assessments.js';

const listedColumns = 'patient.id, patient.synthetic, patient.created_at AS "createdAt"';

const byId = z.tuple([idSchema]);

type ListedRow = Omit<ListedPatient, 'createdAt'> & { readonly createdAt: Date };
type PatientRow = Omit<PatientView, 'createdAt'> & { readonly createdAt: Date };
type LineRow = Omit<PatientDetail['lines'][number], 'evaluators'>;
type EvaluatorRow = PatientDetail['lines'][number]['evaluators'][number] & { readonly treatmentLineId: string };
type FactRow = Omit<PatientDetail['facts'][number], 'recordedAt'> & { readonly recordedAt: Date };

/** What people read of patients: only those of their boards, and every read is audited. */
@Injectable()
export class PatientReader {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly trail: AuditTrail,
  ) {}

  /** The actor's patients in the order of their ids. */
  async list(actor: Actor, { issuer, limit, cursor }: PatientQuery): Promise<Page<ListedPatient>> {
    const [after] = decodeCursor(cursor, byId) ?? ['0'];
    const scope = patientScope(actor, 'patient.id', 4);
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<ListedRow[]>(
          `
      SELECT ${listedColumns} FROM patient
      WHERE patient.id > $1 AND ($2::text IS NULL OR patient.issuer = $2) AND ${scope.sql} ORDER BY patient.id LIMIT $3`,
          [after, issuer ?? null, limit + 1, ...scope.parameters],
        ),
      reading,
    );
    const page = pageOf(rows.map(withInstant), limit, ({ id }) => [id]);
    this.trail.noteRead(
      'patient.list',
      page.items.map(({ id }) => id),
    );
    return page;
  }

  /** The actor's patients with this id; of several issuers there may be several. */
  async search(actor: Actor, { issuer, patientId }: PatientSearch): Promise<{ items: PatientView[] }> {
    const scope = patientScope(actor, 'patient.id', 3);
    const rows = await this.database.asActor(
      actor,
      (manager) =>
        manager.query<PatientRow[]>(
          `
      SELECT ${listedColumns}, patient.issuer, patient.patient_id AS "patientId" FROM patient
      WHERE patient.patient_id = $1 AND ($2::text IS NULL OR patient.issuer = $2) AND ${scope.sql} ORDER BY patient.id`,
          [patientId, issuer ?? null, ...scope.parameters],
        ),
      reading,
    );
    this.trail.noteRead(
      'patient.search',
      rows.map(({ id }) => id),
    );
    return { items: rows.map(withInstant) };
  }

  /** One patient with treatment lines, evaluators and current facts, all of one moment; who it is has a question of its own. */
  async patient(actor: Actor, id: string): Promise<PatientDetail> {
    await this.access.require(actor, id);
    this.trail.noteRead('patient.read', [id]);
    return this.database.asActor(
      actor,
      async (manager) => {
        const [patient]: ListedRow[] = await manager.query(`SELECT ${listedColumns} FROM patient WHERE id = $1`, [id]);
        if (patient === undefined) throw Problem.notFound(`There is no patient ${id}.`);
        const lines: LineRow[] = await manager.query(linesSql, [id]);
        const evaluators: EvaluatorRow[] = await manager.query(evaluatorsSql, [lines.map((line) => line.id)]);
        const byLine = listsBy(evaluators, ({ treatmentLineId, ...evaluator }) => [treatmentLineId, evaluator]);
        const facts: FactRow[] = await manager.query(factsSql, [id]);
        return {
          ...withInstant(patient),
          lines: lines.map((line) => ({ ...line, evaluators: byLine.get(line.id) ?? [] })),
          facts: facts.map((fact) => ({ ...fact, recordedAt: fact.recordedAt.toISOString() })),
        };
      },
      snapshot,
    );
  }

  /** Assessments of one patient, held ones among them, in the order in which they came. */
  async assessments(
    actor: Actor,
    patientId: string,
    { treatmentLineId, superseded, limit, cursor }: AssessmentQuery,
  ): Promise<Page<AssessmentView>> {
    await this.access.require(actor, patientId);
    this.trail.noteRead('assessment.list', [patientId]);
    const [after] = decodeCursor(cursor, byId) ?? ['0'];
    const records = await this.database.asActor(
      actor,
      (manager) =>
        readAssessments(
          manager,
          `assessment.id IN (
      SELECT id FROM assessment AS own
      WHERE own.patient_id = $1 AND own.id > $2 AND ($3::bigint IS NULL OR own.treatment_line_id = $3) AND ($4 OR own.superseded_by IS NULL)
      ORDER BY own.id LIMIT $5)`,
          [patientId, after, treatmentLineId ?? null, superseded === 'true', limit + 1],
        ),
      snapshot,
    );
    return pageOf(
      records.map((record) => assessmentView(record, patientId)),
      limit,
      ({ id }) => [id],
    );
  }

  /** One revision of an assessment. */
  async assessment(actor: Actor, id: string): Promise<AssessmentView> {
    const [owner] = await this.database.asService(
      'patient-access',
      (manager) =>
        manager.query<{ patientId: string }[]>('SELECT patient_id AS "patientId" FROM assessment WHERE id = $1', [id]),
      reading,
    );
    if (owner === undefined) throw Problem.notFound(`There is no assessment ${id} of a patient on a board of yours.`);
    await this.access.require(actor, owner.patientId).catch(() => {
      throw Problem.notFound(`There is no assessment ${id} of a patient on a board of yours.`);
    });
    this.trail.noteRead('assessment.read', [owner.patientId]);
    const [record] = await this.database.asActor(
      actor,
      (manager) => readAssessments(manager, 'assessment.id = $1', [id]),
      snapshot,
    );
    if (record === undefined) throw Problem.notFound(`There is no assessment ${id} of a patient on a board of yours.`);
    return assessmentView(record, owner.patientId);
  }
}

const linesSql = `
  SELECT id, nullif(line_key, '') AS "treatmentLine", implied, history_version AS "historyVersion", classified_version AS "classifiedVersion",
    history_version <> classified_version AS stale
  FROM treatment_line WHERE patient_id = $1 ORDER BY id`;

const evaluatorsSql = `
  SELECT treatment_line_id AS "treatmentLineId", evaluator, count(*)::integer AS assessments, count(*) FILTER (WHERE state = 'held')::integer AS held,
    min(date_from) AS "firstDate", max(date_to) AS "lastDate"
  FROM assessment WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_by IS NULL
  GROUP BY treatment_line_id, evaluator ORDER BY treatment_line_id, evaluator`;

const factsSql = `
  SELECT name, state, value, treatment_line_id AS "treatmentLineId", lesion, evaluator, date_as_sent AS date, source, issuer,
    source_id AS "sourceId", revision, recorded_at AS "recordedAt"
  FROM case_fact WHERE patient_id = $1 AND superseded_at IS NULL ORDER BY id`;

const withInstant = <Row extends { readonly createdAt: Date }>(row: Row) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
});

function assessmentView(record: AssessmentRecord, patientId: string): AssessmentView {
  const {
    id,
    treatmentLineId,
    issuer,
    sourceId,
    revision,
    supersededBy,
    state,
    held,
    evaluator,
    importId,
    receivedAt,
  } = record;
  return {
    id,
    patientId,
    treatmentLineId,
    issuer,
    sourceId,
    revision,
    supersededBy,
    state,
    evaluator,
    importId,
    held: held.flatMap(({ value }) => value ?? []),
    timepoint: {
      label: record.timepoint,
      date: record.date_as_sent,
      studyDay: record.study_day,
      baseline: record.stated_baseline,
    },
    document: documentOfRecord(record),
    receivedAt: receivedAt.toISOString(),
  };
}
