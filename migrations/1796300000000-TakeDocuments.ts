import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploads of documents (JSON, FHIR, DICOM SR, HL7 v2) beside those of tables. Expands: a process of release 0.1.0 writes the old formats. */
export class TakeDocuments1796300000000 implements MigrationInterface {
  name = 'TakeDocuments1796300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "import" DROP CONSTRAINT "ck_import_format"');
    await queryRunner.query(
      `ALTER TABLE "import" ADD CONSTRAINT "ck_import_format" CHECK ("format" IN ('csv', 'sdtm', 'documents'))`,
    );
  }

  /** Uploads of documents stay: the old rule holds for new ones. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "import" DROP CONSTRAINT "ck_import_format"');
    await queryRunner.query(
      `ALTER TABLE "import" ADD CONSTRAINT "ck_import_format" CHECK ("format" IN ('csv', 'sdtm')) NOT VALID`,
    );
  }
}
