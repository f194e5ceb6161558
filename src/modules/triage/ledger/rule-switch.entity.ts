import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What people decided about one rule at once, without a release, one row a decision: the highest version holds. A rule without a row
 * is on and shown. Append-only by triggers of the schema.
 */
@Entity('rule_switch')
export class RuleSwitch {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_rule_switch' })
  rule!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_rule_switch' })
  version!: number;

  @Column('boolean', { name: 'is_on' })
  isOn!: boolean;

  /** True while the rule is computed and counted, and shown to no board. */
  @Column('boolean', { name: 'in_shadow' })
  inShadow!: boolean;

  @Column('text')
  reason!: string;

  @Column('bigint', { name: 'changed_by' })
  changedBy!: string;

  @Column('timestamptz', { name: 'changed_at', default: () => 'now()' })
  changedAt!: Date;
}
