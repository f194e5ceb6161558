import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Discipline } from '../boards/disciplines.js';
import { Meeting } from '../meetings/meeting.entity.js';

/** Somebody at a meeting, an account or a guest by name, for one discipline. */
@Entity('attendee')
@Check('ck_attendee_who', '("account_id" IS NULL) <> ("guest_name" IS NULL)')
@Index('ux_attendee_account', ['meetingId', 'accountId', 'discipline'], {
  unique: true,
  where: '"account_id" IS NOT NULL',
})
@Index('ux_attendee_guest', ['meetingId', 'guestName', 'discipline'], {
  unique: true,
  where: '"guest_name" IS NOT NULL',
})
export class Attendee {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_attendee',
  })
  id!: string;

  @ForeignKey(() => Meeting, { name: 'fk_attendee_meeting' })
  @Column('bigint', { name: 'meeting_id' })
  meetingId!: string;

  @Column('bigint', { name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column('text', { name: 'guest_name', nullable: true })
  guestName!: string | null;

  @Column('text')
  discipline!: Discipline;

  /** Whether the person presents cases. */
  @Column('boolean', { default: false })
  presenter!: boolean;

  @Column('bigint', { name: 'recorded_by' })
  recordedBy!: string;

  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' })
  recordedAt!: Date;
}

export const markKinds = ['arrived', 'left'] as const;
export type MarkKind = (typeof markKinds)[number];

/** That somebody came or left. Never changed: a later mark corrects an earlier one, by another time or, without a time, by none at all. */
@Entity('attendance_mark')
@Check('ck_attendance_mark_kind', `"kind" IN ('arrived', 'left')`)
@Check('ck_attendance_mark_at', '"at" IS NOT NULL OR "corrects_id" IS NOT NULL')
@Index('ix_attendance_mark_attendee', ['attendeeId'])
@Index('ux_attendance_mark_corrects', ['correctsId'], { unique: true, where: '"corrects_id" IS NOT NULL' })
export class AttendanceMark {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_attendance_mark',
  })
  id!: string;

  @ForeignKey(() => Attendee, { name: 'fk_attendance_mark_attendee' })
  @Column('bigint', { name: 'attendee_id' })
  attendeeId!: string;

  @Column('text')
  kind!: MarkKind;

  /** Null: the mark that it corrects was a mistake. */
  @Column('timestamptz', { nullable: true })
  at!: Date | null;

  @ForeignKey(() => AttendanceMark, { name: 'fk_attendance_mark_corrects' })
  @Column('bigint', { name: 'corrects_id', nullable: true })
  correctsId!: string | null;

  @Column('bigint', { name: 'recorded_by' })
  recordedBy!: string;

  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' })
  recordedAt!: Date;
}
