import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of tables whose rows only ever come in: a decision, like an event, is followed by another and never taken back. */
const appendOnly = `
CREATE FUNCTION "refuse_rewriting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
`;

const access = `
CREATE TABLE "site" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "name" text NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_site" PRIMARY KEY ("id"),
  CONSTRAINT "uq_site_name" UNIQUE ("name")
);

CREATE TABLE "account" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "site_id" bigint NOT NULL,
  "kind" text NOT NULL,
  "email" text,
  "display_name" text NOT NULL,
  "password_hash" text,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "disabled_at" timestamptz,
  CONSTRAINT "pk_account" PRIMARY KEY ("id"),
  CONSTRAINT "fk_account_site" FOREIGN KEY ("site_id") REFERENCES "site" ("id"),
  CONSTRAINT "ck_account_kind" CHECK ("kind" IN ('person', 'machine')),
  CONSTRAINT "ck_account_email" CHECK (("kind" = 'person') = ("email" IS NOT NULL) AND "email" = lower("email"))
);
CREATE UNIQUE INDEX "ux_account_email" ON "account" ("email");

CREATE TABLE "account_role" (
  "account_id" bigint NOT NULL,
  "role" text NOT NULL,
  "granted_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_account_role" PRIMARY KEY ("account_id", "role"),
  CONSTRAINT "fk_account_role_account" FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
  CONSTRAINT "ck_account_role_role" CHECK ("role" IN ('submitter', 'coordinator', 'member', 'administrator'))
);

CREATE TABLE "session" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "account_id" bigint NOT NULL,
  "token_hash" bytea NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "expires_at" timestamptz NOT NULL,
  "revoked_at" timestamptz,
  CONSTRAINT "pk_session" PRIMARY KEY ("id"),
  CONSTRAINT "uq_session_token_hash" UNIQUE ("token_hash"),
  CONSTRAINT "fk_session_account" FOREIGN KEY ("account_id") REFERENCES "account" ("id")
);

CREATE TABLE "sign_in_attempt" (
  "email_hash" bytea NOT NULL,
  "failures" integer NOT NULL,
  "last_at" timestamptz NOT NULL,
  "blocked_until" timestamptz NOT NULL,
  CONSTRAINT "pk_sign_in_attempt" PRIMARY KEY ("email_hash")
);
CREATE INDEX "ix_sign_in_attempt_last" ON "sign_in_attempt" ("last_at");

CREATE TABLE "api_key" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "account_id" bigint NOT NULL,
  "name" text NOT NULL,
  "token_hash" bytea NOT NULL,
  "token_start" text NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "revoked_at" timestamptz,
  CONSTRAINT "pk_api_key" PRIMARY KEY ("id"),
  CONSTRAINT "uq_api_key_token_hash" UNIQUE ("token_hash"),
  CONSTRAINT "fk_api_key_account" FOREIGN KEY ("account_id") REFERENCES "account" ("id")
);

CREATE TABLE "board" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "site_id" bigint NOT NULL,
  "name" text NOT NULL,
  "time_zone" text NOT NULL,
  "is_default" boolean NOT NULL DEFAULT false,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_board" PRIMARY KEY ("id"),
  CONSTRAINT "uq_board_name" UNIQUE ("site_id", "name"),
  CONSTRAINT "fk_board_site" FOREIGN KEY ("site_id") REFERENCES "site" ("id")
);
CREATE UNIQUE INDEX "ux_board_default" ON "board" ("site_id") WHERE "is_default";

CREATE TABLE "board_membership" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "board_id" bigint NOT NULL,
  "account_id" bigint NOT NULL,
  "role" text NOT NULL,
  "since" timestamptz NOT NULL DEFAULT now(),
  "until" timestamptz,
  CONSTRAINT "pk_board_membership" PRIMARY KEY ("id"),
  CONSTRAINT "fk_board_membership_board" FOREIGN KEY ("board_id") REFERENCES "board" ("id"),
  CONSTRAINT "fk_board_membership_account" FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
  CONSTRAINT "ck_board_membership_role" CHECK ("role" IN ('coordinator', 'member'))
);
CREATE UNIQUE INDEX "ux_board_membership_current" ON "board_membership" ("account_id", "board_id", "role") WHERE "until" IS NULL;
`;

