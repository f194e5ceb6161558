import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A question that a rule in shadow, or one that is switched off, would put: counted, shown to no board. */
@Entity('shadow_item')
@Check('ck_shadow_item_standing', `"standing" IN ('met', 'open')`)
@Index('ix_shadow_item_rule', ['rule', 'treatmentLineId'])
export class ShadowItem {
  @PrimaryColumn('bigint', { name: 'treatment_line_id', primaryKeyConstraintName: 'pk_shadow_item' })
  treatmentLineId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_shadow_item' })
  rule!: string;

  @Column('text', { name: 'rule_version' })
  ruleVersion!: string;

  @Column('text')
  standing!: 'met' | 'open';

  @Column('bigint', { name: 'history_version' })
  historyVersion!: string;
}
