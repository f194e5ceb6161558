import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import {
  actionWorkflow,
  type ActionState,
  conditionWorkflow,
  type ConditionState,
  storedStates,
} from '../../../core/workflow/index.js';
import { sqlWords } from '../../../platform/database/index.js';
import { BoardCase } from '../cases/case.entity.js';
import { Decision } from '../decisions/decision.entity.js';

/** What somebody does until when, by a signed decision. */
@Entity('decision_action')
@Check('ck_decision_action_state', `"state" IN (${sqlWords(storedStates(actionWorkflow))})`)
@Index('ix_decision_action_decision', ['decisionId'])
@Index('ix_decision_action_open', ['due', 'id'], { where: `"state" = 'open'` })
export class DecisionAction {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_decision_action',
  })
  id!: string;

  @ForeignKey(() => Decision, { name: 'fk_decision_action_decision' })
  @Column('bigint', { name: 'decision_id' })
  decisionId!: string;

  @Column('text')
  words!: string;

  /** A name or a discipline, as the board named it. */
  @Column('text')
  owner!: string;

  @Column('date', { nullable: true })
  due!: string | null;

  @Column('text')
  state!: ActionState;

  @Column('date', { name: 'done_on', nullable: true })
  doneOn!: string | null;

  @Column('text', { name: 'state_words', nullable: true })
  stateWords!: string | null;

  @Column('timestamptz', { name: 'state_changed_at', default: () => 'now()' })
  stateChangedAt!: Date;

  /** Null where the service itself changed it. */
  @Column('bigint', { name: 'state_changed_by', nullable: true })
  stateChangedBy!: string | null;
}

/** A condition of a signed decision: unmet or lapsed, it brings its case back. */
@Entity('decision_condition')
@Check('ck_decision_condition_kind', `"kind" IN ('if', 'until', 'else')`)
@Check('ck_decision_condition_state', `"state" IN (${sqlWords(storedStates(conditionWorkflow))})`)
@Index('ix_decision_condition_decision', ['decisionId'])
@Index('ix_decision_condition_waiting', ['expires', 'id'], { where: `"state" = 'waiting'` })
export class DecisionCondition {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_decision_condition',
  })
  id!: string;

  @ForeignKey(() => Decision, { name: 'fk_decision_condition_decision' })
  @Column('bigint', { name: 'decision_id' })
  decisionId!: string;

  @Column('text')
  kind!: 'if' | 'until' | 'else';

  @Column('text')
  words!: string;

  @Column('text')
  owner!: string;

  /** The last day on which it may be met. */
  @Column('date', { nullable: true })
  expires!: string | null;

  @Column('text')
  state!: ConditionState;

  @Column('date', { name: 'reported_on', nullable: true })
  reportedOn!: string | null;

  @Column('text', { name: 'state_words', nullable: true })
  stateWords!: string | null;

  @Column('timestamptz', { name: 'state_changed_at', default: () => 'now()' })
  stateChangedAt!: Date;

  /** Null where the service itself changed it. */
  @Column('bigint', { name: 'state_changed_by', nullable: true })
  stateChangedBy!: string | null;

  /** The case that it brought back, or joined. */
  @ForeignKey(() => BoardCase, { name: 'fk_decision_condition_returned_case' })
  @Column('bigint', { name: 'returned_case_id', nullable: true })
  returnedCaseId!: string | null;
}

/** What became of a decision, as somebody reported it. Append-only: the newest counts. */
@Entity('decision_follow_up')
@Check('ck_decision_follow_up_carried_out', `"carried_out" IN ('carried-out', 'partly', 'not')`)
@Index('ix_decision_follow_up_decision', ['decisionId', 'id'])
export class DecisionFollowUp {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_decision_follow_up',
  })
  id!: string;

  @ForeignKey(() => Decision, { name: 'fk_decision_follow_up_decision' })
  @Column('bigint', { name: 'decision_id' })
  decisionId!: string;

  @Column('text', { name: 'carried_out' })
  carriedOut!: 'carried-out' | 'partly' | 'not';

  /** On which day this was so. */
  @Column('date', { name: 'on_day' })
  onDay!: string;

  /** Codes of `reasons.json`. */
  @Column('text', { array: true })
  reasons!: string[];

  @Column('text', { nullable: true })
  words!: string | null;

  /** As it was given, which may differ from what was decided. */
  @Column('text', { name: 'treatment_given', nullable: true })
  treatmentGiven!: string | null;

  @Column('date', { name: 'started_on', nullable: true })
  startedOn!: string | null;

  @Column('bigint', { name: 'reported_by' })
  reportedBy!: string;

  @Column('timestamptz', { name: 'reported_at', default: () => 'now()' })
  reportedAt!: Date;
}
