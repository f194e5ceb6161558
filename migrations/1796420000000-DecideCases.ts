import type { MigrationInterface, QueryRunner } from 'typeorm';

const identity = (table: string): string =>
  `"id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL, CONSTRAINT "pk_${table}" PRIMARY KEY ("id")`;

const account = (table: string, column: string): string =>
  `CONSTRAINT "fk_${table}_${column}" FOREIGN KEY ("${column}") REFERENCES "account" ("id")`;

const appendOnly = (table: string): string =>
  `CREATE TRIGGER "${table}_append_only" BEFORE UPDATE OR DELETE ON "${table}" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();`;

const atTheMeeting = `
CREATE TABLE "preparation" (
  ${identity('preparation')},
  "case_id" bigint NOT NULL,
  "number" integer NOT NULL,
  "meeting_id" bigint,
  "bundle" jsonb NOT NULL,
  "hash" text NOT NULL,
  "frozen_by" bigint NOT NULL,
  "frozen_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "uq_preparation_number" UNIQUE ("case_id", "number"),
  CONSTRAINT "fk_preparation_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_preparation_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id"),
  ${account('preparation', 'frozen_by')}
);
${appendOnly('preparation')}

CREATE TABLE "opinion" (
  ${identity('opinion')},
  "case_id" bigint NOT NULL,
  "meeting_id" bigint NOT NULL,
  "account_id" bigint NOT NULL,
  "discipline" text NOT NULL,
  "words" text NOT NULL,
  "committed_at" timestamptz,
  "written_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "uq_opinion_account" UNIQUE ("case_id", "meeting_id", "account_id"),
  CONSTRAINT "fk_opinion_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_opinion_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id"),
  ${account('opinion', 'account_id')}
);

CREATE TABLE "outcome" (
  ${identity('outcome')},
  "case_id" bigint NOT NULL,
  "meeting_id" bigint,
  "state" text NOT NULL,
  "version" integer NOT NULL DEFAULT 1,
  "read_back_version" integer,
  "read_back_by" bigint,
  "read_back_at" timestamptz,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "fk_outcome_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_outcome_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id"),
  ${account('outcome', 'read_back_by')},
  CONSTRAINT "ck_outcome_state" CHECK ("state" IN ('written', 'read-back', 'signed', 'dropped'))
);
CREATE UNIQUE INDEX "ux_outcome_of_case" ON "outcome" ("case_id") WHERE "state" <> 'dropped';
CREATE INDEX "ix_outcome_case" ON "outcome" ("case_id", "id");

CREATE TABLE "outcome_text" (
  ${identity('outcome_text')},
  "outcome_id" bigint NOT NULL,
  "version" integer,
  "made_on" integer NOT NULL,
  "content" jsonb NOT NULL,
  "hash" text NOT NULL,
  "written_by" bigint NOT NULL,
  "written_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "uq_outcome_text_version" UNIQUE ("outcome_id", "version"),
  CONSTRAINT "fk_outcome_text_outcome" FOREIGN KEY ("outcome_id") REFERENCES "outcome" ("id"),
  ${account('outcome_text', 'written_by')}
);
${appendOnly('outcome_text')}

CREATE TABLE "decision" (
  ${identity('decision')},
  "case_id" bigint NOT NULL,
  "outcome_id" bigint NOT NULL,
  "meeting_id" bigint,
  "preparation_id" bigint NOT NULL,
  "text" jsonb NOT NULL,
  "hash" text NOT NULL,
  "signed_by" bigint NOT NULL,
  "signed_at" timestamptz NOT NULL,
  CONSTRAINT "uq_decision_case" UNIQUE ("case_id"),
  CONSTRAINT "fk_decision_case" FOREIGN KEY ("case_id") REFERENCES "board_case" ("id"),
  CONSTRAINT "fk_decision_outcome" FOREIGN KEY ("outcome_id") REFERENCES "outcome" ("id"),
  CONSTRAINT "fk_decision_meeting" FOREIGN KEY ("meeting_id") REFERENCES "meeting" ("id"),
  CONSTRAINT "fk_decision_preparation" FOREIGN KEY ("preparation_id") REFERENCES "preparation" ("id"),
  ${account('decision', 'signed_by')}
);
CREATE INDEX "ix_decision_meeting" ON "decision" ("meeting_id");
${appendOnly('decision')}

CREATE TABLE "decision_amendment" (
  ${identity('decision_amendment')},
  "decision_id" bigint NOT NULL,
  "number" integer NOT NULL,
  "reason" text NOT NULL,
  "words" text NOT NULL,
  "hash" text NOT NULL,
  "amended_by" bigint NOT NULL,
  "amended_at" timestamptz NOT NULL,
  CONSTRAINT "uq_decision_amendment_number" UNIQUE ("decision_id", "number"),
  CONSTRAINT "fk_decision_amendment_decision" FOREIGN KEY ("decision_id") REFERENCES "decision" ("id"),
  ${account('decision_amendment', 'amended_by')}
);
${appendOnly('decision_amendment')}
`;

