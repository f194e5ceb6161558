import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { BoardCase } from '../cases/case.entity.js';
import { Meeting } from '../meetings/meeting.entity.js';
import type { Bundle } from './bundle.js';

/** What a board is shown of a case, frozen. Append-only: what comes later is another one. */
@Entity('preparation')
@Unique('uq_preparation_number', ['caseId', 'number'])
export class Preparation {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_preparation',
  })
  id!: string;

  @ForeignKey(() => BoardCase, { name: 'fk_preparation_case' })
  @Column('bigint', { name: 'case_id' })
  caseId!: string;

  /** Of its case, from 1. */
  @Column('integer')
  number!: number;

  /** Null for a case that was listed without discussion. */
  @ForeignKey(() => Meeting, { name: 'fk_preparation_meeting' })
  @Column('bigint', { name: 'meeting_id', nullable: true })
  meetingId!: string | null;

  @Column('jsonb')
  bundle!: Bundle;

  /** SHA-256 of the canonical text of the bundle, in hexadecimal digits. */
  @Column('text')
  hash!: string;

  @Column('bigint', { name: 'frozen_by' })
  frozenBy!: string;

  @Column('timestamptz', { name: 'frozen_at', default: () => 'now()' })
  frozenAt!: Date;
}
