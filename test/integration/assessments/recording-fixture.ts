import { DataSource, type EntityManager } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import type { AssessmentDocument, FactStatement } from '../../../src/core/record/index.js';
import {
  AssessmentRecorder,
  type AssessmentsRecorded,
  FactRecorder,
  type FactsRecorded,
  HistoryReader,
  incomingDocument,
  LineVersions,
  type RecordingContext,
  SenderQueries,
} from '../../../src/modules/assessments/index.js';
import { PatientRegister } from '../../../src/modules/assessments/patient-register.service.js';
import { PatientPlacement } from '../../../src/platform/access/index.js';
import { AuditTrail } from '../../../src/platform/audit/index.js';
import { Database, dataSourceOptions, type Isolation } from '../../../src/platform/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

/** A database of its own with one site, its board and one sender, and the services of modules/assessments on it. */
export interface RecordingFixture {
  readonly dataSource: DataSource;
  readonly context: RecordingContext;
  readonly recorder: AssessmentRecorder;
  readonly factRecorder: FactRecorder;
  readonly histories: HistoryReader;
  readonly lines: LineVersions;
  record(...documents: AssessmentDocument[]): Promise<AssessmentsRecorded>;
  state(...statements: FactStatement[]): Promise<FactsRecorded>;
  inTransaction<T>(work: (manager: EntityManager) => Promise<T>, isolation?: Isolation): Promise<T>;
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openRecordingFixture(): Promise<RecordingFixture> {
  const testDatabase = await createTestDatabase();
  const dataSource = await new DataSource(
    dataSourceOptions({ connectionString: testDatabase.url, migrations }),
  ).initialize();
  const database = new Database(dataSource);
  const lines = new LineVersions();
  const register = new PatientRegister(new PatientPlacement(database, new AuditTrail(database)));
  const recorder = new AssessmentRecorder(register, lines, new SenderQueries());
  const factRecorder = new FactRecorder(register, lines);
  const context = await addSite(dataSource, 'North');
  const transaction = <T>(work: (manager: EntityManager) => Promise<T>, isolation?: Isolation) =>
    database.asService('intake', work, { isolation });
  return {
    dataSource,
    context,
    recorder,
    factRecorder,
    lines,
    histories: new HistoryReader(),
    record: (...documents) =>
      transaction((manager) => recorder.record(manager, documents.map(incomingDocument), context)),
    state: (...statements) => transaction((manager) => factRecorder.record(manager, statements, context)),
    inTransaction: transaction,
    query: (sql, parameters) => dataSource.query(sql, [...(parameters ?? [])]),
    close: () => closeAll(dataSource, testDatabase),
  };
}

async function closeAll(dataSource: DataSource, database: TestDatabase): Promise<void> {
  await dataSource.destroy();
  await database.drop();
}

/** A site with its default board and a machine that sends. */
export async function addSite(dataSource: DataSource, name: string): Promise<RecordingContext> {
  const [row]: Omit<RecordingContext, 'importId'>[] = await dataSource.query(
    `
    WITH new_site AS (INSERT INTO site (name) VALUES ($1) RETURNING id),
    new_board AS (INSERT INTO board (site_id, name, time_zone, is_default) SELECT id, 'Head and neck', 'Europe/Berlin', true FROM new_site RETURNING id),
    sender AS (INSERT INTO account (site_id, kind, display_name) SELECT id, 'machine', 'Radiology' FROM new_site RETURNING id)
    SELECT new_site.id AS "siteId", new_board.id AS "boardId", sender.id AS "accountId" FROM new_site, new_board, sender`,
    [name],
  );
  if (row === undefined) throw new Error('no site was added');
  return { ...row, importId: null };
}

/** An assessment of patient P1 at baseline with two lesions; whatever is given replaces these values. */
export function assessment(given: Partial<AssessmentDocument> = {}): AssessmentDocument {
  return {
    issuer: 'radiology',
    sourceId: 'A1',
    patient: { issuer: 'north', id: 'P1' },
    treatmentLine: 'first',
    evaluator: 'reader 1',
    timepoint: { label: 'baseline', date: '2026-03-02' },
    findings: [target('L1', '24'), target('L2', '18')],
    ...given,
  };
}

export const target = (lesion: string, size: string): AssessmentDocument['findings'][number] => ({
  lesion,
  role: 'target',
  organ: 'lung',
  state: 'measured',
  size,
});
