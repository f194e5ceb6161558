import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Patient, TreatmentLine } from './patient.entity.js';

/**
 * That a label of an evaluator is read as another lesion of the same, as a person confirmed, until it is undone. What was sent stays as
 * it was; histories are read through it. A row is only ever added, or marked as undone.
 */
@Entity('lesion_match')
@Check('ck_lesion_match_two', '"label" <> "read_as"')
@Check('ck_lesion_match_undone', '("undone_at" IS NULL) = ("undone_by" IS NULL)')
@Index('uq_lesion_match_in_force', ['treatmentLineId', 'evaluator', 'label'], {
  unique: true,
  where: '"undone_at" IS NULL',
})
@Index('ix_lesion_match_line', ['treatmentLineId'])
export class ConfirmedLesionMatch {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_lesion_match',
  })
  id!: string;

  @ForeignKey(() => Patient, { name: 'fk_lesion_match_patient' })
  @Column('bigint', { name: 'patient_id' })
  patientId!: string;

  @ForeignKey(() => TreatmentLine, { name: 'fk_lesion_match_treatment_line' })
  @Column('bigint', { name: 'treatment_line_id' })
  treatmentLineId!: string;

  @Column('text')
  evaluator!: string;

  /** As sent. */
  @Column('text')
  label!: string;

  @Column('text', { name: 'read_as' })
  readAs!: string;

  @Column('timestamptz', { name: 'confirmed_at', default: () => 'now()' })
  confirmedAt!: Date;

  @Column('bigint', { name: 'confirmed_by' })
  confirmedBy!: string;

  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt!: Date | null;

  @Column('bigint', { name: 'undone_by', nullable: true })
  undoneBy!: string | null;
}
