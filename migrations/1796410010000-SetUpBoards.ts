import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = [
  `"language" text NOT NULL DEFAULT 'en'`,
  `"quorum" jsonb NOT NULL DEFAULT '{"preset": "default"}'`,
  '"minutes_a_case" integer NOT NULL DEFAULT 5',
  '"cut_off_hours" integer NOT NULL DEFAULT 24',
  `"accepted_sites" bigint array NOT NULL DEFAULT '{}'`,
  '"place" text',
  '"blind_opinions" boolean NOT NULL DEFAULT true',
  '"mode_lite" boolean NOT NULL DEFAULT false',
  '"viewer_link" text',
  `"freshness" jsonb NOT NULL DEFAULT '{}'`,
  '"settings_version" integer NOT NULL DEFAULT 1',
] as const;

/** What a board decides for itself. Boards there are get the defaults, and so do those that a process of release 0.1.0 makes. */
export class SetUpBoards1796410010000 implements MigrationInterface {
  name = 'SetUpBoards1796410010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "board" ${columns.map((column) => `ADD COLUMN ${column}`).join(', ')},
        ADD CONSTRAINT "ck_board_language" CHECK ("language" IN ('en', 'de')),
        ADD CONSTRAINT "ck_board_minutes_a_case" CHECK ("minutes_a_case" BETWEEN 1 AND 120),
        ADD CONSTRAINT "ck_board_cut_off" CHECK ("cut_off_hours" BETWEEN 0 AND 336)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of ['ck_board_language', 'ck_board_minutes_a_case', 'ck_board_cut_off'])
      await queryRunner.query(`ALTER TABLE "board" DROP CONSTRAINT "${name}"`);
    await queryRunner.query(
      `ALTER TABLE "board" ${columns.map((column) => `DROP COLUMN ${column.split(' ', 1)[0] ?? ''}`).join(', ')}`,
    );
  }
}
