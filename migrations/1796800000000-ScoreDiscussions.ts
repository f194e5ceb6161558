import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scores of discussions by MODe-LITE. Expands: nothing of an older release knows the table. */
export class ScoreDiscussions1796800000000 implements MigrationInterface {
  name = 'ScoreDiscussions1796800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "discussion_score" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "case_id" bigint NOT NULL,
        "meeting_id" bigint NOT NULL,
        "scores" jsonb NOT NULL,
        "words" text,
        "scored_by" bigint NOT NULL,
        "scored_at" timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "pk_discussion_score" PRIMARY KEY ("id"),
        CONSTRAINT "fk_discussion_score_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
        CONSTRAINT "fk_discussion_score_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id"),
        CONSTRAINT "fk_discussion_score_scored_by" FOREIGN KEY ("scored_by") REFERENCES "account" ("id")
      )`);
    await queryRunner.query(
      'CREATE INDEX "ix_discussion_score_case" ON "discussion_score" ("case_id", "meeting_id", "scored_by", "id")',
    );
    await queryRunner.query(
      'CREATE TRIGGER "discussion_score_append_only" BEFORE UPDATE OR DELETE ON "discussion_score" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"()',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "discussion_score"');
  }
}