const afterwards = `
CREATE TABLE "decision_action" (
  ${identity('decision_action')},
  "decision_id" bigint NOT NULL,
  "words" text NOT NULL,
  "owner" text NOT NULL,
  "due" date,
  "state" text NOT NULL,
  "done_on" date,
  "state_words" text,
  "state_changed_at" timestamptz NOT NULL DEFAULT now(),
  "state_changed_by" bigint,
  CONSTRAINT "fk_decision_action_decision" FOREIGN KEY ("decision_id") REFERENCES "decision" ("id"),
  ${account('decision_action', 'state_changed_by')},
  CONSTRAINT "ck_decision_action_state" CHECK ("state" IN ('open', 'done', 'dropped'))
);
CREATE INDEX "ix_decision_action_decision" ON "decision_action" ("decision_id");
CREATE INDEX "ix_decision_action_open" ON "decision_action" ("due", "id") WHERE "state" = 'open';

CREATE TABLE "decision_condition" (
  ${identity('decision_condition')},
  "decision_id" bigint NOT NULL,
  "kind" text NOT NULL,
  "words" text NOT NULL,
  "owner" text NOT NULL,
  "expires" date,
  "state" text NOT NULL,
  "reported_on" date,
  "state_words" text,
  "state_changed_at" timestamptz NOT NULL DEFAULT now(),
  "state_changed_by" bigint,
  "returned_case_id" bigint,
  CONSTRAINT "fk_decision_condition_decision" FOREIGN KEY ("decision_id") REFERENCES "decision" ("id"),
  CONSTRAINT "fk_decision_condition_returned_case" FOREIGN KEY ("returned_case_id") REFERENCES "board_case" ("id"),
  ${account('decision_condition', 'state_changed_by')},
  CONSTRAINT "ck_decision_condition_kind" CHECK ("kind" IN ('if', 'until', 'else')),
  CONSTRAINT "ck_decision_condition_state" CHECK ("state" IN ('waiting', 'met', 'unmet', 'lapsed', 'dropped'))
);
CREATE INDEX "ix_decision_condition_decision" ON "decision_condition" ("decision_id");
CREATE INDEX "ix_decision_condition_waiting" ON "decision_condition" ("expires", "id") WHERE "state" = 'waiting';

CREATE TABLE "decision_follow_up" (
  ${identity('decision_follow_up')},
  "decision_id" bigint NOT NULL,
  "carried_out" text NOT NULL,
  "on_day" date NOT NULL,
  "reasons" text[] NOT NULL,
  "words" text,
  "treatment_given" text,
  "started_on" date,
  "reported_by" bigint NOT NULL,
  "reported_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "fk_decision_follow_up_decision" FOREIGN KEY ("decision_id") REFERENCES "decision" ("id"),
  ${account('decision_follow_up', 'reported_by')},
  CONSTRAINT "ck_decision_follow_up_carried_out" CHECK ("carried_out" IN ('carried-out', 'partly', 'not'))
);
CREATE INDEX "ix_decision_follow_up_decision" ON "decision_follow_up" ("decision_id", "id");
${appendOnly('decision_follow_up')}
`;

/** What a board was shown, what its members thought, what it decided, and what became of it. Expands: nothing else changes. */
export class DecideCases1796420000000 implements MigrationInterface {
  name = 'DecideCases1796420000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(atTheMeeting);
    await queryRunner.query(afterwards);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE "decision_follow_up", "decision_condition", "decision_action", "decision_amendment", "decision", "outcome_text", "outcome",
        "opinion", "preparation"`);
  }
}
