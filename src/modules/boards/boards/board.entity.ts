import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { QuorumRule } from './quorum-rule.js';

/** A tumour board of a site. New patients of the site stand on its default board. */
@Entity('board')
@Check('ck_board_language', `"language" IN ('en', 'de')`)
@Check('ck_board_minutes_a_case', '"minutes_a_case" BETWEEN 1 AND 120')
@Check('ck_board_cut_off', '"cut_off_hours" BETWEEN 0 AND 336')
@Unique('uq_board_name', ['siteId', 'name'])
@Index('ux_board_default', ['siteId'], { unique: true, where: '"is_default"' })
export class Board {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_board',
  })
  id!: string;

  @Column('bigint', { name: 'site_id' })
  siteId!: string;

  @Column('text')
  name!: string;

  /** IANA name of the time zone in which the board's meetings are shown. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('boolean', { name: 'is_default', default: false })
  isDefault!: boolean;

  /** How many cases the board has had: the next one's number is one more. */
  @Column('integer', { name: 'case_count', default: 0 })
  caseCount!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** Of its letters. */
  @Column('text', { default: 'en' })
  language!: 'en' | 'de';

  @Column('jsonb', { default: { preset: 'default' } })
  quorum!: QuorumRule;

  /** What a case is given until somebody gives it more or less. */
  @Column('integer', { name: 'minutes_a_case', default: 5 })
  minutesACase!: number;

  /** How long before a meeting its agenda is settled. */
  @Column('integer', { name: 'cut_off_hours', default: 24 })
  cutOffHours!: number;

  /** Sites beside its own whose patients it takes. */
  @Column('bigint', { name: 'accepted_sites', array: true, default: [] })
  acceptedSites!: string[];

  /** Place or link of its meetings until another is given. */
  @Column('text', { nullable: true })
  place!: string | null;

  /** Each discipline commits its opinion before it sees those of others. */
  @Column('boolean', { name: 'blind_opinions', default: true })
  blindOpinions!: boolean;

  /** Whether discussions are scored by MODe-LITE. */
  @Column('boolean', { name: 'mode_lite', default: false })
  modeLite!: boolean;

  /** Address of an image in the hospital's viewer, with {accession}, {series} and {slice} in their places. */
  @Column('text', { name: 'viewer_link', nullable: true })
  viewerLink!: string | null;

  /** Days for which a fact counts as fresh, by fact, where not as the catalogue has it. */
  @Column('jsonb', { default: {} })
  freshness!: Readonly<Record<string, number>>;

  /** Goes up by one with every change of what stands above. */
  @Column('integer', { name: 'settings_version', default: 1 })
  settingsVersion!: number;
}
