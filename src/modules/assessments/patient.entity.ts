import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A person by the id that an issuer (a hospital, a trial) gave them; never by the bare id. */
@Entity('patient')
@Unique('uq_patient_identity', ['issuer', 'patientId'])
@Index('ix_patient_patient_id', ['patientId'])
@Index('ix_patient_synthetic', ['id'], { where: '"synthetic"' })
export class Patient {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_patient',
  })
  id!: string;

  @Column('bigint', { name: 'site_id' })
  siteId!: string;

  @Column('text')
  issuer!: string;

  @Column('text', { name: 'patient_id' })
  patientId!: string;

  @Column('boolean', { default: false })
  synthetic!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/**
 * One line of treatment and the versions that tell whether its classification is current. `historyVersion` goes up by one in every
 * transaction that writes an assessment, a correction or a fact of the line.
 */
@Entity('treatment_line')
@Unique('uq_treatment_line_key', ['patientId', 'lineKey'])
@Check('ck_treatment_line_implied', `"implied" = ("line_key" = '')`)
@Index('ix_treatment_line_stale', ['staleSince', 'id'], { where: '"history_version" <> "classified_version"' })
@Index('ix_treatment_line_release', ['classifiedReleaseId', 'id'])
@Index('ix_treatment_line_reconsider', ['reconsiderOn', 'id'], { where: '"reconsider_on" IS NOT NULL' })
@Index('ix_treatment_line_flag', ['lastScan', 'id'], { where: '"open_flag"' })
@Index('ix_treatment_line_question', ['lastScan', 'id'], { where: '"open_question"' })
@Index('ix_treatment_line_watch', ['lastScan', 'id'], { where: '"open_watch"' })
@Index('ix_treatment_line_failed', ['lastScan', 'id'], { where: '"failed_at" IS NOT NULL' })
export class TreatmentLine {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_treatment_line',
  })
  id!: string;

  @ForeignKey(() => Patient, { name: 'fk_treatment_line_patient' })
  @Column('bigint', { name: 'patient_id' })
  patientId!: string;

  /** The sender's id of the line; '' where the source named none. */
  @Column('text', { name: 'line_key' })
  lineKey!: string;

  @Column('boolean')
  implied!: boolean;

  @Column('bigint', { name: 'history_version', default: 0 })
  historyVersion!: string;

  @Column('bigint', { name: 'classified_version', default: 0 })
  classifiedVersion!: string;

  @Column('bigint', { name: 'classified_release_id', nullable: true })
  classifiedReleaseId!: string | null;

  @Column('timestamptz', { name: 'stale_since', nullable: true })
  staleSince!: Date | null;

  /** When its classification last failed; null once the line is classified or its history goes on. */
  @Column('timestamptz', { name: 'failed_at', nullable: true })
  failedAt!: Date | null;

  /** Day on which the line has to be looked at again without any new data, such as the day after a parking window; null where there is none. */
  @Column('date', { name: 'reconsider_on', nullable: true })
  reconsiderOn!: string | null;

  /** The latest of such days that has come: part of the history, so that a result never depends on when it was computed. */
  @Column('date', { name: 'day_reached', nullable: true })
  dayReached!: string | null;

  /** Last day on which the latest scan can have been, by which the worklist is ordered; 'infinity' where only study days are known. */
  @Column('date', { name: 'last_scan', default: () => "'infinity'" })
  lastScan!: string;

  /** Whether a flag of the line is open: what the worklist has of a line is found by an index, and kept by the room of triage. */
  @Column('boolean', { name: 'open_flag', default: false })
  openFlag!: boolean;

  @Column('boolean', { name: 'open_watch', default: false })
  openWatch!: boolean;

  /** Whether a question about the line is drafted or accepted. */
  @Column('boolean', { name: 'open_question', default: false })
  openQuestion!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** A lesion as one evaluator labels it: two evaluators' lesions of the same label are two. */
@Entity('lesion')
@Unique('uq_lesion_label', ['patientId', 'evaluator', 'label'])
export class Lesion {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_lesion',
  })
  id!: string;

  @ForeignKey(() => Patient, { name: 'fk_lesion_patient' })
  @Column('bigint', { name: 'patient_id' })
  patientId!: string;

  @Column('text')
  evaluator!: string;

  @Column('text')
  label!: string;
}
