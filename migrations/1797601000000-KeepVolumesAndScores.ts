import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The volume of a lesion beside its size, as sent in mm³, and scores in the words of a report (NI-RADS, Hopkins). Expands: what was recorded
 * before has neither, and a process of an older release writes rows without these columns.
 */
export class KeepVolumesAndScores1797601000000 implements MigrationInterface {
  name = 'KeepVolumesAndScores1797601000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "measurement" ADD COLUMN "volume" text');
    await queryRunner.query('ALTER TABLE "assessment" ADD COLUMN "reported_scores" jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "assessment" DROP COLUMN "reported_scores"');
    await queryRunner.query('ALTER TABLE "measurement" DROP COLUMN "volume"');
  }
}
