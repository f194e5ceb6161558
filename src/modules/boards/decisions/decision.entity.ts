import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { BoardCase } from '../cases/case.entity.js';
import { Meeting } from '../meetings/meeting.entity.js';
import { Preparation } from '../preparation/preparation.entity.js';
import { Outcome } from './outcome.entity.js';
import type { SignedText } from './signed-text.js';

/** What a board decided on a case, signed. Append-only: what comes later is an amendment. */
@Entity('decision')
@Unique('uq_decision_case', ['caseId'])
@Index('ix_decision_meeting', ['meetingId'])
export class Decision {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_decision',
  })
  id!: string;

  @ForeignKey(() => BoardCase, { name: 'fk_decision_case' })
  @Column('bigint', { name: 'case_id' })
  caseId!: string;

  @ForeignKey(() => Outcome, { name: 'fk_decision_outcome' })
  @Column('bigint', { name: 'outcome_id' })
  outcomeId!: string;

  /** Null for a case that was listed without discussion. */
  @ForeignKey(() => Meeting, { name: 'fk_decision_meeting' })
  @Column('bigint', { name: 'meeting_id', nullable: true })
  meetingId!: string | null;

  @ForeignKey(() => Preparation, { name: 'fk_decision_preparation' })
  @Column('bigint', { name: 'preparation_id' })
  preparationId!: string;

  @Column('jsonb')
  text!: SignedText;

  /** SHA-256 of the canonical text of `text`, in hexadecimal digits. */
  @Column('text')
  hash!: string;

  @Column('bigint', { name: 'signed_by' })
  signedBy!: string;

  @Column('timestamptz', { name: 'signed_at' })
  signedAt!: Date;
}

/** What was added to a signed decision, with its reason. Append-only; its hash holds that of what came before. */
@Entity('decision_amendment')
@Unique('uq_decision_amendment_number', ['decisionId', 'number'])
export class DecisionAmendment {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_decision_amendment',
  })
  id!: string;

  @ForeignKey(() => Decision, { name: 'fk_decision_amendment_decision' })
  @Column('bigint', { name: 'decision_id' })
  decisionId!: string;

  /** Of its decision, from 1. */
  @Column('integer')
  number!: number;

  @Column('text')
  reason!: string;

  @Column('text')
  words!: string;

  @Column('text')
  hash!: string;

  @Column('bigint', { name: 'amended_by' })
  amendedBy!: string;

  @Column('timestamptz', { name: 'amended_at' })
  amendedAt!: Date;
}
