import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
ALTER TABLE "board" ADD "case_count" integer NOT NULL DEFAULT 0;

CREATE TABLE "board_case" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "board_id" bigint NOT NULL,
  "number" integer NOT NULL,
  "patient_id" bigint NOT NULL,
  "treatment_line_id" bigint,
  "state" text NOT NULL,
  "reasons" text[] NOT NULL,
  "predecessor_id" bigint,
  "merged_into" bigint,
  "question" text,
  "proposal" text,
  "priority" text NOT NULL DEFAULT 'routine',
  "deadline" date,
  "deadline_clock" text,
  "minutes" integer,
  "owner_id" bigint,
  "protocol" text,
  "asked" jsonb,
  "images" jsonb NOT NULL DEFAULT '[]',
  "version" integer NOT NULL DEFAULT 1,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "state_changed_at" timestamptz NOT NULL DEFAULT now(),
  "state_changed_by" bigint,
  "state_reason" text,
  "state_words" text,
  CONSTRAINT "pk_board_case" PRIMARY KEY ("id"),
  CONSTRAINT "uq_board_case_number" UNIQUE ("board_id", "number"),
  CONSTRAINT "fk_board_case_board" FOREIGN KEY ("board_id") REFERENCES "board" ("id"),
  CONSTRAINT "fk_board_case_patient" FOREIGN KEY ("patient_id") REFERENCES "patient" ("id"),
  CONSTRAINT "fk_board_case_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
  CONSTRAINT "fk_board_case_predecessor" FOREIGN KEY ("predecessor_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_board_case_merged_into" FOREIGN KEY ("merged_into") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_board_case_owner" FOREIGN KEY ("owner_id") REFERENCES "account" ("id"),
  CONSTRAINT "fk_board_case_state_changed_by" FOREIGN KEY ("state_changed_by") REFERENCES "account" ("id"),
  CONSTRAINT "ck_board_case_state" CHECK ("state" IN ('raised', 'referred', 'returned', 'accepted', 'scheduled', 'prepared', 'discussed', 'deferred', 'listed', 'decided', 'followed-up', 'dismissed', 'merged', 'closed')),
  CONSTRAINT "ck_board_case_priority" CHECK ("priority" IN ('routine', 'sooner')),
  CONSTRAINT "ck_board_case_minutes" CHECK ("minutes" BETWEEN 1 AND 120)
);
CREATE UNIQUE INDEX "ux_board_case_open_of_line" ON "board_case" ("board_id", "treatment_line_id") WHERE "state" IN ('raised', 'referred', 'returned', 'accepted', 'scheduled', 'prepared', 'discussed', 'deferred', 'listed');
CREATE UNIQUE INDEX "ux_board_case_open_of_patient" ON "board_case" ("board_id", "patient_id") WHERE "treatment_line_id" IS NULL AND "state" IN ('raised', 'referred', 'returned', 'accepted', 'scheduled', 'prepared', 'discussed', 'deferred', 'listed');
CREATE INDEX "ix_board_case_state" ON "board_case" ("board_id", "state", "id");
CREATE INDEX "ix_board_case_patient" ON "board_case" ("patient_id");
CREATE INDEX "ix_board_case_line" ON "board_case" ("treatment_line_id");

CREATE TABLE "board_case_point" (
  "case_id" bigint NOT NULL,
  "discussion_item_id" bigint NOT NULL,
  "joined_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_board_case_point" PRIMARY KEY ("case_id", "discussion_item_id"),
  CONSTRAINT "fk_board_case_point_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_board_case_point_discussion_item" FOREIGN KEY ("discussion_item_id") REFERENCES "discussion_item" ("id")
);
CREATE INDEX "ix_board_case_point_discussion_item" ON "board_case_point" ("discussion_item_id");

CREATE TABLE "board_case_event" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "case_id" bigint NOT NULL,
  "version" integer NOT NULL,
  "event" text NOT NULL,
  "from_state" text,
  "to_state" text NOT NULL,
  "by" bigint,
  "at" timestamptz NOT NULL DEFAULT now(),
  "reason" text,
  "words" text,
  "detail" jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT "pk_board_case_event" PRIMARY KEY ("id"),
  CONSTRAINT "uq_board_case_event_version" UNIQUE ("case_id", "version"),
  CONSTRAINT "fk_board_case_event_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_board_case_event_by" FOREIGN KEY ("by") REFERENCES "account" ("id")
);
CREATE TRIGGER "board_case_event_append_only" BEFORE UPDATE OR DELETE ON "board_case_event" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();

