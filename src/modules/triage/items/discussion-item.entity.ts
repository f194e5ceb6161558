import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Phrase, StoredItem } from '../../../core/discussion/index.js';
import { sqlWords } from '../../../platform/database/index.js';
import { type ItemState, itemStates } from './item-states.js';

/** The state of an item whose rule is shown to nobody for now. */
export interface SetAside {
  readonly state: 'draft' | 'accepted';
  readonly reason: string | null;
  readonly by: string | null;
  readonly at: string | null;
}

/** A question for a board about one treatment line, from one rule and the evidence used. Changed evidence makes a successor. */
@Entity('discussion_item')
@Check('ck_discussion_item_state', `"state" IN (${sqlWords(itemStates)})`)
@Check('ck_discussion_item_set_aside', `"set_aside" IS NULL OR "state" = 'closed'`)
@Index('ux_discussion_item_current', ['treatmentLineId', 'rule'], { unique: true, where: '"superseded_at" IS NULL' })
@Index('ix_discussion_item_state', ['state', 'id'], { where: '"superseded_at" IS NULL' })
@Index('ix_discussion_item_rule', ['rule', 'treatmentLineId'], { where: '"superseded_at" IS NULL' })
@Index('ix_discussion_item_predecessor', ['predecessorId'])
@Index('ix_discussion_item_created', ['createdAt'], { where: '"superseded_at" IS NULL' })
export class DiscussionItem {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_discussion_item',
  })
  id!: string;

  @Column('bigint', { name: 'treatment_line_id' })
  treatmentLineId!: string;

  @Column('text')
  rule!: string;

  @Column('text', { name: 'rule_version' })
  ruleVersion!: string;

  /** In English, as it was worded when the item was made: for a process of release 0.1.0 that still runs during an upgrade. */
  @Column('text')
  question!: string;

  /** What lists show, beside the content: they do not read the whole of it. Null in rows of release 0.1.0. */
  @Column('json', { name: 'question_phrase', nullable: true })
  questionPhrase!: Phrase | null;

  @Column('json', { name: 'why_now', nullable: true })
  whyNow!: readonly [Phrase, Phrase] | null;

  @Column('json')
  content!: StoredItem;

  /** SHA-256 of the rule and the evidence used; in rows of release 0.1.0 of the item in its words. */
  @Column('bytea', { name: 'evidence_hash' })
  evidenceHash!: Buffer;

  /** SHA-256 of everything that went into the classification which made the item. */
  @Column('bytea', { name: 'input_hash' })
  inputHash!: Buffer;

  @Column('text', { name: 'engine_version' })
  engineVersion!: string;

  @Column('text', { name: 'rule_set_version' })
  ruleSetVersion!: string;

  @Column('bigint', { name: 'history_version' })
  historyVersion!: string;

  @Column('text')
  state!: ItemState;

  /** A code for a dismissal, or a person's words where the reason is another; a code of `closingReasons` for a closed item. */
  @Column('text', { name: 'state_reason', nullable: true })
  stateReason!: string | null;

  @Column('bigint', { name: 'state_changed_by', nullable: true })
  stateChangedBy!: string | null;

  @Column('timestamptz', { name: 'state_changed_at', nullable: true })
  stateChangedAt!: Date | null;

  /** What the item was before its rule was switched off or put in shadow: it comes back as that. */
  @Column('jsonb', { name: 'set_aside', nullable: true })
  setAside!: SetAside | null;

  @Column('integer', { default: 1 })
  version!: number;

  @ForeignKey(() => DiscussionItem, { name: 'fk_discussion_item_predecessor' })
  @Column('bigint', { name: 'predecessor_id', nullable: true })
  predecessorId!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt!: Date | null;
}