const assessments = `
CREATE TABLE "patient" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "site_id" bigint NOT NULL,
  "issuer" text NOT NULL,
  "patient_id" text NOT NULL,
  "synthetic" boolean NOT NULL DEFAULT false,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_patient" PRIMARY KEY ("id"),
  CONSTRAINT "uq_patient_identity" UNIQUE ("issuer", "patient_id"),
  CONSTRAINT "fk_patient_site" FOREIGN KEY ("site_id") REFERENCES "site" ("id")
);
CREATE INDEX "ix_patient_patient_id" ON "patient" ("patient_id");
CREATE INDEX "ix_patient_synthetic" ON "patient" ("id") WHERE "synthetic";

CREATE TABLE "patient_board" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "patient_id" bigint NOT NULL,
  "board_id" bigint NOT NULL,
  "since" timestamptz NOT NULL DEFAULT now(),
  "until" timestamptz,
  "reason" text,
  CONSTRAINT "pk_patient_board" PRIMARY KEY ("id"),
  CONSTRAINT "fk_patient_board_patient" FOREIGN KEY ("patient_id") REFERENCES "patient" ("id"),
  CONSTRAINT "fk_patient_board_board" FOREIGN KEY ("board_id") REFERENCES "board" ("id")
);
CREATE UNIQUE INDEX "ux_patient_board_current" ON "patient_board" ("patient_id", "board_id") WHERE "until" IS NULL;
CREATE INDEX "ix_patient_board_board" ON "patient_board" ("board_id", "patient_id") WHERE "until" IS NULL;

CREATE TABLE "treatment_line" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "patient_id" bigint NOT NULL,
  "line_key" text NOT NULL,
  "implied" boolean NOT NULL,
  "history_version" bigint NOT NULL DEFAULT 0,
  "classified_version" bigint NOT NULL DEFAULT 0,
  "classified_release_id" bigint,
  "stale_since" timestamptz,
  "failed_at" timestamptz,
  "reconsider_on" date,
  "day_reached" date,
  "last_scan" date NOT NULL DEFAULT 'infinity',
  "open_flag" boolean NOT NULL DEFAULT false,
  "open_watch" boolean NOT NULL DEFAULT false,
  "open_question" boolean NOT NULL DEFAULT false,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_treatment_line" PRIMARY KEY ("id"),
  CONSTRAINT "uq_treatment_line_key" UNIQUE ("patient_id", "line_key"),
  CONSTRAINT "fk_treatment_line_patient" FOREIGN KEY ("patient_id") REFERENCES "patient" ("id"),
  CONSTRAINT "ck_treatment_line_implied" CHECK ("implied" = ("line_key" = ''))
);
CREATE INDEX "ix_treatment_line_stale" ON "treatment_line" ("stale_since", "id") WHERE "history_version" <> "classified_version";
CREATE INDEX "ix_treatment_line_release" ON "treatment_line" ("classified_release_id", "id");
CREATE INDEX "ix_treatment_line_reconsider" ON "treatment_line" ("reconsider_on", "id") WHERE "reconsider_on" IS NOT NULL;
CREATE INDEX "ix_treatment_line_flag" ON "treatment_line" ("last_scan", "id") WHERE "open_flag";
CREATE INDEX "ix_treatment_line_question" ON "treatment_line" ("last_scan", "id") WHERE "open_question";
CREATE INDEX "ix_treatment_line_watch" ON "treatment_line" ("last_scan", "id") WHERE "open_watch";
CREATE INDEX "ix_treatment_line_failed" ON "treatment_line" ("last_scan", "id") WHERE "failed_at" IS NOT NULL;

CREATE TABLE "lesion" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "patient_id" bigint NOT NULL,
  "evaluator" text NOT NULL,
  "label" text NOT NULL,
  CONSTRAINT "pk_lesion" PRIMARY KEY ("id"),
  CONSTRAINT "uq_lesion_label" UNIQUE ("patient_id", "evaluator", "label"),
  CONSTRAINT "fk_lesion_patient" FOREIGN KEY ("patient_id") REFERENCES "patient" ("id")
);

CREATE TABLE "import" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "site_id" bigint NOT NULL,
  "board_id" bigint NOT NULL,
  "account_id" bigint NOT NULL,
  "own_boards_only" boolean NOT NULL DEFAULT false,
  "format" text NOT NULL,
  "options" jsonb NOT NULL,
  "files" jsonb NOT NULL,
  "state" text NOT NULL,
  "group_count" integer NOT NULL DEFAULT 0,
  "next_group" integer NOT NULL DEFAULT 0,
  "row_count" integer NOT NULL DEFAULT 0,
  "taken_count" integer NOT NULL DEFAULT 0,
  "known_count" integer NOT NULL DEFAULT 0,
  "held_count" integer NOT NULL DEFAULT 0,
  "failure" text,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "moved_at" timestamptz NOT NULL DEFAULT now(),
  "finished_at" timestamptz,
  CONSTRAINT "pk_import" PRIMARY KEY ("id"),
  CONSTRAINT "fk_import_site" FOREIGN KEY ("site_id") REFERENCES "site" ("id"),
  CONSTRAINT "fk_import_board" FOREIGN KEY ("board_id") REFERENCES "board" ("id"),
  CONSTRAINT "fk_import_account" FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
  CONSTRAINT "ck_import_format" CHECK ("format" IN ('csv', 'sdtm')),
  CONSTRAINT "ck_import_state" CHECK ("state" IN ('waiting', 'running', 'done', 'failed'))
);
CREATE INDEX "ix_import_unfinished" ON "import" ("id") WHERE "state" IN ('waiting', 'running');

CREATE TABLE "import_row" (
  "import_id" bigint NOT NULL,
  "file" smallint NOT NULL,
  "row_number" integer NOT NULL,
  "group_key" text NOT NULL,
  "subject_key" text,
  "cells" jsonb NOT NULL,
  CONSTRAINT "pk_import_row" PRIMARY KEY ("import_id", "file", "row_number"),
  CONSTRAINT "fk_import_row_import" FOREIGN KEY ("import_id") REFERENCES "import" ("id")
);
CREATE INDEX "ix_import_row_group" ON "import_row" ("import_id", "group_key");
CREATE INDEX "ix_import_row_subject" ON "import_row" ("import_id", "file", "subject_key");

CREATE TABLE "import_group" (
  "import_id" bigint NOT NULL,
  "ordinal" integer NOT NULL,
  "group_key" text NOT NULL,
  "subject_key" text NOT NULL,
  "row_count" integer NOT NULL,
  CONSTRAINT "pk_import_group" PRIMARY KEY ("import_id", "ordinal"),
  CONSTRAINT "fk_import_group_import" FOREIGN KEY ("import_id") REFERENCES "import" ("id")
);

CREATE TABLE "assessment" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "patient_id" bigint NOT NULL,
  "treatment_line_id" bigint NOT NULL,
  "issuer" text NOT NULL,
  "source_id" text NOT NULL,
  "revision" integer NOT NULL,
  "content_hash" bytea NOT NULL,
  "state" text NOT NULL,
  "evaluator" text,
  "reader" text,
  "modality" text,
  "slice_thickness" integer,
  "contrast_phase" text,
  "timepoint" text NOT NULL,
  "date_as_sent" text,
  "date_from" date,
  "date_to" date,
  "study_day" integer,
  "stated_baseline" boolean,
  "organs_imaged" text[],
  "import_id" bigint,
  "received_by" bigint NOT NULL,
  "received_at" timestamptz NOT NULL DEFAULT now(),
  "superseded_by" bigint,
  CONSTRAINT "pk_assessment" PRIMARY KEY ("id"),
  CONSTRAINT "uq_assessment_revision" UNIQUE ("issuer", "source_id", "revision"),
  CONSTRAINT "fk_assessment_patient" FOREIGN KEY ("patient_id") REFERENCES "patient" ("id"),
  CONSTRAINT "fk_assessment_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
  CONSTRAINT "fk_assessment_import" FOREIGN KEY ("import_id") REFERENCES "import" ("id"),
  CONSTRAINT "fk_assessment_received_by" FOREIGN KEY ("received_by") REFERENCES "account" ("id"),
  CONSTRAINT "fk_assessment_superseded_by" FOREIGN KEY ("superseded_by") REFERENCES "assessment" ("id") DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT "ck_assessment_state" CHECK ("state" IN ('accepted', 'held')),
  CONSTRAINT "ck_assessment_evaluator" CHECK ("evaluator" IS NOT NULL OR "state" = 'held'),
  CONSTRAINT "ck_assessment_time" CHECK ("date_from" IS NOT NULL OR "study_day" IS NOT NULL OR "state" = 'held'),
  CONSTRAINT "ck_assessment_interval" CHECK (("date_from" IS NULL) = ("date_to" IS NULL) AND "date_from" <= "date_to")
);
CREATE UNIQUE INDEX "ux_assessment_current" ON "assessment" ("issuer", "source_id") WHERE "superseded_by" IS NULL;
CREATE INDEX "ix_assessment_line" ON "assessment" ("treatment_line_id", "evaluator") WHERE "superseded_by" IS NULL;
CREATE INDEX "ix_assessment_patient" ON "assessment" ("patient_id", "id");
CREATE INDEX "ix_assessment_held" ON "assessment" ("id") WHERE "state" = 'held' AND "superseded_by" IS NULL;

CREATE TABLE "measurement" (
  "assessment_id" bigint NOT NULL,
  "ordinal" smallint NOT NULL,
  "lesion_id" bigint NOT NULL,
  "role" text NOT NULL,
  "organ" text,
  "site" text,
  "axis" text,
  "state" text NOT NULL,
  "micrometres" integer,
  "as_sent" text,
  "fragments" integer[],
  "merged_into" text,
  "certainty" text,
  "reason" text,
  "exam_date_as_sent" text,
  "exam_date_from" date,
  "exam_date_to" date,
  "modality" text,
  CONSTRAINT "pk_measurement" PRIMARY KEY ("assessment_id", "ordinal"),
  CONSTRAINT "uq_measurement_lesion" UNIQUE ("assessment_id", "lesion_id"),
  CONSTRAINT "fk_measurement_assessment" FOREIGN KEY ("assessment_id") REFERENCES "assessment" ("id"),
  CONSTRAINT "fk_measurement_lesion" FOREIGN KEY ("lesion_id") REFERENCES "lesion" ("id"),
  CONSTRAINT "ck_measurement_role" CHECK ("role" IN ('target', 'non-target', 'new')),
  CONSTRAINT "ck_measurement_size" CHECK (("state" = 'measured') = ("micrometres" IS NOT NULL) AND "micrometres" >= 0)
);

CREATE TABLE "measurement_quantity" (
  "assessment_id" bigint NOT NULL,
  "ordinal" smallint NOT NULL,
  "quantity" text NOT NULL,
  "value" numeric NOT NULL,
  "as_sent" text NOT NULL,
  CONSTRAINT "pk_measurement_quantity" PRIMARY KEY ("assessment_id", "ordinal", "quantity"),
  CONSTRAINT "fk_measurement_quantity_measurement" FOREIGN KEY ("assessment_id", "ordinal") REFERENCES "measurement" ("assessment_id", "ordinal")
);

CREATE TABLE "case_fact" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "patient_id" bigint NOT NULL,
  "treatment_line_id" bigint,
  "lesion" text,
  "evaluator" text,
  "issuer" text NOT NULL,
  "source_id" text NOT NULL,
  "revision" integer NOT NULL,
  "ordinal" smallint NOT NULL,
  "name" text NOT NULL,
  "state" text NOT NULL,
  "value" jsonb,
  "date_as_sent" text,
  "date_from" date,
  "date_to" date,
  "source" text,
  "recorded_by" bigint NOT NULL,
  "recorded_at" timestamptz NOT NULL DEFAULT now(),
  "superseded_at" timestamptz,
  CONSTRAINT "pk_case_fact" PRIMARY KEY ("id"),
  CONSTRAINT "uq_case_fact_revision" UNIQUE ("issuer", "source_id", "revision", "ordinal"),
  CONSTRAINT "fk_case_fact_patient" FOREIGN KEY ("patient_id") REFERENCES "patient" ("id"),
  CONSTRAINT "fk_case_fact_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
  CONSTRAINT "fk_case_fact_recorded_by" FOREIGN KEY ("recorded_by") REFERENCES "account" ("id"),
  CONSTRAINT "ck_case_fact_state" CHECK ("state" IN ('known', 'none', 'unknown') AND ("state" = 'known') = ("value" IS NOT NULL))
);
CREATE INDEX "ix_case_fact_patient" ON "case_fact" ("patient_id") WHERE "superseded_at" IS NULL;

CREATE TABLE "sender_query" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "import_id" bigint,
  "assessment_id" bigint,
  "treatment_line_id" bigint,
  "kind" text NOT NULL,
  "code" text NOT NULL,
  "key_hash" bytea,
  "place" jsonb NOT NULL,
  "message" text NOT NULL,
  "expected" text NOT NULL,
  "raised_at" timestamptz NOT NULL DEFAULT now(),
  "answered_at" timestamptz,
  CONSTRAINT "pk_sender_query" PRIMARY KEY ("id"),
  CONSTRAINT "fk_sender_query_import" FOREIGN KEY ("import_id") REFERENCES "import" ("id"),
  CONSTRAINT "fk_sender_query_assessment" FOREIGN KEY ("assessment_id") REFERENCES "assessment" ("id"),
  CONSTRAINT "fk_sender_query_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
  CONSTRAINT "ck_sender_query_kind" CHECK ("kind" IN ('holds', 'asks'))
);
CREATE INDEX "ix_sender_query_import" ON "sender_query" ("import_id", "id");
CREATE INDEX "ix_sender_query_assessment" ON "sender_query" ("assessment_id");
CREATE UNIQUE INDEX "ux_sender_query_asked" ON "sender_query" ("import_id", "key_hash") WHERE "kind" = 'asks';
CREATE UNIQUE INDEX "ux_sender_query_line" ON "sender_query" ("treatment_line_id", "code") WHERE "answered_at" IS NULL AND "treatment_line_id" IS NOT NULL;
`;

