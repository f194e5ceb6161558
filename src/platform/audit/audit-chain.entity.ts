import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The end of one chain of the audit; moved by the trigger of audit_event alone. */
@Entity('audit_chain')
export class AuditChain {
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_audit_chain' })
  chain!: number;

  @Column('bigint', { name: 'last_id' })
  lastId!: string;

  @Column('bytea', { name: 'last_hash' })
  lastHash!: Buffer;
}
