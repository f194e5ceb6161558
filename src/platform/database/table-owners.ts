/**
 * Which room owns each table. A room reads a table of another one only through what its owner publishes, a view or a function named
 * `<room>_*`, and changes it only through a service of its owner; test/unit/architecture/table-walls.spec.ts reads the SQL of the code
 * against this list.
 */
export const tableOwners = {
  site: 'access',
  account: 'access',
  account_role: 'access',
  session: 'access',
  sign_in_attempt: 'access',
  api_key: 'access',
  board_membership: 'access',
  seat_deputy: 'access',
  patient_board: 'access',

  audit_event: 'audit',
  audit_chain: 'audit',

  patient: 'assessments',
  treatment_line: 'assessments',
  lesion: 'assessments',
  assessment: 'assessments',
  measurement: 'assessments',
  measurement_quantity: 'assessments',
  case_fact: 'assessments',
  sender_query: 'assessments',

  import: 'intake',
  import_row: 'intake',
  import_group: 'intake',
  import_mapping: 'intake',
  import_correction: 'intake',
  raw_message: 'intake',

  release: 'triage',
  classification: 'triage',
  flag: 'triage',
  discussion_item: 'triage',
  rule_switch: 'triage',
  shadow_item: 'triage',
  dry_run: 'triage',
  dry_run_change: 'triage',

  board: 'boards',
  meeting: 'boards',
  meeting_series: 'boards',
  attendee: 'boards',
  attendance_mark: 'boards',
  agenda_item: 'boards',
  agenda_change: 'boards',
  board_case: 'boards',
  board_case_point: 'boards',
  board_case_event: 'boards',
  board_case_comment: 'boards',
  referral: 'boards',
  preparation: 'boards',
  opinion: 'boards',
  outcome: 'boards',
  outcome_text: 'boards',
  decision: 'boards',
  decision_amendment: 'boards',
  decision_action: 'boards',
  decision_condition: 'boards',
  decision_follow_up: 'boards',
  discussion_score: 'boards',

  // The list of migrations that have run.
  migrations: 'database',
} as const satisfies Readonly<Record<string, string>>;

export type TableName = keyof typeof tableOwners;

/**
 * Foreign keys from a table of one room to a table of another, by the table that holds them. They stand in the migrations alone: an
 * entity that declared one would have to know the other room.
 */
export const foreignKeysAcrossRooms = {
  board_membership: ['fk_board_membership_board'],
  patient_board: ['fk_patient_board_patient', 'fk_patient_board_board'],
  audit_event: ['fk_audit_event_actor'],
  patient: ['fk_patient_site'],
  assessment: ['fk_assessment_import', 'fk_assessment_received_by'],
  case_fact: ['fk_case_fact_recorded_by'],
  sender_query: ['fk_sender_query_import', 'fk_sender_query_owner', 'fk_sender_query_answered_by'],
  import: ['fk_import_site', 'fk_import_board', 'fk_import_account'],
  import_mapping: ['fk_import_mapping_site', 'fk_import_mapping_confirmed_by'],
  import_correction: ['fk_import_correction_corrected_by'],
  release: ['fk_release_released_by'],
  classification: ['fk_classification_treatment_line'],
  flag: ['fk_flag_treatment_line'],
  discussion_item: ['fk_discussion_item_treatment_line', 'fk_discussion_item_state_changed_by'],
  rule_switch: ['fk_rule_switch_changed_by'],
  shadow_item: ['fk_shadow_item_treatment_line'],
  dry_run: ['fk_dry_run_created_by'],
  dry_run_change: ['fk_dry_run_change_treatment_line'],
  board: ['fk_board_site'],
  meeting: ['fk_meeting_created_by'],
  meeting_series: ['fk_meeting_series_created_by'],
  attendee: ['fk_attendee_account', 'fk_attendee_recorded_by'],
  attendance_mark: ['fk_attendance_mark_recorded_by'],
  agenda_item: ['fk_agenda_item_discussion_item', 'fk_agenda_item_placed_by', 'fk_agenda_item_removed_by'],
  agenda_change: ['fk_agenda_change_changed_by'],
  board_case: [
    'fk_board_case_patient',
    'fk_board_case_treatment_line',
    'fk_board_case_owner',
    'fk_board_case_state_changed_by',
  ],
  board_case_point: ['fk_board_case_point_discussion_item'],
  board_case_event: ['fk_board_case_event_by'],
  board_case_comment: ['fk_board_case_comment_written_by'],
  referral: ['fk_referral_referrer', 'fk_referral_patient'],
  preparation: ['fk_preparation_frozen_by'],
  opinion: ['fk_opinion_account_id'],
  outcome: ['fk_outcome_read_back_by'],
  outcome_text: ['fk_outcome_text_written_by'],
  decision: ['fk_decision_signed_by'],
  decision_amendment: ['fk_decision_amendment_amended_by'],
  decision_action: ['fk_decision_action_state_changed_by'],
  decision_condition: ['fk_decision_condition_state_changed_by'],
  decision_follow_up: ['fk_decision_follow_up_reported_by'],
  discussion_score: ['fk_discussion_score_scored_by'],
} as const satisfies Partial<Readonly<Record<TableName, readonly string[]>>>;
