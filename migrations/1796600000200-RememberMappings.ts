import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the tables of a sender are read, as a person confirmed it once for a header. Expands: nothing of an older release knows it. */
export class RememberMappings1796600000200 implements MigrationInterface {
  name = 'RememberMappings1796600000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "import_mapping" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "site_id" bigint NOT NULL,
        "issuer" text NOT NULL,
        "header_hash" bytea NOT NULL,
        "header" jsonb NOT NULL,
        "mapping" jsonb NOT NULL,
        "confirmed_by" bigint NOT NULL,
        "confirmed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "superseded_at" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "pk_import_mapping" PRIMARY KEY ("id"),
        CONSTRAINT "fk_import_mapping_site" FOREIGN KEY ("site_id") REFERENCES "site" ("id"),
        CONSTRAINT "fk_import_mapping_confirmed_by" FOREIGN KEY ("confirmed_by") REFERENCES "account" ("id")
      )`);
    await queryRunner.query(
      'CREATE UNIQUE INDEX "ux_import_mapping_current" ON "import_mapping" ("site_id", "issuer", "header_hash") WHERE "superseded_at" IS NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "import_mapping"');
  }
}
