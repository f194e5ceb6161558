import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lists show of a discussion item, as phrases beside the texts of release 0.1.0. Expands: rows of that release keep null here and are
 * read by their texts, and a process of it that still runs writes rows without these columns.
 */
export class AddItemPhrases1796000100000 implements MigrationInterface {
  name = 'AddItemPhrases1796000100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "discussion_item" ADD COLUMN "question_phrase" json, ADD COLUMN "why_now" json');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "discussion_item" DROP COLUMN "question_phrase", DROP COLUMN "why_now"');
  }
}
