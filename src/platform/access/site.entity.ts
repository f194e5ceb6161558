import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A hospital, or a part of one, that keeps its patients and boards to itself. */
@Entity('site')
@Unique('uq_site_name', ['name'])
export class Site {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_site',
  })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
