import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { LightMyRequestResponse } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import type { AssessmentDocument, FactStatement } from '../../../src/core/record/index.js';
import {
  AssessmentRecorder,
  AssessmentsModule,
  FactRecorder,
  HistoryReader,
  incomingDocument,
  type LineHistory,
  type RecordingContext,
} from '../../../src/modules/assessments/index.js';
import { BoardsModule } from '../../../src/modules/boards/index.js';
import { Computation, LineClassifier, TriageModule } from '../../../src/modules/triage/index.js';
import type { ComputedLine } from '../../../src/modules/triage/classify/compute-line.js';
import type { MutedRules } from '../../../src/modules/triage/ledger/muted-rules.js';
import { TriageJobs } from '../../../src/modules/triage/classify/triage-jobs.service.js';
import { AccessModule, AccountService, type BoardRole } from '../../../src/platform/access/index.js';
import { AuditModule } from '../../../src/platform/audit/index.js';
import { Database, DatabaseModule } from '../../../src/platform/database/index.js';
import { configureHttp, createHttpAdapter, HttpModule } from '../../../src/platform/http/index.js';
import { createLogger, ObservabilityModule } from '../../../src/platform/observability/index.js';
import { OPEN_PRINT_THREAD } from '../../../src/platform/pdf/print-thread.js';
import { QueueModule } from '../../../src/platform/queue/index.js';
import { createTestDatabase } from '../../support/database.js';
import { openThreadFromSource } from '../../support/print-thread.js';

/** Reads histories, then lets a test do something before they are computed. */
class InterruptedReader extends HistoryReader {
  /** Called once after the next read. */
  afterRead: (() => Promise<void>) | null = null;
  /** Lines whose history cannot be read: the reader throws for a batch that holds one. */
  readonly broken = new Set<string>();

  override async read(manager: EntityManager, treatmentLineIds: readonly string[]): Promise<LineHistory[]> {
    const lines = await super.read(manager, treatmentLineIds);
    if (lines.some(({ treatmentLineId }) => this.broken.has(treatmentLineId)))
      throw new TypeError('a history that cannot be computed');
    const { afterRead } = this;
    this.afterRead = null;
    await afterRead?.();
    return lines;
  }
}

/** The engine and the rules of a process that a test may replace by those of another version. */
class ChangeableComputation extends Computation {
  override ruleSetVersion: string = new Computation().ruleSetVersion;
  /** What another version would make of a line. */
  alter: (computed: ComputedLine) => ComputedLine = (computed) => computed;
  /** Lines that cannot be computed. */
  readonly broken = new Set<string>();

  override compute(line: LineHistory, muted: MutedRules): ComputedLine {
    if (this.broken.has(line.treatmentLineId)) throw new TypeError('a line that cannot be computed');
    return this.alter(super.compute(line, muted));
  }
}

export interface TriageFixture {
  readonly application: NestFastifyApplication;
  readonly database: DataSource;
  readonly classifier: LineClassifier;
  readonly jobs: TriageJobs;
  readonly reader: InterruptedReader;
  readonly computation: ChangeableComputation;
  readonly context: RecordingContext;
  /** Every log line so far. */
  readonly logLines: readonly string[];
  /** Records the cohort's assessments and facts of one patient, as of a day. @returns id of the treatment line */
  receive(patient: string, until?: string): Promise<string>;
  record(...documents: AssessmentDocument[]): Promise<void>;
  state(...statements: FactStatement[]): Promise<void>;
  classify(...treatmentLineIds: readonly string[]): Promise<void>;
  query<Row>(sql: string, ...parameters: readonly unknown[]): Promise<Row[]>;
  person(role: BoardRole): Promise<string>;
  /** Someone without a seat on a board. */
  administrator(): Promise<string>;
  send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    authorization: string,
    payload?: object,
    ifMatch?: string,
  ): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

