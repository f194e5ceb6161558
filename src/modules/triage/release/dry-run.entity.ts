import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Stored } from '../../../core/discussion/index.js';
import { dryRunWorkflow, type StateOf, storedStates } from '../../../core/workflow/index.js';
import { sqlWords } from '../../../platform/database/index.js';
import type { ChangeKind, ChangeSubject, ToldReason, ToldState } from '../ledger/then-now-because.js';

export type DryRunState = StateOf<typeof dryRunWorkflow>;
export const dryRunStates: readonly DryRunState[] = storedStates(dryRunWorkflow);

/** What an engine and a rule set would make of every line, computed beside what stands and changing nothing of it. */
@Entity('dry_run')
@Check('ck_dry_run_state', `"state" IN (${sqlWords(dryRunStates)})`)
@Check('ck_dry_run_release', `("state" = 'released') = ("release_id" IS NOT NULL)`)
@Index('ux_dry_run_running', ['state'], { unique: true, where: `"state" = 'running'` })
export class DryRun {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_dry_run',
  })
  id!: string;

  @Column('text', { name: 'engine_version' })
  engineVersion!: string;

  @Column('text', { name: 'rule_set_version' })
  ruleSetVersion!: string;

  /** The release that it is compared with. */
  @ForeignKey('release', { name: 'fk_dry_run_base_release' })
  @Column('bigint', { name: 'base_release_id' })
  baseReleaseId!: string;

  /** Rules that were shown to nobody when it began, by why. */
  @Column('jsonb')
  muted!: Readonly<Record<string, 'off' | 'shadow'>>;

  @Column('text')
  state!: DryRunState;

  /** The last line there was when it began. */
  @Column('bigint', { name: 'last_line_id' })
  lastLineId!: string;

  /** The last line that it has done. */
  @Column('bigint', { default: 0 })
  cursor!: string;

  @Column('integer', { name: 'line_count' })
  lineCount!: number;

  @Column('integer', { name: 'done_count', default: 0 })
  doneCount!: number;

  /** Lines whose data was newer than their classification: what changes there need not come from the rules. */
  @Column('integer', { name: 'newer_data_count', default: 0 })
  newerDataCount!: number;

  @Column('integer', { name: 'failed_count', default: 0 })
  failedCount!: number;

  @Column('bigint', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'moved_at', default: () => 'now()' })
  movedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @ForeignKey('release', { name: 'fk_dry_run_release' })
  @Column('bigint', { name: 'release_id', nullable: true })
  releaseId!: string | null;

  /** Goes up with what people do to it, not with its progress. */
  @Column('integer', { default: 1 })
  version!: number;
}

/** A flag or an item that would appear, change or go: then, now, because. */
@Entity('dry_run_change')
@Check('ck_dry_run_change_subject', `"subject" IN ('flag', 'item')`)
@Check('ck_dry_run_change_kind', `"kind" IN ('appears', 'changes', 'goes')`)
@Index('ix_dry_run_change_run', ['dryRunId', 'id'])
export class DryRunChange {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_dry_run_change',
  })
  id!: string;

  @ForeignKey(() => DryRun, { name: 'fk_dry_run_change_dry_run' })
  @Column('bigint', { name: 'dry_run_id' })
  dryRunId!: string;

  @Column('bigint', { name: 'treatment_line_id' })
  treatmentLineId!: string;

  @Column('text')
  subject!: ChangeSubject;

  /** A definition of a flag, or the id of a rule. */
  @Column('text')
  name!: string;

  @Column('text')
  kind!: ChangeKind;

  /** False for items of rules that are in shadow or switched off. */
  @Column('boolean')
  shown!: boolean;

  @Column('boolean', { name: 'newer_data' })
  newerData!: boolean;

  /** The row of the flag or the item that stands; null where none does. */
  @Column('bigint', { name: 'current_id', nullable: true })
  currentId!: string | null;

  /** The first reason. */
  @Column('text')
  code!: string;

  @Column('jsonb', { nullable: true })
  was!: Stored<ToldState> | null;

  @Column('jsonb', { name: 'will_be', nullable: true })
  willBe!: Stored<ToldState> | null;

  @Column('jsonb')
  because!: Stored<readonly ToldReason[]>;
}