CREATE TABLE "board_case_comment" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "case_id" bigint NOT NULL,
  "words" text NOT NULL,
  "proposes" boolean NOT NULL DEFAULT false,
  "written_by" bigint NOT NULL,
  "written_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_board_case_comment" PRIMARY KEY ("id"),
  CONSTRAINT "fk_board_case_comment_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_board_case_comment_written_by" FOREIGN KEY ("written_by") REFERENCES "account" ("id")
);
CREATE INDEX "ix_board_case_comment_case" ON "board_case_comment" ("case_id", "id");
CREATE TRIGGER "board_case_comment_append_only" BEFORE UPDATE OR DELETE ON "board_case_comment" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();

CREATE TABLE "referral" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "board_id" bigint NOT NULL,
  "referrer_id" bigint NOT NULL,
  "patient_id" bigint,
  "case_id" bigint,
  "form" jsonb NOT NULL,
  "state" text NOT NULL,
  "version" integer NOT NULL DEFAULT 1,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "updated_at" timestamptz NOT NULL DEFAULT now(),
  "sent_at" timestamptz,
  CONSTRAINT "pk_referral" PRIMARY KEY ("id"),
  CONSTRAINT "fk_referral_board" FOREIGN KEY ("board_id") REFERENCES "board" ("id"),
  CONSTRAINT "fk_referral_referrer" FOREIGN KEY ("referrer_id") REFERENCES "account" ("id"),
  CONSTRAINT "fk_referral_patient" FOREIGN KEY ("patient_id") REFERENCES "patient" ("id"),
  CONSTRAINT "fk_referral_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "ck_referral_state" CHECK ("state" IN ('draft', 'sent', 'withdrawn') AND ("state" = 'draft') = ("case_id" IS NULL))
);
CREATE INDEX "ix_referral_referrer" ON "referral" ("referrer_id", "id");
CREATE INDEX "ix_referral_case" ON "referral" ("case_id");
`;

/**
 * Of what release 0.1.0 had: one case of each line whose questions stand on a coming meeting or were accepted, and a closed one for
 * each line on the agenda of a meeting that is over, whose outcome nobody recorded.
 */
const casesOfItems = `
ALTER TABLE "agenda_item" ADD "case_id" bigint;
ALTER TABLE "agenda_item" ALTER "discussion_item_id" DROP NOT NULL;
DROP INDEX "ux_agenda_item_current";

CREATE TEMPORARY TABLE "placed_line" ON COMMIT DROP AS
SELECT entry.id AS entry_id, entry.meeting_id, entry.minutes, entry.position, entry.removed_at, entry.placed_by, entry.placed_at, meeting.board_id,
  item.treatment_line_id, line.patient_id,
  meeting.state = 'planned' AND meeting.starts_at + make_interval(mins => meeting.minutes) > now() AND entry.removed_at IS NULL AS coming
FROM agenda_item AS entry JOIN meeting ON meeting.id = entry.meeting_id
JOIN discussion_item AS item ON item.id = entry.discussion_item_id JOIN treatment_line AS line ON line.id = item.treatment_line_id;

INSERT INTO board_case (board_id, number, patient_id, treatment_line_id, state, reasons, state_reason, created_at)
SELECT board_id, row_number() OVER (PARTITION BY board_id ORDER BY placed_at, treatment_line_id), patient_id, treatment_line_id, state, '{question}', reason, placed_at
FROM (
  SELECT board_id, patient_id, treatment_line_id, 'closed' AS state, 'before-cases' AS reason, min(placed_at) AS placed_at
  FROM placed_line WHERE NOT coming GROUP BY board_id, patient_id, treatment_line_id
  UNION ALL
  SELECT board_id, patient_id, treatment_line_id, 'scheduled', NULL, min(placed_at) FROM placed_line WHERE coming GROUP BY board_id, patient_id, treatment_line_id
  UNION ALL
  SELECT DISTINCT ON (place.board_id, line.id) place.board_id, line.patient_id, line.id, 'accepted', NULL, item.created_at
  FROM discussion_item AS item JOIN treatment_line AS line ON line.id = item.treatment_line_id
  JOIN patient_board AS place ON place.patient_id = line.patient_id AND place.until IS NULL
  WHERE item.state = 'accepted' AND item.superseded_at IS NULL
    AND NOT EXISTS (SELECT FROM placed_line WHERE coming AND placed_line.treatment_line_id = line.id)
  ORDER BY 1, 3, 6
) AS before;

UPDATE agenda_item SET case_id = board_case.id
FROM placed_line JOIN board_case ON board_case.board_id = placed_line.board_id AND board_case.treatment_line_id = placed_line.treatment_line_id
  AND (board_case.state = 'scheduled') = placed_line.coming AND board_case.state IN ('scheduled', 'closed')
