import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which label of an evaluator is which lesion, as people confirmed and took back. Expands: a process of an older release reads every label as
 * a lesion of its own, and its result is replaced, since a match moves the line's history on.
 */
export class MatchLesions1797600000000 implements MigrationInterface {
  name = 'MatchLesions1797600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "lesion_match" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "patient_id" bigint NOT NULL,
        "treatment_line_id" bigint NOT NULL,
        "evaluator" text NOT NULL,
        "label" text NOT NULL,
        "read_as" text NOT NULL,
        "confirmed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "confirmed_by" bigint NOT NULL,
        "undone_at" TIMESTAMP WITH TIME ZONE,
        "undone_by" bigint,
        CONSTRAINT "pk_lesion_match" PRIMARY KEY ("id"),
        CONSTRAINT "ck_lesion_match_two" CHECK ("label" <> "read_as"),
        CONSTRAINT "ck_lesion_match_undone" CHECK (("undone_at" IS NULL) = ("undone_by" IS NULL)),
        CONSTRAINT "fk_lesion_match_patient" FOREIGN KEY ("patient_id") REFERENCES "patient" ("id"),
        CONSTRAINT "fk_lesion_match_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
        CONSTRAINT "fk_lesion_match_confirmed_by" FOREIGN KEY ("confirmed_by") REFERENCES "account" ("id"),
        CONSTRAINT "fk_lesion_match_undone_by" FOREIGN KEY ("undone_by") REFERENCES "account" ("id")
      )`);
    await queryRunner.query(
      'CREATE UNIQUE INDEX "uq_lesion_match_in_force" ON "lesion_match" ("treatment_line_id", "evaluator", "label") WHERE "undone_at" IS NULL',
    );
    await queryRunner.query('CREATE INDEX "ix_lesion_match_line" ON "lesion_match" ("treatment_line_id")');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "lesion_match"');
  }
}
