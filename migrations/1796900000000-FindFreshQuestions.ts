import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views that now tell since when a row is there. A column is only added, after those there were. */
const views = {
  access_patient_board: 'SELECT id, patient_id, board_id, until, since FROM patient_board',
  triage_flag: 'SELECT id, treatment_line_id, tier, definition, state, content, superseded_at, created_at FROM flag',
  triage_discussion_item: `
    SELECT id, treatment_line_id, rule, version, state, state_reason, state_changed_at, question, question_phrase, why_now, content,
      evidence_hash, superseded_at, created_at
    FROM discussion_item`,
} as const;

const viewsBefore = {
  access_patient_board: 'SELECT id, patient_id, board_id, until FROM patient_board',
  triage_flag: 'SELECT id, treatment_line_id, tier, definition, state, content, superseded_at FROM flag',
  triage_discussion_item: `
    SELECT id, treatment_line_id, rule, version, state, state_reason, state_changed_at, question, question_phrase, why_now, content,
      evidence_hash, superseded_at
    FROM discussion_item`,
} as const;

/**
 * By which the sweep that raises cases finds what is new, without looking at every open question each second. Expands: a process of an
 * older release reads the views as before.
 */
export class FindFreshQuestions1796900000000 implements MigrationInterface {
  name = 'FindFreshQuestions1796900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(views))
      await queryRunner.query(`CREATE OR REPLACE VIEW "${name}" AS ${columns}`);
    await queryRunner.query(`
      CREATE INDEX "ix_discussion_item_created" ON "discussion_item" ("created_at") WHERE "superseded_at" IS NULL;
      CREATE INDEX "ix_flag_created" ON "flag" ("created_at") WHERE "superseded_at" IS NULL AND "state" = 'open';
      CREATE INDEX "ix_patient_board_since" ON "patient_board" ("since") WHERE "until" IS NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX "ix_patient_board_since", "ix_flag_created", "ix_discussion_item_created"');
    for (const [name, columns] of Object.entries(viewsBefore).reverse())
      await queryRunner.query(`DROP VIEW "${name}"; CREATE VIEW "${name}" AS ${columns}`);
  }
}
