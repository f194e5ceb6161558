import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { BoardCase } from '../cases/case.entity.js';
import { Meeting } from '../meetings/meeting.entity.js';
import type { DomainScores } from './mode-lite.js';

/** How somebody scored the discussion of a case. Append-only: the newest of a person counts. */
@Entity('discussion_score')
@Index('ix_discussion_score_case', ['caseId', 'meetingId', 'scoredBy', 'id'])
export class DiscussionScore {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_discussion_score',
  })
  id!: string;

  @ForeignKey(() => BoardCase, { name: 'fk_discussion_score_case' })
  @Column('bigint', { name: 'case_id' })
  caseId!: string;

  @ForeignKey(() => Meeting, { name: 'fk_discussion_score_meeting' })
  @Column('bigint', { name: 'meeting_id' })
  meetingId!: string;

  @Column('jsonb')
  scores!: DomainScores;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column('bigint', { name: 'scored_by' })
  scoredBy!: string;

  @Column('timestamptz', { name: 'scored_at', default: () => 'now()' })
  scoredAt!: Date;
}
