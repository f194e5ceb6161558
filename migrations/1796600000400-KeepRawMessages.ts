import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages as they came by the doors of machines, sealed and for a set time. Expands: nothing of an older release knows it. */
export class KeepRawMessages1796600000400 implements MigrationInterface {
  name = 'KeepRawMessages1796600000400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "raw_message" (
        "import_id" bigint NOT NULL,
        "name" text NOT NULL,
        "nonce" bytea NOT NULL,
        "sealed" bytea NOT NULL,
        "keep_until" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "pk_raw_message" PRIMARY KEY ("import_id"),
        CONSTRAINT "fk_raw_message_import" FOREIGN KEY ("import_id") REFERENCES "import" ("id")
      )`);
    await queryRunner.query('CREATE INDEX "ix_raw_message_keep_until" ON "raw_message" ("keep_until")');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "raw_message"');
  }
}