const triage = `
CREATE TABLE "release" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "engine_version" text NOT NULL,
  "rule_set_version" text NOT NULL,
  "released_at" timestamptz NOT NULL DEFAULT now(),
  "released_by" bigint,
  "note" text NOT NULL,
  "current" boolean NOT NULL,
  "paused" boolean NOT NULL DEFAULT false,
  "version" integer NOT NULL DEFAULT 1,
  CONSTRAINT "pk_release" PRIMARY KEY ("id"),
  CONSTRAINT "fk_release_released_by" FOREIGN KEY ("released_by") REFERENCES "account" ("id")
);
CREATE UNIQUE INDEX "ux_release_current" ON "release" ("current") WHERE "current";

CREATE TABLE "classification" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "treatment_line_id" bigint NOT NULL,
  "evaluator" text NOT NULL,
  "history_version" bigint NOT NULL,
  "engine_version" text NOT NULL,
  "rule_set_version" text NOT NULL,
  "input_hash" bytea NOT NULL,
  "result" json NOT NULL,
  "discussion" json NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "superseded_at" timestamptz,
  CONSTRAINT "pk_classification" PRIMARY KEY ("id"),
  CONSTRAINT "uq_classification_identity" UNIQUE ("treatment_line_id", "evaluator", "history_version", "engine_version", "rule_set_version"),
  CONSTRAINT "fk_classification_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id")
);
CREATE UNIQUE INDEX "ux_classification_current" ON "classification" ("treatment_line_id", "evaluator") WHERE "superseded_at" IS NULL;

CREATE TABLE "flag" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "treatment_line_id" bigint NOT NULL,
  "definition" text NOT NULL,
  "episode" text NOT NULL,
  "tier" text NOT NULL,
  "state" text NOT NULL,
  "reason" text NOT NULL,
  "holds" text[] NOT NULL,
  "content" jsonb NOT NULL,
  "content_hash" bytea NOT NULL,
  "history_version" bigint NOT NULL,
  "predecessor_id" bigint,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "superseded_at" timestamptz,
  CONSTRAINT "pk_flag" PRIMARY KEY ("id"),
  CONSTRAINT "fk_flag_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
  CONSTRAINT "fk_flag_predecessor" FOREIGN KEY ("predecessor_id") REFERENCES "flag" ("id"),
  CONSTRAINT "ck_flag_tier" CHECK ("tier" IN ('flag', 'watch')),
  CONSTRAINT "ck_flag_state" CHECK ("state" IN ('open', 'ended', 'withdrawn'))
);
CREATE UNIQUE INDEX "ux_flag_current" ON "flag" ("treatment_line_id", "definition", "episode") WHERE "superseded_at" IS NULL;
CREATE INDEX "ix_flag_worklist" ON "flag" ("tier", "id") WHERE "superseded_at" IS NULL AND "state" = 'open';

CREATE TABLE "discussion_item" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "treatment_line_id" bigint NOT NULL,
  "rule" text NOT NULL,
  "rule_version" text NOT NULL,
  "question" text NOT NULL,
  "content" json NOT NULL,
  "evidence_hash" bytea NOT NULL,
  "input_hash" bytea NOT NULL,
  "engine_version" text NOT NULL,
  "rule_set_version" text NOT NULL,
  "history_version" bigint NOT NULL,
  "state" text NOT NULL,
  "state_reason" text,
  "state_changed_by" bigint,
  "state_changed_at" timestamptz,
  "set_aside" jsonb,
  "version" integer NOT NULL DEFAULT 1,
  "predecessor_id" bigint,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "superseded_at" timestamptz,
  CONSTRAINT "pk_discussion_item" PRIMARY KEY ("id"),
  CONSTRAINT "fk_discussion_item_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
  CONSTRAINT "fk_discussion_item_predecessor" FOREIGN KEY ("predecessor_id") REFERENCES "discussion_item" ("id"),
  CONSTRAINT "fk_discussion_item_state_changed_by" FOREIGN KEY ("state_changed_by") REFERENCES "account" ("id"),
  CONSTRAINT "ck_discussion_item_state" CHECK ("state" IN ('draft', 'accepted', 'dismissed', 'closed')),
  CONSTRAINT "ck_discussion_item_set_aside" CHECK ("set_aside" IS NULL OR "state" = 'closed')
);
CREATE UNIQUE INDEX "ux_discussion_item_current" ON "discussion_item" ("treatment_line_id", "rule") WHERE "superseded_at" IS NULL;
CREATE INDEX "ix_discussion_item_predecessor" ON "discussion_item" ("predecessor_id");
CREATE INDEX "ix_discussion_item_state" ON "discussion_item" ("state", "id") WHERE "superseded_at" IS NULL;
CREATE INDEX "ix_discussion_item_rule" ON "discussion_item" ("rule", "treatment_line_id") WHERE "superseded_at" IS NULL;

CREATE TABLE "rule_switch" (
  "rule" text NOT NULL,
  "version" integer NOT NULL,
  "is_on" boolean NOT NULL,
  "in_shadow" boolean NOT NULL,
  "reason" text NOT NULL,
  "changed_by" bigint NOT NULL,
  "changed_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_rule_switch" PRIMARY KEY ("rule", "version"),
  CONSTRAINT "fk_rule_switch_changed_by" FOREIGN KEY ("changed_by") REFERENCES "account" ("id")
);
CREATE TRIGGER "rule_switch_append_only" BEFORE UPDATE OR DELETE ON "rule_switch" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "rule_switch_never_emptied" BEFORE TRUNCATE ON "rule_switch" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();

CREATE TABLE "shadow_item" (
  "treatment_line_id" bigint NOT NULL,
  "rule" text NOT NULL,
  "rule_version" text NOT NULL,
  "standing" text NOT NULL,
  "history_version" bigint NOT NULL,
  CONSTRAINT "pk_shadow_item" PRIMARY KEY ("treatment_line_id", "rule"),
  CONSTRAINT "fk_shadow_item_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
  CONSTRAINT "ck_shadow_item_standing" CHECK ("standing" IN ('met', 'open'))
);
CREATE INDEX "ix_shadow_item_rule" ON "shadow_item" ("rule", "treatment_line_id");

CREATE TABLE "dry_run" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "engine_version" text NOT NULL,
  "rule_set_version" text NOT NULL,
  "base_release_id" bigint NOT NULL,
  "muted" jsonb NOT NULL,
  "state" text NOT NULL,
  "last_line_id" bigint NOT NULL,
  "cursor" bigint NOT NULL DEFAULT 0,
  "line_count" integer NOT NULL,
  "done_count" integer NOT NULL DEFAULT 0,
  "newer_data_count" integer NOT NULL DEFAULT 0,
  "failed_count" integer NOT NULL DEFAULT 0,
  "created_by" bigint NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "moved_at" timestamptz NOT NULL DEFAULT now(),
  "finished_at" timestamptz,
  "release_id" bigint,
  "version" integer NOT NULL DEFAULT 1,
  CONSTRAINT "pk_dry_run" PRIMARY KEY ("id"),
  CONSTRAINT "fk_dry_run_base_release" FOREIGN KEY ("base_release_id") REFERENCES "release" ("id"),
  CONSTRAINT "fk_dry_run_created_by" FOREIGN KEY ("created_by") REFERENCES "account" ("id"),
  CONSTRAINT "fk_dry_run_release" FOREIGN KEY ("release_id") REFERENCES "release" ("id"),
  CONSTRAINT "ck_dry_run_state" CHECK ("state" IN ('running', 'paused', 'cancelled', 'done', 'released')),
  CONSTRAINT "ck_dry_run_release" CHECK (("state" = 'released') = ("release_id" IS NOT NULL))
);
CREATE UNIQUE INDEX "ux_dry_run_running" ON "dry_run" ("state") WHERE "state" = 'running';

CREATE TABLE "dry_run_change" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "dry_run_id" bigint NOT NULL,
  "treatment_line_id" bigint NOT NULL,
  "subject" text NOT NULL,
  "name" text NOT NULL,
  "kind" text NOT NULL,
  "shown" boolean NOT NULL,
  "newer_data" boolean NOT NULL,
  "current_id" bigint,
  "code" text NOT NULL,
  "was" jsonb,
  "will_be" jsonb,
  "because" jsonb NOT NULL,
  CONSTRAINT "pk_dry_run_change" PRIMARY KEY ("id"),
  CONSTRAINT "fk_dry_run_change_dry_run" FOREIGN KEY ("dry_run_id") REFERENCES "dry_run" ("id"),
  CONSTRAINT "fk_dry_run_change_treatment_line" FOREIGN KEY ("treatment_line_id") REFERENCES "treatment_line" ("id"),
  CONSTRAINT "ck_dry_run_change_subject" CHECK ("subject" IN ('flag', 'item')),
  CONSTRAINT "ck_dry_run_change_kind" CHECK ("kind" IN ('appears', 'changes', 'goes'))
);
CREATE INDEX "ix_dry_run_change_run" ON "dry_run_change" ("dry_run_id", "id");
`;

