import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { FlagFinding } from '../../../core/response/index.js';

/** One state of one flag or watch: the flag itself is (treatment line, definition, episode); its states follow each other. */
@Entity('flag')
@Check('ck_flag_tier', `"tier" IN ('flag', 'watch')`)
@Check('ck_flag_state', `"state" IN ('open', 'ended', 'withdrawn')`)
@Index('ux_flag_current', ['treatmentLineId', 'definition', 'episode'], {
  unique: true,
  where: '"superseded_at" IS NULL',
})
@Index('ix_flag_worklist', ['tier', 'id'], { where: `"superseded_at" IS NULL AND "state" = 'open'` })
@Index('ix_flag_created', ['createdAt'], { where: `"superseded_at" IS NULL AND "state" = 'open'` })
export class Flag {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_flag',
  })
  id!: string;

  @Column('bigint', { name: 'treatment_line_id' })
  treatmentLineId!: string;

  @Column('text')
  definition!: string;

  @Column('text')
  episode!: string;

  @Column('text')
  tier!: 'flag' | 'watch';

  /** withdrawn = a correction made it vanish; ended = the definition is no longer met at a later scan. */
  @Column('text')
  state!: 'open' | 'ended' | 'withdrawn';

  @Column('text')
  reason!: string;

  /** Codes of why it is held back as a watch. */
  @Column('text', { array: true })
  holds!: string[];

  @Column('jsonb')
  content!: FlagFinding;

  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  @Column('bigint', { name: 'history_version' })
  historyVersion!: string;

  @ForeignKey(() => Flag, { name: 'fk_flag_predecessor' })
  @Column('bigint', { name: 'predecessor_id', nullable: true })
  predecessorId!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt!: Date | null;
}
