import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `
  SELECT id, import_id, assessment_id, treatment_line_id, kind, code, place, message, phrases, expected, answered_at FROM sender_query`;

/**
 * A question to a sender has an owner, a day by which it is due, and an answer; a row that was answered for is read again with its
 * correction, while the row stays as it was sent. Expands: a process of an older release writes questions without owner and day.
 */
export class AnswerQueries1796600000300 implements MigrationInterface {
  name = 'AnswerQueries1796600000300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "sender_query"
        ADD COLUMN "owner_id" bigint,
        ADD COLUMN "due_on" date,
        ADD COLUMN "answer" text,
        ADD COLUMN "answered_by" bigint,
        ADD CONSTRAINT "fk_sender_query_owner" FOREIGN KEY ("owner_id") REFERENCES "account" ("id"),
        ADD CONSTRAINT "fk_sender_query_answered_by" FOREIGN KEY ("answered_by") REFERENCES "account" ("id")`);
    await queryRunner.query(
      `CREATE OR REPLACE VIEW "assessments_sender_query" AS ${before.replace(' FROM sender_query', ', owner_id, due_on, answer, answered_by, raised_at FROM sender_query')}`,
    );
    await queryRunner.query(`
      CREATE TABLE "import_correction" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "import_id" bigint NOT NULL,
        "file" smallint NOT NULL,
        "row_number" integer NOT NULL,
        "column_name" text NOT NULL,
        "value" text NOT NULL,
        "corrected_by" bigint NOT NULL,
        "corrected_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "pk_import_correction" PRIMARY KEY ("id"),
        CONSTRAINT "fk_import_correction_import" FOREIGN KEY ("import_id") REFERENCES "import" ("id"),
        CONSTRAINT "fk_import_correction_corrected_by" FOREIGN KEY ("corrected_by") REFERENCES "account" ("id")
      )`);
    await queryRunner.query('CREATE INDEX "ix_import_correction_import" ON "import_correction" ("import_id", "id")');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "import_correction"');
    await queryRunner.query('DROP VIEW "assessments_sender_query"');
    await queryRunner.query(`
      ALTER TABLE "sender_query" DROP CONSTRAINT "fk_sender_query_answered_by", DROP CONSTRAINT "fk_sender_query_owner", DROP COLUMN "answered_by",
        DROP COLUMN "answer", DROP COLUMN "due_on", DROP COLUMN "owner_id"`);
    await queryRunner.query(`CREATE VIEW "assessments_sender_query" AS ${before}`);
  }
}
