import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { decisionWorkflow, type DecisionState, storedStates } from '../../../core/workflow/index.js';
import { sqlWords } from '../../../platform/database/index.js';
import type { Discipline } from '../boards/disciplines.js';
import { BoardCase } from '../cases/case.entity.js';
import { Meeting } from '../meetings/meeting.entity.js';
import type { OutcomeContent } from './outcome-content.js';

/** What a member thinks of a case at a meeting, before others are heard. Once committed it stays. */
@Entity('opinion')
@Unique('uq_opinion_account', ['caseId', 'meetingId', 'accountId'])
export class Opinion {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_opinion',
  })
  id!: string;

  @ForeignKey(() => BoardCase, { name: 'fk_opinion_case' })
  @Column('bigint', { name: 'case_id' })
  caseId!: string;

  @ForeignKey(() => Meeting, { name: 'fk_opinion_meeting' })
  @Column('bigint', { name: 'meeting_id' })
  meetingId!: string;

  @Column('bigint', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  discipline!: Discipline;

  @Column('text')
  words!: string;

  /** Null while it is being written. */
  @Column('timestamptz', { name: 'committed_at', nullable: true })
  committedAt!: Date | null;

  @Column('timestamptz', { name: 'written_at', default: () => 'now()' })
  writtenAt!: Date;
}

/** The outcome of a case as it is written at a meeting: what a signature makes a decision of. */
@Entity('outcome')
@Check('ck_outcome_state', `"state" IN (${sqlWords(storedStates(decisionWorkflow))})`)
@Index('ux_outcome_of_case', ['caseId'], { unique: true, where: `"state" <> 'dropped'` })
@Index('ix_outcome_case', ['caseId', 'id'])
export class Outcome {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_outcome',
  })
  id!: string;

  @ForeignKey(() => BoardCase, { name: 'fk_outcome_case' })
  @Column('bigint', { name: 'case_id' })
  caseId!: string;

  @ForeignKey(() => Meeting, { name: 'fk_outcome_meeting' })
  @Column('bigint', { name: 'meeting_id', nullable: true })
  meetingId!: string | null;

  @Column('text')
  state!: DecisionState;

  @Column('integer', { default: 1 })
  version!: number;

  /** The version that was read back last. */
  @Column('integer', { name: 'read_back_version', nullable: true })
  readBackVersion!: number | null;

  @Column('bigint', { name: 'read_back_by', nullable: true })
  readBackBy!: string | null;

  @Column('timestamptz', { name: 'read_back_at', nullable: true })
  readBackAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** Everything that was typed as an outcome. Append-only: nothing typed is lost. */
@Entity('outcome_text')
@Unique('uq_outcome_text_version', ['outcomeId', 'version'])
export class OutcomeText {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_outcome_text',
  })
  id!: string;

  @ForeignKey(() => Outcome, { name: 'fk_outcome_text_outcome' })
  @Column('bigint', { name: 'outcome_id' })
  outcomeId!: string;

  /** Null: it was written on an older version and did not become one. */
  @Column('integer', { nullable: true })
  version!: number | null;

  /** The version on which it was written; 0 for the first. */
  @Column('integer', { name: 'made_on' })
  madeOn!: number;

  @Column('jsonb')
  content!: OutcomeContent;

  /** SHA-256 of the canonical text of the content, in hexadecimal digits. */
  @Column('text')
  hash!: string;

  @Column('bigint', { name: 'written_by' })
  writtenBy!: string;

  @Column('timestamptz', { name: 'written_at', default: () => 'now()' })
  writtenAt!: Date;
}
