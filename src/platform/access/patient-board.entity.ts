import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A patient's place on a board, from `since` until `until` (null while it lasts): what patient scope is decided by. */
@Entity('patient_board')
@Index('ux_patient_board_current', ['patientId', 'boardId'], { unique: true, where: '"until" IS NULL' })
@Index('ix_patient_board_board', ['boardId', 'patientId'], { where: '"until" IS NULL' })
@Index('ix_patient_board_since', ['since'], { where: '"until" IS NULL' })
export class PatientBoard {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_patient_board',
  })
  id!: string;

  @Column({ name: 'patient_id', type: 'bigint' })
  patientId!: string;

  @Column({ name: 'board_id', type: 'bigint' })
  boardId!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  since!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  until!: Date | null;

  /** Why the patient was moved here from another board. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}
