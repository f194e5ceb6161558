import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each room lets the others read of its tables: `<room>_<table>`, in the order in which the views depend on nothing but tables. */
const views = {
  access_site: 'SELECT id FROM site',
  access_account: 'SELECT id, kind, display_name FROM account',
  access_board_membership: 'SELECT board_id, account_id, role, until FROM board_membership',
  access_patient_board: 'SELECT id, patient_id, board_id, until FROM patient_board',
  assessments_patient: 'SELECT id, site_id, issuer, patient_id, synthetic FROM patient',
  assessments_treatment_line: `
    SELECT id, patient_id, history_version, classified_version, classified_release_id, stale_since, failed_at, last_scan,
      open_flag, open_watch, open_question
    FROM treatment_line`,
  assessments_assessment: `
    SELECT id, patient_id, treatment_line_id, timepoint, evaluator, date_from, date_to, state, superseded_by FROM assessment`,
  assessments_sender_query: `
    SELECT id, import_id, assessment_id, treatment_line_id, kind, code, place, message, phrases, expected, answered_at FROM sender_query`,
  triage_flag: 'SELECT id, treatment_line_id, tier, definition, state, content, superseded_at FROM flag',
  triage_discussion_item: `
    SELECT id, treatment_line_id, rule, version, state, state_reason, state_changed_at, question, question_phrase, why_now, content,
      evidence_hash, superseded_at
    FROM discussion_item`,
  boards_board: 'SELECT id, site_id, name, is_default FROM board',
} as const;

/**
 * The walls between rooms, in SQL: what a room publishes of its tables. A view of this kind is taken apart by the planner, so that it
 * costs nothing and every index is used.
 */
export class PublishViews1796000300000 implements MigrationInterface {
  name = 'PublishViews1796000300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(views)) await queryRunner.query(`CREATE VIEW "${name}" AS ${columns}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of Object.keys(views).reverse()) await queryRunner.query(`DROP VIEW "${name}"`);
  }
}
