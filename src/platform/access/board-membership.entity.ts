import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Account } from './account.entity.js';
import type { BoardRole } from './actor.js';

/** A seat on a board, from `since` until `until` (null while it lasts). */
@Entity('board_membership')
@Check('ck_board_membership_role', `"role" IN ('coordinator', 'member', 'chair')`)
@Index('ux_board_membership_current', ['accountId', 'boardId', 'role'], { unique: true, where: '"until" IS NULL' })
export class BoardMembership {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_board_membership',
  })
  id!: string;

  @Column({ name: 'board_id', type: 'bigint' })
  boardId!: string;

  @ForeignKey(() => Account, { name: 'fk_board_membership_account' })
  @Column({ name: 'account_id', type: 'bigint' })
  accountId!: string;

  @Column({ type: 'text' })
  role!: BoardRole;

  /** What the holder speaks for at a meeting, as the boards name it; null where the seat stands for none. */
  @Column({ type: 'text', nullable: true })
  discipline!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  since!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  until!: Date | null;
}
