import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit in sixteen chains instead of one, so that transactions need not wait for one another's commit. Each transaction writes to the
 * first chain that nobody writes to, and holds it until it has committed. The chain that was is number 0: it stays as it is and goes
 * on. `audit_chain` holds the end of each, so that rows cut off an end show too; only the trigger of `audit_event` moves it.
 */
const chains = `
ALTER TABLE "audit_event" ADD COLUMN "chain" smallint NOT NULL DEFAULT 0;

CREATE TABLE "audit_chain" (
  "chain" smallint NOT NULL,
  "last_id" bigint NOT NULL,
  "last_hash" bytea NOT NULL,
  CONSTRAINT "pk_audit_chain" PRIMARY KEY ("chain")
);
INSERT INTO "audit_chain" SELECT 0, "id", "hash" FROM "audit_event" ORDER BY "id" DESC LIMIT 1;

CREATE FUNCTION "audit_chain_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') OR pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'audit_chain follows audit_event alone';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "audit_chain_guard" BEFORE INSERT OR UPDATE OR DELETE ON "audit_chain" FOR EACH ROW EXECUTE FUNCTION "audit_chain_guard"();
CREATE TRIGGER "audit_chain_never_emptied" BEFORE TRUNCATE ON "audit_chain" FOR EACH STATEMENT EXECUTE FUNCTION "audit_chain_guard"();

CREATE OR REPLACE FUNCTION "audit_event_hash"(event "audit_event") RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to((jsonb_build_array(
    encode(event."previous_hash", 'hex'), event."id", (extract(epoch FROM event."at") * 1000000)::bigint, event."actor_id",
    event."actor_kind", event."action", to_jsonb(event."patient_ids"), event."subject_type", event."subject_id", event."detail",
    event."trace_id"
  ) || CASE WHEN event."chain" = 0 THEN '[]'::jsonb ELSE jsonb_build_array(event."chain") END)::text, 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION "audit_event_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own_key CONSTANT integer := hashtext('consilium audit chain');
  first_chain CONSTANT integer := pg_backend_pid() % 16;
  free_chain integer;
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'audit_event is written by READ COMMITTED transactions only: an older snapshot does not see the end of the chain';
  END IF;
  -- What this transaction holds it gets again, so it never waits for one chain while it holds another.
  FOR step IN 0..15 LOOP
    IF pg_try_advisory_xact_lock(own_key, (first_chain + step) % 16) THEN
      free_chain := (first_chain + step) % 16;
      EXIT;
    END IF;
  END LOOP;
  IF free_chain IS NULL THEN
    PERFORM pg_advisory_xact_lock(own_key, first_chain);
    free_chain := first_chain;
  END IF;
  NEW."chain" := free_chain;
  NEW."id" := nextval('audit_event_id_seq');
  NEW."at" := clock_timestamp();
  NEW."previous_hash" := (SELECT "last_hash" FROM "audit_chain" WHERE "chain" = free_chain);
  NEW."hash" := "audit_event_hash"(NEW);
  INSERT INTO "audit_chain" VALUES (free_chain, NEW."id", NEW."hash")
  ON CONFLICT ("chain") DO UPDATE SET "last_id" = excluded."last_id", "last_hash" = excluded."last_hash";
  RETURN NEW;
END
$$;
`;

/** One chain again, from the last row on; those that were written in parts stay as they are. */
const oneChain = `
CREATE OR REPLACE FUNCTION "audit_event_hash"(event "audit_event") RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    encode(event."previous_hash", 'hex'), event."id", (extract(epoch FROM event."at") * 1000000)::bigint, event."actor_id",
    event."actor_kind", event."action", to_jsonb(event."patient_ids"), event."subject_type", event."subject_id", event."detail",
    event."trace_id"
  )::text, 'UTF8'))
$$;
CREATE OR REPLACE FUNCTION "audit_event_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP TABLE "audit_chain";
DROP FUNCTION "audit_chain_guard"();
ALTER TABLE "audit_event" DROP COLUMN "chain";
`;

export class ChainAuditInParts1797000000100 implements MigrationInterface {
  name = 'ChainAuditInParts1797000000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(chains);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(oneChain);
  }
}
