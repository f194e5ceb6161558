import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Assessment } from './assessment.entity.js';
import { TreatmentLine } from './patient.entity.js';

/** Where in a file a question arose; all null for a question about a whole treatment line. */
export interface QueryPlace {
  readonly file: string | null;
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number | null;
  readonly column: string | null;
  /** The value as sent. */
  readonly value: string | null;
  readonly otherRows: readonly number[];
}

/** A question to the sender. It holds its assessment (kind 'holds') or only asks beside it. */
@Entity('sender_query')
@Check('ck_sender_query_kind', `"kind" IN ('holds', 'asks')`)
@Index('ix_sender_query_import', ['importId', 'id'])
@Index('ix_sender_query_assessment', ['assessmentId'])
@Index('ux_sender_query_asked', ['importId', 'keyHash'], { unique: true, where: `"kind" = 'asks'` })
@Index('ux_sender_query_line', ['treatmentLineId', 'code'], {
  unique: true,
  where: '"answered_at" IS NULL AND "treatment_line_id" IS NOT NULL',
})
export class SenderQuery {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_sender_query',
  })
  id!: string;

  @Column('bigint', { name: 'import_id', nullable: true })
  importId!: string | null;

  @ForeignKey(() => Assessment, { name: 'fk_sender_query_assessment' })
  @Column('bigint', { name: 'assessment_id', nullable: true })
  assessmentId!: string | null;

  @ForeignKey(() => TreatmentLine, { name: 'fk_sender_query_treatment_line' })
  @Column('bigint', { name: 'treatment_line_id', nullable: true })
  treatmentLineId!: string | null;

  @Column('text')
  kind!: 'holds' | 'asks';

  @Column('text')
  code!: string;

  /** SHA-256 of the question's key: an upload asks a question once, however many rows raise it. */
  @Column('bytea', { name: 'key_hash', nullable: true })
  keyHash!: Buffer | null;

  @Column('jsonb')
  place!: QueryPlace;

  @Column('text')
  message!: string;

  /** Of a question about a treatment line: the same as phrases of core/response, for readers of other languages. */
  @Column('json', { nullable: true })
  phrases!: readonly object[] | null;

  @Column('text')
  expected!: string;

  @Column('timestamptz', { name: 'raised_at', default: () => 'now()' })
  raisedAt!: Date;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;

  /** Who has to see to the answer; null: who sent the upload. */
  @Column('bigint', { name: 'owner_id', nullable: true })
  ownerId!: string | null;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  /** In the words of whoever answered; null where what was sent since has answered it. */
  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('bigint', { name: 'answered_by', nullable: true })
  answeredBy!: string | null;
}
