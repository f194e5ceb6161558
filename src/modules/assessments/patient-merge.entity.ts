import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Assessment } from './assessment.entity.js';
import { Patient } from './patient.entity.js';

/**
 * Of two numbers of one person, which leads to which: what comes under the merged one is recorded with the surviving one, until the merge
 * is undone. What each had before stays with it.
 */
@Entity('patient_merge')
@Check('ck_patient_merge_two', '"survivor_id" <> "merged_id"')
@Index('uq_patient_merge_in_force', ['mergedId'], { unique: true, where: '"undone_at" IS NULL' })
@Index('ix_patient_merge_survivor', ['survivorId'])
export class PatientMerge {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_patient_merge',
  })
  id!: string;

  @ForeignKey(() => Patient, { name: 'fk_patient_merge_survivor' })
  @Column('bigint', { name: 'survivor_id' })
  survivorId!: string;

  @ForeignKey(() => Patient, { name: 'fk_patient_merge_merged' })
  @Column('bigint', { name: 'merged_id' })
  mergedId!: string;

  /** To whom the merged number led when it was merged: the survivor, or whom that one had been merged into. */
  @ForeignKey(() => Patient, { name: 'fk_patient_merge_placed' })
  @Column('bigint', { name: 'placed_id' })
  placedId!: string;

  /** Boards of the merged number on which that one did not stand: it leaves them when the merge is undone. */
  @Column('bigint', { name: 'boards_added', array: true })
  boardsAdded!: string[];

  @Column('timestamptz', { name: 'merged_at', default: () => 'now()' })
  mergedAt!: Date;

  @Column('bigint', { name: 'merged_by' })
  mergedBy!: string;

  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt!: Date | null;

  @Column('bigint', { name: 'undone_by', nullable: true })
  undoneBy!: string | null;
}

/** An assessment that was sent under a merged number. */
@Entity('patient_merge_arrival')
export class PatientMergeArrival {
  @ForeignKey(() => PatientMerge, { name: 'fk_patient_merge_arrival_merge' })
  @PrimaryColumn('bigint', { name: 'merge_id', primaryKeyConstraintName: 'pk_patient_merge_arrival' })
  mergeId!: string;

  @ForeignKey(() => Assessment, { name: 'fk_patient_merge_arrival_assessment' })
  @PrimaryColumn('bigint', { name: 'assessment_id', primaryKeyConstraintName: 'pk_patient_merge_arrival' })
  assessmentId!: string;
}
