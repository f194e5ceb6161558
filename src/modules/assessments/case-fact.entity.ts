import type { FactName, FactState } from '../../core/record/index.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Patient, TreatmentLine } from './patient.entity.js';

/** One fact of one revision of a statement; the facts of a statement are superseded together. */
@Entity('case_fact')
@Unique('uq_case_fact_revision', ['issuer', 'sourceId', 'revision', 'ordinal'])
@Check('ck_case_fact_state', `"state" IN ('known', 'none', 'unknown') AND ("state" = 'known') = ("value" IS NOT NULL)`)
@Index('ix_case_fact_ended', ['patientId', 'name'], {
  where: `"superseded_at" IS NULL AND "state" = 'known' AND "name" IN ('died', 'follow-up-ended')`,
})
@Index('ix_case_fact_patient', ['patientId'], { where: '"superseded_at" IS NULL' })
export class CaseFact {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_case_fact',
  })
  id!: string;

  @ForeignKey(() => Patient, { name: 'fk_case_fact_patient' })
  @Column('bigint', { name: 'patient_id' })
  patientId!: string;

  /** Set for facts of a treatment line only. */
  @ForeignKey(() => TreatmentLine, { name: 'fk_case_fact_treatment_line' })
  @Column('bigint', { name: 'treatment_line_id', nullable: true })
  treatmentLineId!: string | null;

  @Column('text', { nullable: true })
  lesion!: string | null;

  @Column('text', { nullable: true })
  evaluator!: string | null;

  @Column('text')
  issuer!: string;

  @Column('text', { name: 'source_id' })
  sourceId!: string;

  @Column('integer')
  revision!: number;

  @Column('smallint')
  ordinal!: number;

  @Column('text')
  name!: FactName;

  @Column('text')
  state!: FactState;

  @Column('jsonb', { nullable: true })
  value!: unknown;

  @Column('text', { name: 'date_as_sent', nullable: true })
  dateAsSent!: string | null;

  @Column('date', { name: 'date_from', nullable: true })
  dateFrom!: string | null;

  @Column('date', { name: 'date_to', nullable: true })
  dateTo!: string | null;

  @Column('text', { nullable: true })
  source!: string | null;

  @Column('bigint', { name: 'recorded_by' })
  recordedBy!: string;

  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' })
  recordedAt!: Date;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt!: Date | null;
}
