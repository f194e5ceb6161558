import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { MeetingWorkflowState } from '../../../core/workflow/index.js';
import { Board } from '../boards/board.entity.js';
import { BoardCase } from '../cases/case.entity.js';
import { MeetingSeries } from './meeting-series.entity.js';

export const meetingStates = [
  'planned',
  'in-session',
  'ended',
  'cancelled',
] as const satisfies readonly MeetingWorkflowState[];
export type MeetingState = (typeof meetingStates)[number];

/** A meeting of a board. `agendaVersion` goes up by one with every change of its agenda, its time and its state. */
@Entity('meeting')
@Check('ck_meeting_minutes', '"minutes" BETWEEN 5 AND 600')
@Check('ck_meeting_state', `"state" IN ('planned', 'in-session', 'ended', 'cancelled')`)
@Check('ck_meeting_occurrence', '("series_id" IS NULL) = ("occurrence" IS NULL)')
@Index('ix_meeting_board', ['boardId', 'startsAt'])
@Index('ux_meeting_occurrence', ['seriesId', 'occurrence'], { unique: true })
@Index('ux_meeting_start', ['boardId', 'startsAt'], { unique: true, where: `"state" = 'planned'` })
export class Meeting {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_meeting',
  })
  id!: string;

  @ForeignKey(() => Board, { name: 'fk_meeting_board' })
  @Column('bigint', { name: 'board_id' })
  boardId!: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('integer')
  minutes!: number;

  @Column('text', { nullable: true })
  place!: string | null;

  @Column('text')
  state!: MeetingState;

  @Column('integer', { name: 'agenda_version', default: 1 })
  agendaVersion!: number;

  @Column('bigint', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @ForeignKey(() => MeetingSeries, { name: 'fk_meeting_series' })
  @Column('bigint', { name: 'series_id', nullable: true })
  seriesId!: string | null;

  /** Which of its series it is: the local time that the rule names, whatever became of it. It stays with a meeting that is cancelled or moved. */
  @Column('text', { nullable: true })
  occurrence!: string | null;

  /** Why it was cancelled, where that is kept. */
  @Column('text', { name: 'state_reason', nullable: true })
  stateReason!: string | null;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}

/** A case on a meeting's agenda. Taken off, it stays with its reason; a case stands on one agenda at a time. */
@Entity('agenda_item')
@Check('ck_agenda_item_minutes', '"minutes" BETWEEN 1 AND 120')
@Index('ux_agenda_item_current', ['caseId'], { unique: true, where: '"removed_at" IS NULL' })
@Index('ix_agenda_item_case', ['caseId'])
@Index('ix_agenda_item_meeting', ['meetingId', 'position'], { where: '"removed_at" IS NULL' })
export class AgendaItem {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_agenda_item',
  })
  id!: string;

  @ForeignKey(() => Meeting, { name: 'fk_agenda_item_meeting' })
  @Column('bigint', { name: 'meeting_id' })
  meetingId!: string;

  @ForeignKey(() => BoardCase, { name: 'fk_agenda_item_case' })
  @Column('bigint', { name: 'case_id' })
  caseId!: string;

  /** Of entries of release 0.1.0, which placed single questions. */
  @Column('bigint', { name: 'discussion_item_id', nullable: true })
  discussionItemId!: string | null;

  /** From 1, without gaps among the items that stand on the agenda. */
  @Column('integer')
  position!: number;

  @Column('integer')
  minutes!: number;

  @Column('bigint', { name: 'placed_by' })
  placedBy!: string;

  @Column('timestamptz', { name: 'placed_at', default: () => 'now()' })
  placedAt!: Date;

  /** Null where the service itself took it off. */
  @Column('bigint', { name: 'removed_by', nullable: true })
  removedBy!: string | null;

  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt!: Date | null;

  /** A person's words; 'meeting-cancelled: ' and a person's words; or 'patient-left-board', where the service itself took it off. */
  @Column('text', { name: 'removed_reason', nullable: true })
  removedReason!: string | null;
}

export type AgendaChangeKind =
  | 'placed'
  | 'moved'
  | 'minutes-changed'
  | 'removed'
  | 'meeting-cancelled'
  | 'meeting-moved'
  | 'meeting-opened'
  | 'meeting-ended';

/** What made a version of an agenda out of the one before. */
@Entity('agenda_change')
@Check(
  'ck_agenda_change_change',
  `"change" IN ('placed', 'moved', 'minutes-changed', 'removed', 'meeting-cancelled', 'meeting-moved', 'meeting-opened', 'meeting-ended')`,
)
export class AgendaChange {
  @ForeignKey(() => Meeting, { name: 'fk_agenda_change_meeting' })
  @PrimaryColumn('bigint', { name: 'meeting_id', primaryKeyConstraintName: 'pk_agenda_change' })
  meetingId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_agenda_change' })
  version!: number;

  @Column('text')
  change!: AgendaChangeKind;

  @ForeignKey(() => AgendaItem, { name: 'fk_agenda_change_agenda_item' })
  @Column('bigint', { name: 'agenda_item_id', nullable: true })
  agendaItemId!: string | null;

  @Column('integer', { nullable: true })
  position!: number | null;

  @Column('integer', { nullable: true })
  minutes!: number | null;

  /** Null where the service itself made the change. */
  @Column('bigint', { name: 'changed_by', nullable: true })
  changedBy!: string | null;

  @Column('timestamptz', { name: 'changed_at', default: () => 'now()' })
  changedAt!: Date;
}
