import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was at a meeting, from when until when; what was once written down stays. Expands: nothing else changes. */
export class TakeAttendance1796410030000 implements MigrationInterface {
  name = 'TakeAttendance1796410030000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "attendee" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "meeting_id" bigint NOT NULL,
        "account_id" bigint,
        "guest_name" text,
        "discipline" text NOT NULL,
        "presenter" boolean NOT NULL DEFAULT false,
        "recorded_by" bigint NOT NULL,
        "recorded_at" timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "pk_attendee" PRIMARY KEY ("id"),
        CONSTRAINT "fk_attendee_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id"),
        CONSTRAINT "fk_attendee_account" FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
        CONSTRAINT "fk_attendee_recorded_by" FOREIGN KEY ("recorded_by") REFERENCES "account" ("id"),
        CONSTRAINT "ck_attendee_who" CHECK (("account_id" IS NULL) <> ("guest_name" IS NULL))
      );
      CREATE UNIQUE INDEX "ux_attendee_account" ON "attendee" ("meeting_id", "account_id", "discipline") WHERE "account_id" IS NOT NULL;
      CREATE UNIQUE INDEX "ux_attendee_guest" ON "attendee" ("meeting_id", "guest_name", "discipline") WHERE "guest_name" IS NOT NULL;
      CREATE TABLE "attendance_mark" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "attendee_id" bigint NOT NULL,
        "kind" text NOT NULL,
        "at" timestamptz,
        "corrects_id" bigint,
        "recorded_by" bigint NOT NULL,
        "recorded_at" timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT "pk_attendance_mark" PRIMARY KEY ("id"),
        CONSTRAINT "fk_attendance_mark_attendee" FOREIGN KEY ("attendee_id") REFERENCES "attendee" ("id"),
        CONSTRAINT "fk_attendance_mark_corrects" FOREIGN KEY ("corrects_id") REFERENCES "attendance_mark" ("id"),
        CONSTRAINT "fk_attendance_mark_recorded_by" FOREIGN KEY ("recorded_by") REFERENCES "account" ("id"),
        CONSTRAINT "ck_attendance_mark_kind" CHECK ("kind" IN ('arrived', 'left')),
        CONSTRAINT "ck_attendance_mark_at" CHECK ("at" IS NOT NULL OR "corrects_id" IS NOT NULL)
      );
      CREATE INDEX "ix_attendance_mark_attendee" ON "attendance_mark" ("attendee_id");
      CREATE UNIQUE INDEX "ux_attendance_mark_corrects" ON "attendance_mark" ("corrects_id") WHERE "corrects_id" IS NOT NULL;
      CREATE TRIGGER "attendance_mark_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "attendance_mark"
        FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "attendance_mark"; DROP TABLE "attendee"');
  }
}