const boards = `
CREATE TABLE "meeting" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "board_id" bigint NOT NULL,
  "starts_at" timestamptz NOT NULL,
  "minutes" integer NOT NULL,
  "place" text,
  "state" text NOT NULL,
  "agenda_version" integer NOT NULL DEFAULT 1,
  "created_by" bigint NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_meeting" PRIMARY KEY ("id"),
  CONSTRAINT "fk_meeting_board" FOREIGN KEY ("board_id") REFERENCES "board" ("id"),
  CONSTRAINT "fk_meeting_created_by" FOREIGN KEY ("created_by") REFERENCES "account" ("id"),
  CONSTRAINT "ck_meeting_minutes" CHECK ("minutes" BETWEEN 5 AND 600),
  CONSTRAINT "ck_meeting_state" CHECK ("state" IN ('planned', 'cancelled'))
);
CREATE UNIQUE INDEX "ux_meeting_start" ON "meeting" ("board_id", "starts_at") WHERE "state" = 'planned';

CREATE TABLE "agenda_item" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "meeting_id" bigint NOT NULL,
  "discussion_item_id" bigint NOT NULL,
  "position" integer NOT NULL,
  "minutes" integer NOT NULL,
  "placed_by" bigint NOT NULL,
  "placed_at" timestamptz NOT NULL DEFAULT now(),
  "removed_by" bigint,
  "removed_at" timestamptz,
  "removed_reason" text,
  CONSTRAINT "pk_agenda_item" PRIMARY KEY ("id"),
  CONSTRAINT "fk_agenda_item_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id"),
  CONSTRAINT "fk_agenda_item_discussion_item" FOREIGN KEY ("discussion_item_id") REFERENCES "discussion_item" ("id"),
  CONSTRAINT "fk_agenda_item_placed_by" FOREIGN KEY ("placed_by") REFERENCES "account" ("id"),
  CONSTRAINT "fk_agenda_item_removed_by" FOREIGN KEY ("removed_by") REFERENCES "account" ("id"),
  CONSTRAINT "ck_agenda_item_minutes" CHECK ("minutes" BETWEEN 1 AND 120)
);
CREATE UNIQUE INDEX "ux_agenda_item_current" ON "agenda_item" ("discussion_item_id") WHERE "removed_at" IS NULL;
CREATE INDEX "ix_agenda_item_meeting" ON "agenda_item" ("meeting_id", "position") WHERE "removed_at" IS NULL;

CREATE TABLE "agenda_change" (
  "meeting_id" bigint NOT NULL,
  "version" integer NOT NULL,
  "change" text NOT NULL,
  "agenda_item_id" bigint,
  "position" integer,
  "minutes" integer,
  "changed_by" bigint,
  "changed_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "pk_agenda_change" PRIMARY KEY ("meeting_id", "version"),
  CONSTRAINT "fk_agenda_change_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id"),
  CONSTRAINT "fk_agenda_change_agenda_item" FOREIGN KEY ("agenda_item_id") REFERENCES "agenda_item" ("id"),
  CONSTRAINT "fk_agenda_change_changed_by" FOREIGN KEY ("changed_by") REFERENCES "account" ("id"),
  CONSTRAINT "ck_agenda_change_change" CHECK ("change" IN ('placed', 'moved', 'minutes-changed', 'removed', 'meeting-cancelled'))
);
`;

