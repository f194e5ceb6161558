import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A tumour board of a site. New patients of the site stand on its default board. */
@Entity('board')
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
}
