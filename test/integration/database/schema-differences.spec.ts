import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Column, DataSource, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import * as assessments from '../../../src/modules/assessments/index.js';
import * as boards from '../../../src/modules/boards/index.js';
import * as intake from '../../../src/modules/intake/index.js';
import * as triage from '../../../src/modules/triage/index.js';
import * as access from '../../../src/platform/access/index.js';
import * as audit from '../../../src/platform/audit/index.js';
import {
  Database,
  dataSourceOptions,
  foreignKeysAcrossRooms,
  tableOwners,
} from '../../../src/platform/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

/** Entities by the table that each describes; TypeORM says nothing of a table that no entity describes. */
const entities = {
  site: access.Site,
  account: access.Account,
  account_role: access.AccountRole,
  session: access.Session,
  sign_in_attempt: access.SignInAttempt,
  api_key: access.ApiKey,
  board_membership: access.BoardMembership,
  seat_deputy: access.SeatDeputy,
  patient_board: access.PatientBoard,
  audit_event: audit.AuditEvent,
  audit_chain: audit.AuditChain,
  patient: assessments.Patient,
  treatment_line: assessments.TreatmentLine,
  lesion: assessments.Lesion,
  assessment: assessments.Assessment,
  measurement: assessments.Measurement,
  measurement_quantity: assessments.MeasurementQuantity,
  case_fact: assessments.CaseFact,
  sender_query: assessments.SenderQuery,
  import: intake.Import,
  import_row: intake.ImportedRow,
  import_group: intake.ImportGroup,
  import_correction: intake.ImportCorrection,
  raw_message: intake.RawMessage,
  lesion_match: assessments.ConfirmedLesionMatch,
  patient_merge: assessments.PatientMerge,
  patient_merge_arrival: assessments.PatientMergeArrival,
  import_mapping: intake.ImportMapping,
  release: triage.Release,
  classification: triage.Classification,
  flag: triage.Flag,
  discussion_item: triage.DiscussionItem,
  rule_switch: triage.RuleSwitch,
  shadow_item: triage.ShadowItem,
  dry_run: triage.DryRun,
  dry_run_change: triage.DryRunChange,
  board: boards.Board,
  meeting: boards.Meeting,
  meeting_series: boards.MeetingSeries,
  attendee: boards.Attendee,
  attendance_mark: boards.AttendanceMark,
  agenda_item: boards.AgendaItem,
  agenda_change: boards.AgendaChange,
  board_case: boards.BoardCase,
  board_case_point: boards.CasePoint,
  board_case_event: boards.CaseEvent,
  board_case_comment: boards.CaseComment,
  referral: boards.Referral,
  preparation: boards.Preparation,
  opinion: boards.Opinion,
  outcome: boards.Outcome,
  outcome_text: boards.OutcomeText,
  decision: boards.Decision,
  decision_amendment: boards.DecisionAmendment,
  decision_action: boards.DecisionAction,
  decision_condition: boards.DecisionCondition,
  decision_follow_up: boards.DecisionFollowUp,
  discussion_score: boards.DiscussionScore,
} as const satisfies Readonly<Record<Exclude<keyof typeof tableOwners, 'migrations'>, new () => object>>;

/** An entity of one room that knows the table of another. */
@Entity('shadow_item')
class ShadowItemOfAllRooms extends triage.ShadowItem {
  @ForeignKey('treatment_line', { name: 'fk_shadow_item_treatment_line' })
  @PrimaryColumn('bigint', { name: 'treatment_line_id', primaryKeyConstraintName: 'pk_shadow_item' })
  declare treatmentLineId: string;
}

@Entity('sign_in_attempt')
class AttemptWithBrowser extends access.SignInAttempt {
  @Column('text', { nullable: true })
  browser!: string | null;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function differences(
  changed: Partial<Record<keyof typeof entities, new () => object>> = {},
  url = database.url,
): Promise<readonly string[]> {
  const source = new DataSource({
    ...dataSourceOptions({ connectionString: url, migrations: [] }),
    entities: Object.values({ ...entities, ...changed }),
  });
  await source.initialize();
  return new Database(source).schemaDifferences().finally(() => source.destroy());
}

async function inCopy(statement: string, check: (url: string) => Promise<void>): Promise<void> {
  const copy = await createTestDatabase(database);
  const client = new Client({ connectionString: copy.url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
  await check(copy.url).finally(() => copy.drop());
}

async function rowsOf<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Row>(sql).finally(() => client.end());
  return rows;
}

describe('the schema that the migrations make', () => {
  it('is what the entities describe, but for the foreign keys from room to room', async () => {
    expect(await differences()).toEqual([]);
  });

  it('has an owner for every table, and the listed foreign keys from room to room and no others', async () => {
    const tables = await rowsOf<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(tableOwners).sort());
    const keys = await rowsOf<{ name: string; from: keyof typeof tableOwners; to: keyof typeof tableOwners }>(`
      SELECT conname AS name, conrelid::regclass::text AS from, confrelid::regclass::text AS to
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
    const across = keys.filter(({ from, to }) => tableOwners[from] !== tableOwners[to]);
    expect(across.map(({ from, name }) => `${from}.${name}`).sort()).toEqual(
      Object.entries(foreignKeysAcrossRooms)
        .flatMap(([from, names]) => names.map((name) => `${from}.${name}`))
        .sort(),
    );
  });

  it('is told to differ where a foreign key within a room or a listed one is missing, or one too many is there', async () => {
    await inCopy('ALTER TABLE session DROP CONSTRAINT fk_session_account', async (url) => {
      expect(await differences({}, url)).toEqual([expect.stringContaining('ADD CONSTRAINT "fk_session_account"')]);
    });
    await inCopy('ALTER TABLE flag DROP CONSTRAINT fk_flag_treatment_line', async (url) => {
      expect(await differences({}, url)).toEqual([expect.stringContaining('fk_flag_treatment_line: expected')]);
    });
    await inCopy(
      'ALTER TABLE dry_run ADD CONSTRAINT fk_stray FOREIGN KEY (release_id) REFERENCES account (id)',
      async (url) => {
        expect(await differences({}, url)).toEqual(['ALTER TABLE "dry_run" DROP CONSTRAINT "fk_stray"']);
      },
    );
  });

  it('is told to differ where an entity has a column more, or declares what the migrations alone declare', async () => {
    expect(await differences({ sign_in_attempt: AttemptWithBrowser })).toEqual([
      expect.stringContaining('ADD "browser" text'),
    ]);
    expect(await differences({ shadow_item: ShadowItemOfAllRooms })).toEqual([
      expect.stringContaining('fk_shadow_item_treatment_line: expected in the migrations and in no entity'),
    ]);
  });
});
