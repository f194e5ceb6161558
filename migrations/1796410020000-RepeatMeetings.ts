import type { MigrationInterface, QueryRunner } from 'typeorm';

const oneOf = (table: string, name: string, column: string, words: readonly string[], valid = ''): string => `
  ALTER TABLE "${table}" DROP CONSTRAINT "${name}";
  ALTER TABLE "${table}" ADD CONSTRAINT "${name}" CHECK ("${column}" IN (${words.map((word) => `'${word}'`).join(', ')})) ${valid}`;

const agendaChanges = ['placed', 'moved', 'minutes-changed', 'removed', 'meeting-cancelled'] as const;

/**
 * Meetings that repeat, and meetings that are opened and ended. Expands: meetings there are belong to no series; a process of release 0.1.0
 * plans and cancels as before.
 */
export class RepeatMeetings1796410020000 implements MigrationInterface {
  name = 'RepeatMeetings1796410020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "meeting_series" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "board_id" bigint NOT NULL,
        "follows_id" bigint,
        "first_start" text NOT NULL,
        "time_zone" text NOT NULL,
        "rule" text NOT NULL,
        "minutes" integer NOT NULL,
        "place" text,
        "excluded" text array NOT NULL DEFAULT '{}',
        "ends_before" text,
        "planned_until" timestamptz NOT NULL,
        "version" integer NOT NULL DEFAULT 1,
        "created_by" bigint NOT NULL,
        "created_at" timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "pk_meeting_series" PRIMARY KEY ("id"),
        CONSTRAINT "fk_meeting_series_board" FOREIGN KEY ("board_id") REFERENCES "board" ("id"),
        CONSTRAINT "fk_meeting_series_follows" FOREIGN KEY ("follows_id") REFERENCES "meeting_series" ("id"),
        CONSTRAINT "fk_meeting_series_created_by" FOREIGN KEY ("created_by") REFERENCES "account" ("id"),
        CONSTRAINT "ck_meeting_series_minutes" CHECK ("minutes" BETWEEN 5 AND 600)
      );
      CREATE INDEX "ix_meeting_series_board" ON "meeting_series" ("board_id");
      CREATE INDEX "ix_meeting_series_going_on" ON "meeting_series" ("planned_until") WHERE "ends_before" IS NULL;
      ALTER TABLE "meeting" ADD COLUMN "series_id" bigint, ADD COLUMN "occurrence" text, ADD COLUMN "state_reason" text,
        ADD COLUMN "opened_at" timestamptz, ADD COLUMN "ended_at" timestamptz,
        ADD CONSTRAINT "fk_meeting_series" FOREIGN KEY ("series_id") REFERENCES "meeting_series" ("id"),
        ADD CONSTRAINT "ck_meeting_occurrence" CHECK (("series_id" IS NULL) = ("occurrence" IS NULL));
      CREATE UNIQUE INDEX "ux_meeting_occurrence" ON "meeting" ("series_id", "occurrence");
      CREATE INDEX "ix_meeting_board" ON "meeting" ("board_id", "starts_at")`);
    await queryRunner.query(oneOf('meeting', 'ck_meeting_state', 'state', ['planned', 'in-session', 'ended', 'cancelled']));
    await queryRunner.query(
      oneOf('agenda_change', 'ck_agenda_change_change', 'change', [
        ...agendaChanges,
        'meeting-moved',
        'meeting-opened',
        'meeting-ended',
      ]),
    );
  }

  /** What was opened, ended and moved stays: the old rules hold for what is new. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(oneOf('agenda_change', 'ck_agenda_change_change', 'change', agendaChanges, 'NOT VALID'));
    await queryRunner.query(oneOf('meeting', 'ck_meeting_state', 'state', ['planned', 'cancelled'], 'NOT VALID'));
    await queryRunner.query(`
      DROP INDEX "ix_meeting_board"; DROP INDEX "ux_meeting_occurrence";
      ALTER TABLE "meeting" DROP CONSTRAINT "ck_meeting_occurrence", DROP CONSTRAINT "fk_meeting_series", DROP COLUMN "series_id",
        DROP COLUMN "occurrence", DROP COLUMN "state_reason", DROP COLUMN "opened_at", DROP COLUMN "ended_at";
      DROP TABLE "meeting_series"`);
  }
}
