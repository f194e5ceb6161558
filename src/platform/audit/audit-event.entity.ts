import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { AuditActorKind } from './audit-context.js';
import type { AuditDetail } from './audit-trail.service.js';

/** One row of the audit: append-only, and in one of several chains, by triggers of the schema. */
@Entity('audit_event')
@Check('ck_audit_event_actor_kind', `"actor_kind" IN ('person', 'machine', 'service')`)
@Index('ix_audit_event_patient', ['patientIds'], { type: 'gin' })
export class AuditEvent {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_audit_event',
  })
  id!: string;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at!: Date;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId!: string | null;

  @Column({ name: 'actor_kind', type: 'text' })
  actorKind!: AuditActorKind;

  @Column({ type: 'text' })
  action!: string;

  @Column({ name: 'patient_ids', type: 'bigint', array: true })
  patientIds!: string[];

  @Column({ name: 'subject_type', type: 'text', nullable: true })
  subjectType!: string | null;

  @Column({ name: 'subject_id', type: 'bigint', nullable: true })
  subjectId!: string | null;

  @Column({ type: 'jsonb' })
  detail!: AuditDetail;

  @Column({ name: 'trace_id', type: 'text', nullable: true })
  traceId!: string | null;

  /** Which of the chains it is in. */
  @Column({ type: 'smallint', default: 0 })
  chain!: number;

  @Column({ name: 'previous_hash', type: 'bytea', nullable: true })
  previousHash!: Buffer | null;

  @Column({ type: 'bytea' })
  hash!: Buffer;
}
