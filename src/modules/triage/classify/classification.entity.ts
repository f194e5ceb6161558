import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { DraftOutcome, Stored } from '../../../core/discussion/index.js';
import type { EvaluatorClassification } from '../../../core/response/index.js';
import type { ParkedCase } from '../items/parking.js';

/** What the rules made of the line as a whole, beside its items; release 0.1.0 stored its texts in English words. */
export interface LineDiscussion extends Stored<Pick<DraftOutcome, 'population' | 'waiting'>> {
  /** Left out where the case is not parked. */
  readonly parking?: ParkedCase;
  /** Why nothing is asked, line by line; left out by releases that did not say it, and where there is nothing to say. */
  readonly nothingAsked?: DraftOutcome['nothingAsked'];
}

/** The verdicts on one evaluator's history of a treatment line, as of one version; superseded, never changed. */
@Entity('classification')
@Unique('uq_classification_identity', [
  'treatmentLineId',
  'evaluator',
  'historyVersion',
  'engineVersion',
  'ruleSetVersion',
])
@Index('ux_classification_current', ['treatmentLineId', 'evaluator'], {
  unique: true,
  where: '"superseded_at" IS NULL',
})
export class Classification {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_classification',
  })
  id!: string;

  @Column('bigint', { name: 'treatment_line_id' })
  treatmentLineId!: string;

  @Column('text')
  evaluator!: string;

  @Column('bigint', { name: 'history_version' })
  historyVersion!: string;

  @Column('text', { name: 'engine_version' })
  engineVersion!: string;

  @Column('text', { name: 'rule_set_version' })
  ruleSetVersion!: string;

  /** SHA-256 of everything that went in. */
  @Column('bytea', { name: 'input_hash' })
  inputHash!: Buffer;

  /** As text: it is read whole and never searched, and a re-evaluation writes it in half the time. */
  @Column('json')
  result!: EvaluatorClassification;

  @Column('json')
  discussion!: LineDiscussion;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt!: Date | null;
}