/** Append-only and chained: each row carries the hash of the row before it, so that a removed or altered row shows. */
const audit = `
CREATE TABLE "audit_event" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  "actor_id" bigint,
  "actor_kind" text NOT NULL,
  "action" text NOT NULL,
  "patient_ids" bigint[] NOT NULL,
  "subject_type" text,
  "subject_id" bigint,
  "detail" jsonb NOT NULL,
  "trace_id" text,
  "previous_hash" bytea,
  "hash" bytea NOT NULL,
  CONSTRAINT "pk_audit_event" PRIMARY KEY ("id"),
  CONSTRAINT "fk_audit_event_actor" FOREIGN KEY ("actor_id") REFERENCES "account" ("id"),
  CONSTRAINT "ck_audit_event_actor_kind" CHECK ("actor_kind" IN ('person', 'machine', 'service'))
);
CREATE INDEX "ix_audit_event_patient" ON "audit_event" USING gin ("patient_ids");

CREATE FUNCTION "audit_event_hash"(event "audit_event") RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    encode(event."previous_hash", 'hex'), event."id", (extract(epoch FROM event."at") * 1000000)::bigint, event."actor_id",
    event."actor_kind", event."action", to_jsonb(event."patient_ids"), event."subject_type", event."subject_id", event."detail",
    event."trace_id"
  )::text, 'UTF8'))
$$;

CREATE FUNCTION "audit_event_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'audit_event is written by READ COMMITTED transactions only: an older snapshot does not see the end of the chain';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('consilium audit chain'));
  NEW."id" := nextval(pg_get_serial_sequence('audit_event', 'id'));
  NEW."at" := clock_timestamp();
  NEW."previous_hash" := (SELECT "hash" FROM "audit_event" ORDER BY "id" DESC LIMIT 1);
  NEW."hash" := "audit_event_hash"(NEW);
  RETURN NEW;
END
$$;
CREATE TRIGGER "audit_event_chain" BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "audit_event_chain"();

CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "audit_event_never_emptied" BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
`;

const tables = [
  'audit_event', 'agenda_change', 'agenda_item', 'meeting', 'dry_run_change', 'dry_run', 'shadow_item', 'rule_switch', 'discussion_item', 'flag', 'classification', 'release', 'sender_query', 'case_fact',
  'measurement_quantity', 'measurement', 'assessment', 'import_group', 'import_row', 'import', 'lesion', 'treatment_line',
  'patient_board', 'patient', 'board_membership', 'board', 'api_key', 'sign_in_attempt', 'session', 'account_role', 'account', 'site',
];

export class CreateSchema1795000000000 implements MigrationInterface {
  name = 'CreateSchema1795000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [appendOnly, access, assessments, triage, boards, audit]) await queryRunner.query(part);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION "audit_event_hash"("audit_event")`);
    for (const table of tables) await queryRunner.query(`DROP TABLE "${table}" CASCADE`);
    await queryRunner.query(`DROP FUNCTION "audit_event_chain"(); DROP FUNCTION "refuse_rewriting"()`);
  }
}
