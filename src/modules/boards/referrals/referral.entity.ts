import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Board } from '../boards/board.entity.js';
import { BoardCase } from '../cases/case.entity.js';
import type { ReferralForm } from './referral-views.js';

export type ReferralState = 'draft' | 'sent' | 'withdrawn';

/** A clinician's request that a board discuss a patient; kept while it is typed. */
@Entity('referral')
@Check('ck_referral_state', `"state" IN ('draft', 'sent', 'withdrawn') AND ("state" = 'draft') = ("case_id" IS NULL)`)
@Index('ix_referral_referrer', ['referrerId', 'id'])
@Index('ix_referral_case', ['caseId'])
export class Referral {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_referral',
  })
  id!: string;

  @ForeignKey(() => Board, { name: 'fk_referral_board' })
  @Column('bigint', { name: 'board_id' })
  boardId!: string;

  @Column('bigint', { name: 'referrer_id' })
  referrerId!: string;

  /** Null until the patient named in the form is found or registered, when it is sent. */
  @Column('bigint', { name: 'patient_id', nullable: true })
  patientId!: string | null;

  @ForeignKey(() => BoardCase, { name: 'fk_referral_case' })
  @Column('bigint', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column('jsonb')
  form!: ReferralForm;

  @Column('text')
  state!: ReferralState;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;
}
