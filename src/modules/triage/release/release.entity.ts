import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { releaseWorkflow, StateOf } from '../../../core/workflow/index.js';

/** The state of the current release; every other one is replaced. */
export const releaseStateOf = ({ paused }: Pick<Release, 'paused'>): StateOf<typeof releaseWorkflow> =>
  paused ? 'held-up' : 'current';

/** What is released: the engine and the rule set under which lines are classified. One row is current. */
@Entity('release')
@Index('ux_release_current', ['current'], { unique: true, where: '"current"' })
export class Release {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_release',
  })
  id!: string;

  @Column('text', { name: 'engine_version' })
  engineVersion!: string;

  @Column('text', { name: 'rule_set_version' })
  ruleSetVersion!: string;

  @Column('timestamptz', { name: 'released_at', default: () => 'now()' })
  releasedAt!: Date;

  /** Null where the first start released itself. */
  @Column('bigint', { name: 'released_by', nullable: true })
  releasedBy!: string | null;

  @Column('text')
  note!: string;

  @Column('boolean')
  current!: boolean;

  /** True while an administrator holds up the re-evaluation of the lines that were classified under another release. */
  @Column('boolean', { default: false })
  paused!: boolean;

  @Column('integer', { default: 1 })
  version!: number;
}
