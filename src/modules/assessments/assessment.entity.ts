import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type {
  Certainty,
  DiameterAxis,
  FindingState,
  LesionRole,
  Modality,
  Organ,
  UptakeQuantity,
} from '../../core/response/index.js';
import type { AssessmentDocument, ImagedPlace } from '../../core/record/index.js';
import { Lesion, Patient, TreatmentLine } from './patient.entity.js';

/** One revision of what one evaluator reported at one timepoint. Never changed: a correction supersedes it. */
@Entity('assessment')
@Unique('uq_assessment_revision', ['issuer', 'sourceId', 'revision'])
@Check('ck_assessment_state', `"state" IN ('accepted', 'held')`)
@Check('ck_assessment_evaluator', `"evaluator" IS NOT NULL OR "state" = 'held'`)
@Check(
  'ck_assessment_time',
  `"date_from" IS NOT NULL OR "study_day" IS NOT NULL OR "timepoint_order" IS NOT NULL OR "state" = 'held'`,
)
@Check('ck_assessment_interval', `("date_from" IS NULL) = ("date_to" IS NULL) AND "date_from" <= "date_to"`)
@Index('ux_assessment_current', ['issuer', 'sourceId'], { unique: true, where: '"superseded_by" IS NULL' })
@Index('ix_assessment_line', ['treatmentLineId', 'evaluator'], { where: '"superseded_by" IS NULL' })
@Index('ix_assessment_patient', ['patientId', 'id'])
@Index('ix_assessment_held', ['id'], { where: `"state" = 'held' AND "superseded_by" IS NULL` })
export class Assessment {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_assessment',
  })
  id!: string;

  @ForeignKey(() => Patient, { name: 'fk_assessment_patient' })
  @Column('bigint', { name: 'patient_id' })
  patientId!: string;

  @ForeignKey(() => TreatmentLine, { name: 'fk_assessment_treatment_line' })
  @Column('bigint', { name: 'treatment_line_id' })
  treatmentLineId!: string;

  @Column('text')
  issuer!: string;

  @Column('text', { name: 'source_id' })
  sourceId!: string;

  @Column('integer')
  revision!: number;

  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  @Column('text')
  state!: 'accepted' | 'held';

  /** Null only where it is held and its rows named none. */
  @Column('text', { nullable: true })
  evaluator!: string | null;

  @Column('text', { nullable: true })
  reader!: string | null;

  @Column('text', { nullable: true })
  modality!: Modality | null;

  /** In micrometres. */
  @Column('integer', { name: 'slice_thickness', nullable: true })
  sliceThickness!: number | null;

  @Column('text', { name: 'contrast_phase', nullable: true })
  contrastPhase!: string | null;

  @Column('text')
  timepoint!: string;

  @Column('text', { name: 'date_as_sent', nullable: true })
  dateAsSent!: string | null;

  @Column('date', { name: 'date_from', nullable: true })
  dateFrom!: string | null;

  @Column('date', { name: 'date_to', nullable: true })
  dateTo!: string | null;

  @Column('integer', { name: 'study_day', nullable: true })
  studyDay!: number | null;

  /** Place among the sender's timepoints (a visit number). */
  @Column('double precision', { name: 'timepoint_order', nullable: true })
  timepointOrder!: number | null;

  @Column('boolean', { name: 'stated_baseline', nullable: true })
  statedBaseline!: boolean | null;

  @Column('text', { name: 'organs_imaged', array: true, nullable: true })
  organsImaged!: ImagedPlace[] | null;

  /** Scores in the words of the report. */
  @Column('jsonb', { name: 'reported_scores', nullable: true })
  reportedScores!: AssessmentDocument['reportedScores'] | null;

  @Column('bigint', { name: 'import_id', nullable: true })
  importId!: string | null;

  @Column('bigint', { name: 'received_by' })
  receivedBy!: string;

  @Column('timestamptz', { name: 'received_at', default: () => 'now()' })
  receivedAt!: Date;

  /** The revision that took its place; deferred, so that the old one can make room before the new one is written. */
  @ForeignKey(() => Assessment, { name: 'fk_assessment_superseded_by', deferrable: 'INITIALLY DEFERRED' })
  @Column('bigint', { name: 'superseded_by', nullable: true })
  supersededBy!: string | null;
}

/** One lesion of one assessment. Sizes are whole micrometres beside the text as sent. */
@Entity('measurement')
@Unique('uq_measurement_lesion', ['assessmentId', 'lesionId'])
@Check('ck_measurement_role', `"role" IN ('target', 'non-target', 'new')`)
@Check('ck_measurement_size', `("state" = 'measured') = ("micrometres" IS NOT NULL) AND "micrometres" >= 0`)
export class Measurement {
  @ForeignKey(() => Assessment, { name: 'fk_measurement_assessment' })
  @PrimaryColumn('bigint', { name: 'assessment_id', primaryKeyConstraintName: 'pk_measurement' })
  assessmentId!: string;

  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_measurement' })
  ordinal!: number;

  @ForeignKey(() => Lesion, { name: 'fk_measurement_lesion' })
  @Column('bigint', { name: 'lesion_id' })
  lesionId!: string;

  @Column('text')
  role!: LesionRole;

  @Column('text', { nullable: true })
  organ!: Organ | null;

  @Column('text', { nullable: true })
  site!: string | null;

  @Column('text', { nullable: true })
  axis!: DiameterAxis | null;

  @Column('text')
  state!: FindingState;

  @Column('integer', { nullable: true })
  micrometres!: number | null;

  @Column('text', { name: 'as_sent', nullable: true })
  asSent!: string | null;

  @Column('integer', { array: true, nullable: true })
  fragments!: number[] | null;

  @Column('text', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;

  @Column('text', { nullable: true })
  certainty!: Certainty | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'exam_date_as_sent', nullable: true })
  examDateAsSent!: string | null;

  @Column('date', { name: 'exam_date_from', nullable: true })
  examDateFrom!: string | null;

  @Column('date', { name: 'exam_date_to', nullable: true })
  examDateTo!: string | null;

  @Column('text', { nullable: true })
  modality!: Modality | null;

  /** In mm³, exact as sent. */
  @Column('text', { nullable: true })
  volume!: string | null;
}

/** A quantity beside millimetres (SUL, SUV, a volume), exact as sent. */
@Entity('measurement_quantity')
@ForeignKey(() => Measurement, ['assessmentId', 'ordinal'], ['assessmentId', 'ordinal'], {
  name: 'fk_measurement_quantity_measurement',
})
export class MeasurementQuantity {
  @PrimaryColumn('bigint', { name: 'assessment_id', primaryKeyConstraintName: 'pk_measurement_quantity' })
  assessmentId!: string;

  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_measurement_quantity' })
  ordinal!: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_measurement_quantity' })
  quantity!: UptakeQuantity;

  @Column('numeric')
  value!: string;

  @Column('text', { name: 'as_sent' })
  asSent!: string;
}
