import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The place of a timepoint among those of its sender (VISITNUM): it orders two of one day, and lets a visit at which nothing was done be
 * taken without a date. Expands: rows of release 0.1.0 keep null here, and a process of it that still runs writes rows without this column.
 */
export class AddTimepointOrder1796200100000 implements MigrationInterface {
  name = 'AddTimepointOrder1796200100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "assessment" ADD COLUMN "timepoint_order" double precision');
    await queryRunner.query('ALTER TABLE "assessment" DROP CONSTRAINT "ck_assessment_time"');
    await queryRunner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "ck_assessment_time" CHECK ("date_from" IS NOT NULL OR "study_day" IS NOT NULL OR "timepoint_order" IS NOT NULL OR "state" = 'held')`,
    );
  }

  /** Rows that have nothing but their place stay: the old rule holds for new ones. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "assessment" DROP CONSTRAINT "ck_assessment_time"');
    await queryRunner.query(
      `ALTER TABLE "assessment" ADD CONSTRAINT "ck_assessment_time" CHECK ("date_from" IS NOT NULL OR "study_day" IS NOT NULL OR "state" = 'held') NOT VALID`,
    );
    await queryRunner.query('ALTER TABLE "assessment" DROP COLUMN "timepoint_order"');
  }
}
