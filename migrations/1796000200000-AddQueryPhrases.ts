import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is asked about a treatment line, as phrases beside the words in English. Expands: rows of release 0.1.0 keep null here and are read
 * by their words, and a process of it that still runs writes rows without this column.
 */
export class AddQueryPhrases1796000200000 implements MigrationInterface {
  name = 'AddQueryPhrases1796000200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "sender_query" ADD COLUMN "phrases" json');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "sender_query" DROP COLUMN "phrases"');
  }
}
