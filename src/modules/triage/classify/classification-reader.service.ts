import { Injectable } from '@nestjs/common';
import { type EvaluatorClassification, explanationOf, type TraceStep } from '../../../core/response/index.js';
import { type Actor, PatientAccess } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import type { LineDiscussion } from './classification.entity.js';
import { lineStateSql } from './line-state.js';
import { type MutedRules, readMutedRules } from '../ledger/muted-rules.js';
import type { ClassificationView } from '../triage-views.js';

interface ClassificationRow extends Pick<
  ClassificationView,
  | 'id'
  | 'treatmentLineId'
  | 'evaluator'
  | 'historyVersion'
  | 'engineVersion'
  | 'ruleSetVersion'
  | 'inputHash'
  | 'lineState'
> {
  readonly result: EvaluatorClassification;
  readonly discussion: LineDiscussion;
  readonly createdAt: Date;
}

const currentOfPatient = `
  SELECT classification.id, treatment_line_id AS "treatmentLineId", evaluator, classification.history_version AS "historyVersion",
    engine_version AS "engineVersion", rule_set_version AS "ruleSetVersion", encode(input_hash, 'hex') AS "inputHash", result, discussion,
    classification.created_at AS "createdAt", ${lineStateSql('line', 'scan.held')} AS "lineState"
  FROM classification
  JOIN assessments_treatment_line AS line ON line.id = treatment_line_id
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS held FROM assessments_assessment AS assessment WHERE assessment.treatment_line_id = line.id AND superseded_by IS NULL AND state = 'held') AS scan
  WHERE line.patient_id = $1 AND superseded_at IS NULL ORDER BY treatment_line_id, evaluator`;

/** Verdicts with their traces, for a person. */
@Injectable()
export class ClassificationReader {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly trail: AuditTrail,
  ) {}

  /** Current classifications of a patient, one a line and evaluator; evaluators that disagree stand side by side. */
  async ofPatient(actor: Actor, patientId: string): Promise<{ items: ClassificationView[] }> {
    await this.access.require(actor, patientId);
    this.trail.noteRead('classification.read', [patientId]);
    return this.database.asActor(
      actor,
      async (manager) => {
        const rows = await manager.query<ClassificationRow[]>(currentOfPatient, [patientId]);
        const muted = await readMutedRules(manager);
        return { items: rows.map((row) => classificationView(row, muted)) };
      },
      reading,
    );
  }
}

function classificationView(
  { result, discussion, createdAt, ...row }: ClassificationRow,
  muted: MutedRules,
): ClassificationView {
  return {
    ...row,
    classifiedAt: createdAt.toISOString(),
    timepoints: result.timepoints.map((timepoint) => ({
      ...timepoint,
      trace: explained(timepoint.trace),
      patterns: timepoint.patterns.map((pattern) => ({ ...pattern, trace: explained(pattern.trace) })),
    })),
    lesions: result.lesions.map((lesion) => ({ ...lesion })),
    population: { ...discussion.population },
    waiting: discussion.waiting.filter(({ rule }) => !muted.has(rule)).map((rule) => ({ ...rule })),
  };
}

const explained = (trace: readonly TraceStep[]) => trace.map((step) => ({ ...step, words: explanationOf(step) }));
