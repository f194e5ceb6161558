import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A row with the visits side by side is kept as a row for each visit. Expands: a process of an older release writes and reads rows of one
 * part.
 */
export class SpreadRows1796600000100 implements MigrationInterface {
  name = 'SpreadRows1796600000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "import_row" ADD COLUMN "part" smallint NOT NULL DEFAULT 0');
    await queryRunner.query('ALTER TABLE "import_row" DROP CONSTRAINT "pk_import_row"');
    await queryRunner.query(
      'ALTER TABLE "import_row" ADD CONSTRAINT "pk_import_row" PRIMARY KEY ("import_id", "file", "row_number", "part")',
    );
  }

  /** Of a row that was spread the first part stays. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM "import_row" WHERE "part" > 0');
    await queryRunner.query('ALTER TABLE "import_row" DROP CONSTRAINT "pk_import_row"');
    await queryRunner.query('ALTER TABLE "import_row" DROP COLUMN "part"');
    await queryRunner.query(
      'ALTER TABLE "import_row" ADD CONSTRAINT "pk_import_row" PRIMARY KEY ("import_id", "file", "row_number")',
    );
  }
}