const linesOf = <Document>(file: string): Document[] =>
  readFileSync(new URL(`../../../demo/head-and-neck/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Document);
const cohort = {
  assessments: linesOf<AssessmentDocument>('assessments.jsonl'),
  facts: linesOf<FactStatement>('facts.jsonl'),
};

/** Assessments of one patient of the cohort. */
export const assessmentsOf = (patient: string): AssessmentDocument[] =>
  cohort.assessments.filter((document) => document.patient.id === patient);

/** Statements of facts about one patient of the cohort. */
export const statementsAbout = (patient: string): FactStatement[] =>
  cohort.facts.filter((statement) => statement.patient.id === patient);

/** The same assessment with other sizes, in mm by lesion, as its next revision. */
export const resized = (document: AssessmentDocument, sizes: Readonly<Record<string, string>>): AssessmentDocument => ({
  ...document,
  findings: document.findings.map((finding) =>
    sizes[finding.lesion] === undefined ? finding : { ...finding, size: sizes[finding.lesion] },
  ),
});

/** A statement of facts about a patient of the cohort. */
export const statementOf = (patient: string, sourceId: string, ...facts: FactStatement['facts']): FactStatement => ({
  issuer: 'consilium-demo',
  sourceId,
  synthetic: true,
  patient: { issuer: 'consilium-demo', id: patient },
  treatmentLine: `${patient}/immunotherapy`,
  facts,
});

export async function openTriageFixture(): Promise<TriageFixture> {
  const testDatabase = await createTestDatabase();
  const logLines: string[] = [];
  const logger = createLogger({ logLevel: 'debug', role: 'api' }, { write: (line) => logLines.push(line) });
  const testing = await Test.createTestingModule({
    imports: [
      ObservabilityModule.forRoot(logger),
      DatabaseModule.forRoot({ connectionString: testDatabase.url, migrations: [...migrations] }),
      AuditModule,
      AccessModule,
      HttpModule,
      AssessmentsModule,
      TriageModule,
      BoardsModule,
      QueueModule.forRoot({ role: 'api', connectionString: testDatabase.url, redisUrl: null, jobConcurrency: 1 }),
    ],
  })
    .overrideProvider(HistoryReader)
    .useClass(InterruptedReader)
    .overrideProvider(Computation)
    .useClass(ChangeableComputation)
    .overrideProvider(OPEN_PRINT_THREAD)
    .useValue(openThreadFromSource)
    .setLogger(logger.framework)
    .compile();
  const application = testing.createNestApplication<NestFastifyApplication>(createHttpAdapter());
  await configureHttp(application);
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  const database = application.get(DataSource);
  const accounts = application.get(AccountService);
  const siteId = await accounts.ensureSite('General Hospital');
  const [board] = await database.query<{ id: string }[]>(
    `INSERT INTO board (site_id, name, time_zone, is_default) VALUES ($1, 'Head and neck', 'UTC', true) RETURNING id`,
    [siteId],
  );
  const context: RecordingContext = {
    siteId,
    boardId: board!.id,
    accountId: await accounts.addMachine({ siteId, displayName: 'Radiology', roles: ['submitter'] }),
    importId: null,
  };
  const fixture: TriageFixture = {
    application,
    database,
    context,
    logLines,
    classifier: application.get(LineClassifier),
    jobs: application.get(TriageJobs),
    reader: application.get(HistoryReader),
    computation: application.get(Computation),
    receive: async (patient, until = '9999') => {
      await fixture.record(...assessmentsOf(patient).filter(({ timepoint }) => (timepoint.date ?? '') <= until));
      const statements = statementsAbout(patient)
        .map((statement) => ({ ...statement, facts: statement.facts.filter(({ date }) => (date ?? '') <= until) }))
        .filter(({ facts }) => facts.length > 0);
      await fixture.state(...statements);
      const [line] = await fixture.query<{ id: string }>(
        'SELECT line.id FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id = $1',
        patient,
      );
      return line!.id;
    },
    record: async (...documents) => {
      await application
        .get(Database)
        .asService('intake', (manager) =>
          application.get(AssessmentRecorder).record(manager, documents.map(incomingDocument), context),
        );
    },
    state: async (...statements) => {
      await application
        .get(Database)
        .asService('intake', (manager) => application.get(FactRecorder).record(manager, statements, context));
    },
    classify: async (...treatmentLineIds) => {
      await fixture.classifier.classify(treatmentLineIds);
    },
    query: (sql, ...parameters) => database.query(sql, [...parameters]),
    person: async (role) => {
      const accountId = await accounts.addMachine({ siteId, displayName: 'Person', roles: [] });
      await accounts.addBoardMember({ boardId: context.boardId, accountId, role });
      return `Bearer ${(await accounts.issueApiKey(accountId, 'test')).key}`;
    },
    administrator: async () =>
      `Bearer ${(await accounts.issueApiKey(await accounts.addMachine({ siteId, displayName: 'Administrator', roles: ['administrator'] }), 'test')).key}`,
    send: (method, url, authorization, payload, ifMatch) =>
      application.inject({
        method,
        url,
        payload,
        headers: { authorization, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
      }),
    close: async () => {
      await application.close();
      await testDatabase.drop();
    },
  };
  return fixture;
}