WHERE agenda_item.id = placed_line.entry_id;

-- A line stands once on one agenda, with the minutes of all its questions.
UPDATE agenda_item SET minutes = least(120, kept.minutes)
FROM (
  SELECT meeting_id, case_id, min(id) FILTER (WHERE removed_at IS NULL) AS id, sum(minutes) AS minutes
  FROM agenda_item WHERE removed_at IS NULL GROUP BY meeting_id, case_id HAVING count(*) > 1
) AS kept WHERE agenda_item.id = kept.id;
UPDATE agenda_item SET removed_at = now(), removed_reason = 'joined-case'
WHERE removed_at IS NULL AND EXISTS (
  SELECT FROM agenda_item AS first JOIN meeting ON meeting.id = first.meeting_id
  WHERE first.case_id = agenda_item.case_id AND first.removed_at IS NULL AND first.id <> agenda_item.id
    AND (meeting.starts_at, first.id) < ((SELECT starts_at FROM meeting WHERE id = agenda_item.meeting_id), agenda_item.id));
UPDATE agenda_item SET position = place.position
FROM (SELECT id, row_number() OVER (PARTITION BY meeting_id ORDER BY position) AS position FROM agenda_item WHERE removed_at IS NULL) AS place
WHERE agenda_item.id = place.id AND agenda_item.position <> place.position;
UPDATE meeting SET agenda_version = agenda_version + 1 WHERE id IN (SELECT meeting_id FROM placed_line WHERE coming);
INSERT INTO agenda_change (meeting_id, version, change, changed_by)
SELECT id, agenda_version, 'moved', NULL FROM meeting WHERE id IN (SELECT meeting_id FROM placed_line WHERE coming);

INSERT INTO board_case_point (case_id, discussion_item_id)
SELECT board_case.id, item.id FROM board_case JOIN discussion_item AS item ON item.treatment_line_id = board_case.treatment_line_id
WHERE board_case.state <> 'closed' AND item.superseded_at IS NULL AND item.state IN ('draft', 'accepted');
INSERT INTO board_case_event (case_id, version, event, to_state, at) SELECT id, 1, 'taken-over', state, created_at FROM board_case;
UPDATE board SET case_count = coalesce((SELECT max(number) FROM board_case WHERE board_case.board_id = board.id), 0);

ALTER TABLE "agenda_item" ALTER "case_id" SET NOT NULL;
ALTER TABLE "agenda_item" ADD CONSTRAINT "fk_agenda_item_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id");
CREATE UNIQUE INDEX "ux_agenda_item_current" ON "agenda_item" ("case_id") WHERE "removed_at" IS NULL;
CREATE INDEX "ix_agenda_item_case" ON "agenda_item" ("case_id");
`;

const views = `
CREATE VIEW "assessments_ended_patient" AS
SELECT patient_id, min(name) AS reason FROM case_fact
WHERE superseded_at IS NULL AND state = 'known' AND name IN ('died', 'follow-up-ended') GROUP BY patient_id;
CREATE INDEX "ix_case_fact_ended" ON "case_fact" ("patient_id", "name") WHERE "superseded_at" IS NULL AND "state" = 'known' AND "name" IN ('died', 'follow-up-ended');
`;

/**
 * Cases: what a board discusses, decides and follows up. Agenda entries become entries of cases. A process of release 0.1.0 can read
 * beside it and place nothing any more: stop its processes before this runs (docs/operations.md, Upgrade).
 */
export class CreateCases1796400000000 implements MigrationInterface {
  name = 'CreateCases1796400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [tables, casesOfItems, views]) await queryRunner.query(part);
  }

  /** Entries of cases alone have no question of their own and go with their cases. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX "ix_case_fact_ended";
      DROP VIEW "assessments_ended_patient";
      DROP INDEX "ix_agenda_item_case";
      DROP INDEX "ux_agenda_item_current";
      UPDATE agenda_change SET agenda_item_id = NULL WHERE agenda_item_id IN (SELECT id FROM agenda_item WHERE discussion_item_id IS NULL);
      DELETE FROM agenda_item WHERE discussion_item_id IS NULL;
      ALTER TABLE "agenda_item" DROP CONSTRAINT "fk_agenda_item_case", DROP COLUMN "case_id";
      ALTER TABLE "agenda_item" ALTER "discussion_item_id" SET NOT NULL;
      CREATE UNIQUE INDEX "ux_agenda_item_current" ON "agenda_item" ("discussion_item_id") WHERE "removed_at" IS NULL;
      DROP TABLE "referral", "board_case_comment", "board_case_event", "board_case_point", "board_case";
      ALTER TABLE "board" DROP COLUMN "case_count"`);
  }
}
