import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which number of a patient leads to which (HL7 ADT^A40), until it is undone, and what came by the number meanwhile. Expands: a process of
 * an older release records under the number that was sent.
 */
export class MergePatients1797400000000 implements MigrationInterface {
  name = 'MergePatients1797400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "patient_merge" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "survivor_id" bigint NOT NULL,
        "merged_id" bigint NOT NULL,
        "placed_id" bigint NOT NULL,
        "boards_added" bigint array NOT NULL,
        "merged_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "merged_by" bigint NOT NULL,
        "undone_at" TIMESTAMP WITH TIME ZONE,
        "undone_by" bigint,
        CONSTRAINT "pk_patient_merge" PRIMARY KEY ("id"),
        CONSTRAINT "ck_patient_merge_two" CHECK ("survivor_id" <> "merged_id"),
        CONSTRAINT "fk_patient_merge_survivor" FOREIGN KEY ("survivor_id") REFERENCES "patient" ("id"),
        CONSTRAINT "fk_patient_merge_merged" FOREIGN KEY ("merged_id") REFERENCES "patient" ("id"),
        CONSTRAINT "fk_patient_merge_placed" FOREIGN KEY ("placed_id") REFERENCES "patient" ("id"),
        CONSTRAINT "fk_patient_merge_merged_by" FOREIGN KEY ("merged_by") REFERENCES "account" ("id"),
        CONSTRAINT "fk_patient_merge_undone_by" FOREIGN KEY ("undone_by") REFERENCES "account" ("id")
      )`);
    await queryRunner.query(
      'CREATE UNIQUE INDEX "uq_patient_merge_in_force" ON "patient_merge" ("merged_id") WHERE "undone_at" IS NULL',
    );
    await queryRunner.query('CREATE INDEX "ix_patient_merge_survivor" ON "patient_merge" ("survivor_id")');
    await queryRunner.query(`
      CREATE TABLE "patient_merge_arrival" (
        "merge_id" bigint NOT NULL,
        "assessment_id" bigint NOT NULL,
        CONSTRAINT "pk_patient_merge_arrival" PRIMARY KEY ("merge_id", "assessment_id"),
        CONSTRAINT "fk_patient_merge_arrival_merge" FOREIGN KEY ("merge_id") REFERENCES "patient_merge" ("id"),
        CONSTRAINT "fk_patient_merge_arrival_assessment" FOREIGN KEY ("assessment_id") REFERENCES "assessment" ("id")
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "patient_merge_arrival"');
    await queryRunner.query('DROP TABLE "patient_merge"');
  }
}
