import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Board } from '../boards/board.entity.js';

/** Meetings that repeat by a rule. Each is a meeting of its own, made ahead; a change of this one and those that follow begins a new series. */
@Entity('meeting_series')
@Check('ck_meeting_series_minutes', '"minutes" BETWEEN 5 AND 600')
@Index('ix_meeting_series_board', ['boardId'])
@Index('ix_meeting_series_going_on', ['plannedUntil'], { where: '"ends_before" IS NULL' })
export class MeetingSeries {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_meeting_series',
  })
  id!: string;

  @ForeignKey(() => Board, { name: 'fk_meeting_series_board' })
  @Column('bigint', { name: 'board_id' })
  boardId!: string;

  /** The series that this one took over from. */
  @ForeignKey(() => MeetingSeries, { name: 'fk_meeting_series_follows' })
  @Column('bigint', { name: 'follows_id', nullable: true })
  followsId!: string | null;

  /** Local date and time, 'yyyy-mm-ddThh:mm'. */
  @Column('text', { name: 'first_start' })
  firstStart!: string;

  /** IANA name: the board's when the series was planned. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  /** RRULE of RFC 5545. */
  @Column('text')
  rule!: string;

  @Column('integer')
  minutes!: number;

  @Column('text', { nullable: true })
  place!: string | null;

  /** Local times that the rule names and that have no meeting (EXDATE). Cancelled meetings are kept as such and stand not here. */
  @Column('text', { array: true, default: [] })
  excluded!: string[];

  /** Local time; it and all after it are not of this series any more. */
  @Column('text', { name: 'ends_before', nullable: true })
  endsBefore!: string | null;

  /** Its meetings that begin before this instant are made; 'infinity' where the rule names no later one. */
  @Column('timestamptz', { name: 'planned_until' })
  plannedUntil!: Date;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('bigint', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
