import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { caseWorkflow, type CaseState, openCaseStates, storedStates } from '../../../core/workflow/index.js';
import { sqlWords } from '../../../platform/database/index.js';
import { Board } from '../boards/board.entity.js';

/** Why a case is there. */
export const caseReasons = ['flag', 'question', 'referral', 'returned-decision', 'moved-here'] as const;
export type CaseReason = (typeof caseReasons)[number];

export const casePriorities = ['routine', 'sooner'] as const;
export type CasePriority = (typeof casePriorities)[number];

/** What is asked when a case is returned for information. */
export interface AskedInformation {
  readonly what: string;
  readonly from: string;
  /** YYYY-MM-DD. */
  readonly until: string;
}

/** Where images stand: ids of the hospital's archive, never the images. */
export interface ImagePointer {
  readonly accession: string;
  readonly series: string | null;
  readonly slice: string | null;
  readonly words: string | null;
}

/** SQL of the states in which a case is before its board. */
export const openCaseSql = (alias: string): string => `${alias}.state IN (${sqlWords(openCaseStates)})`;

/** A patient's question on one treatment line before one board. One such is open at a time; a closed one is followed by one that names it. */
@Entity('board_case')
@Unique('uq_board_case_number', ['boardId', 'number'])
@Check('ck_board_case_state', `"state" IN (${sqlWords(storedStates(caseWorkflow))})`)
@Check('ck_board_case_priority', `"priority" IN ('routine', 'sooner')`)
@Check('ck_board_case_minutes', '"minutes" BETWEEN 1 AND 120')
@Index('ux_board_case_open_of_line', ['boardId', 'treatmentLineId'], {
  unique: true,
  where: `"state" IN (${sqlWords(openCaseStates)})`,
})
@Index('ux_board_case_open_of_patient', ['boardId', 'patientId'], {
  unique: true,
  where: `"treatment_line_id" IS NULL AND "state" IN (${sqlWords(openCaseStates)})`,
})
@Index('ix_board_case_state', ['boardId', 'state', 'id'])
@Index('ix_board_case_patient', ['patientId'])
@Index('ix_board_case_line', ['treatmentLineId'])
export class BoardCase {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_board_case',
  })
  id!: string;

  @ForeignKey(() => Board, { name: 'fk_board_case_board' })
  @Column('bigint', { name: 'board_id' })
  boardId!: string;

  /** Of its board, from 1: 'Case 7'. */
  @Column('integer')
  number!: number;

  @Column('bigint', { name: 'patient_id' })
  patientId!: string;

  /** Null for a referral of a patient of whom nothing was measured yet. */
  @Column('bigint', { name: 'treatment_line_id', nullable: true })
  treatmentLineId!: string | null;

  @Column('text')
  state!: CaseState;

  @Column('text', { array: true })
  reasons!: CaseReason[];

  @ForeignKey(() => BoardCase, { name: 'fk_board_case_predecessor' })
  @Column('bigint', { name: 'predecessor_id', nullable: true })
  predecessorId!: string | null;

  @ForeignKey(() => BoardCase, { name: 'fk_board_case_merged_into' })
  @Column('bigint', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;

  /** As a person worded it; null while the proposed one of the leading point stands. Earlier wordings stand in the history. */
  @Column('text', { nullable: true })
  question!: string | null;

  /** What the treating clinician proposes. */
  @Column('text', { nullable: true })
  proposal!: string | null;

  @Column('text', { default: 'routine' })
  priority!: CasePriority;

  @Column('date', { nullable: true })
  deadline!: string | null;

  /** Name of the clock that sets the deadline, such as '31 days from the agreed decision'. */
  @Column('text', { name: 'deadline_clock', nullable: true })
  deadlineClock!: string | null;

  /** Null: as the board has it. */
  @Column('integer', { nullable: true })
  minutes!: number | null;

  @Column('bigint', { name: 'owner_id', nullable: true })
  ownerId!: string | null;

  /** Standard of care under which it is listed without discussion. */
  @Column('text', { nullable: true })
  protocol!: string | null;

  @Column('jsonb', { nullable: true })
  asked!: AskedInformation | null;

  @Column('jsonb', { default: [] })
  images!: readonly ImagePointer[];

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'state_changed_at', default: () => 'now()' })
  stateChangedAt!: Date;

  /** Null where the service itself changed it. */
  @Column('bigint', { name: 'state_changed_by', nullable: true })
  stateChangedBy!: string | null;

  /** A code of the transition that led here. */
  @Column('text', { name: 'state_reason', nullable: true })
  stateReason!: string | null;

  @Column('text', { name: 'state_words', nullable: true })
  stateWords!: string | null;
}

/** A discussion item as a point of a case. */
@Entity('board_case_point')
@Index('ix_board_case_point_discussion_item', ['discussionItemId'])
export class CasePoint {
  @ForeignKey(() => BoardCase, { name: 'fk_board_case_point_case' })
  @PrimaryColumn('bigint', { name: 'case_id', primaryKeyConstraintName: 'pk_board_case_point' })
  caseId!: string;

  @PrimaryColumn('bigint', { name: 'discussion_item_id', primaryKeyConstraintName: 'pk_board_case_point' })
  discussionItemId!: string;

  @Column('timestamptz', { name: 'joined_at', default: () => 'now()' })
  joinedAt!: Date;
}

/** What made a version of a case out of the one before. Append-only. */
@Entity('board_case_event')
@Unique('uq_board_case_event_version', ['caseId', 'version'])
export class CaseEvent {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_board_case_event',
  })
  id!: string;

  @ForeignKey(() => BoardCase, { name: 'fk_board_case_event_case' })
  @Column('bigint', { name: 'case_id' })
  caseId!: string;

  @Column('integer')
  version!: number;

  /** Name of a transition, or 'evidence-joined', 'edited', 'took-in', 'gave-back' and 'taken-over'. */
  @Column('text')
  event!: string;

  @Column('text', { name: 'from_state', nullable: true })
  fromState!: CaseState | null;

  @Column('text', { name: 'to_state' })
  toState!: CaseState;

  @Column('bigint', { nullable: true })
  by!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { nullable: true })
  words!: string | null;

  /** What was there before an edit, what was asked, where it was placed. */
  @Column('jsonb', { default: {} })
  detail!: Readonly<Record<string, unknown>>;
}

/** What a member says of a case before a meeting: kept, dated, and in no letter unless somebody takes it over. Append-only. */
@Entity('board_case_comment')
@Index('ix_board_case_comment_case', ['caseId', 'id'])
@Index('ix_board_case_comment_discussion_item', ['discussionItemId'], { where: '"discussion_item_id" IS NOT NULL' })
@Check('ck_board_case_comment_taking_out', '"discussion_item_id" IS NULL OR "proposes"')
export class CaseComment {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_board_case_comment',
  })
  id!: string;

  @ForeignKey(() => BoardCase, { name: 'fk_board_case_comment_case' })
  @Column('bigint', { name: 'case_id' })
  caseId!: string;

  @Column('text')
  words!: string;

  /** True: a proposal for the case rather than a remark. */
  @Column('boolean', { default: false })
  proposes!: boolean;

  /** The point that it proposes to take out: its words are the code of the reason then, or a person's words where the reason is another. */
  @Column('bigint', { name: 'discussion_item_id', nullable: true })
  discussionItemId!: string | null;

  @Column('bigint', { name: 'written_by' })
  writtenBy!: string;

  @Column('timestamptz', { name: 'written_at', default: () => 'now()' })
  writtenAt!: Date;
}
