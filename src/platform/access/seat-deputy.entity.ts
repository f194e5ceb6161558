import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from './account.entity.js';
import { BoardMembership } from './board-membership.entity.js';

/** Somebody who stands in for the holder of a seat, with all that the seat gives, from `startsAt` until `endsAt` (null: until it is ended). */
@Entity('seat_deputy')
@Check('ck_seat_deputy_time', '"ends_at" > "starts_at"')
@Index('ix_seat_deputy_membership', ['membershipId'], { where: '"withdrawn_at" IS NULL' })
@Index('ix_seat_deputy_account', ['accountId'], { where: '"withdrawn_at" IS NULL' })
export class SeatDeputy {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_seat_deputy',
  })
  id!: string;

  @ForeignKey(() => BoardMembership, { name: 'fk_seat_deputy_membership' })
  @Column({ name: 'membership_id', type: 'bigint' })
  membershipId!: string;

  @ForeignKey(() => Account, { name: 'fk_seat_deputy_account' })
  @Column({ name: 'account_id', type: 'bigint' })
  accountId!: string;

  @Column({ name: 'starts_at', type: 'timestamptz' })
  startsAt!: Date;

  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true })
  endsAt!: Date | null;

  /** When it was taken back, whatever its time. */
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
}

/** Whether a row `deputy` stands in now. */
export const standsIn =
  'deputy.withdrawn_at IS NULL AND deputy.starts_at <= now() AND (deputy.ends_at IS NULL OR deputy.ends_at > now())';
