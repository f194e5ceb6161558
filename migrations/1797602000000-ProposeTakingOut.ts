import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A comment may propose to take a point out; its words are the coded reason then. Expands: an older release shows it as a proposal. */
export class ProposeTakingOut1797602000000 implements MigrationInterface {
  name = 'ProposeTakingOut1797602000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "board_case_comment" ADD "discussion_item_id" bigint,
        ADD CONSTRAINT "fk_board_case_comment_discussion_item" FOREIGN KEY ("discussion_item_id") REFERENCES "discussion_item" ("id"),
        ADD CONSTRAINT "ck_board_case_comment_taking_out" CHECK ("discussion_item_id" IS NULL OR "proposes")`);
    await queryRunner.query(
      'CREATE INDEX "ix_board_case_comment_discussion_item" ON "board_case_comment" ("discussion_item_id") WHERE "discussion_item_id" IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "board_case_comment" DROP COLUMN "discussion_item_id"');
  }
}
