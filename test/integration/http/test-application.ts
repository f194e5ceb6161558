import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { AccessModule, AccountService, type Role } from '../../../src/platform/access/index.js';
import { AuditModule } from '../../../src/platform/audit/index.js';
import { Database, DatabaseModule } from '../../../src/platform/database/index.js';
import { configureHttp, createHttpAdapter, type HttpLimits, HttpModule } from '../../../src/platform/http/index.js';
import { createLogger, ObservabilityModule } from '../../../src/platform/observability/index.js';
import { createTestDatabase } from '../../support/database.js';

/** A small application of the platform's rooms and the controllers of one suite, on a database of its own. */
export interface TestApplication {
  readonly application: NestFastifyApplication;
  readonly database: DataSource;
  /** The same database as the service uses it. */
  readonly door: Database;
  readonly accounts: AccountService;
  /** Every log line so far, as it was written. */
  readonly lines: readonly string[];
  /** Address of the site that all accounts of `signInAs` belong to. */
  readonly siteId: string;
  close(): Promise<void>;
  /** Account of a machine with a key, for a request's authorization header. */
  machine(...roles: readonly Role[]): Promise<{ readonly accountId: string; readonly authorization: string }>;
  /** A board of the site. */
  board(name: string): Promise<string>;
  /** A patient of the site, on the boards named. */
  patient(patientId: string, ...boardIds: readonly string[]): Promise<string>;
  auditRows(): Promise<readonly AuditedRow[]>;
}

interface AuditedRow {
  readonly id: string;
  readonly actor_id: string | null;
  readonly actor_kind: string;
  readonly action: string;
  readonly patient_ids: readonly string[];
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly trace_id: string | null;
  readonly chain: number;
}

export interface TestParts {
  /** Rooms beside those of the platform that every suite has. */
  readonly imports?: readonly Type[];
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Type[];
  readonly limits?: Partial<HttpLimits>;
}

export async function startTestApplication({
  imports = [],
  controllers = [],
  providers = [],
  limits,
}: TestParts = {}): Promise<TestApplication> {
  const testDatabase = await createTestDatabase();
  const lines: string[] = [];
  const logger = createLogger({ logLevel: 'debug', role: 'api' }, { write: (line) => lines.push(line) });
  const testing = await Test.createTestingModule({
    imports: [
      ObservabilityModule.forRoot(logger),
      DatabaseModule.forRoot({ connectionString: testDatabase.url, migrations: [...migrations] }),
      AuditModule,
      AccessModule,
      HttpModule,
      ...imports,
    ],
    controllers: [...controllers],
    providers: [...providers],
  })
    .setLogger(logger.framework)
    .compile();
  const application = testing.createNestApplication<NestFastifyApplication>(createHttpAdapter(limits));
  await configureHttp(application);
  const close = async (): Promise<void> => {
    await application.close();
    await testDatabase.drop();
  };
  await application.init().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  await application.getHttpAdapter().getInstance().ready();
  const database = application.get(DataSource);
  const accounts = application.get(AccountService);
  const siteId = await accounts.ensureSite('General Hospital');
  const only = async (statement: string, values: readonly unknown[]): Promise<string> => {
    const [row] = await database.query<{ id: string }[]>(statement, [...values]);
    if (!row) throw new Error('The statement returned no row.');
    return row.id;
  };
  return {
    application,
    database,
    door: application.get(Database),
    accounts,
    lines,
    siteId,
    close,
    machine: async (...roles) => {
      const accountId = await accounts.addMachine({ siteId, displayName: 'Reading room', roles });
      return { accountId, authorization: `Bearer ${(await accounts.issueApiKey(accountId, 'test')).key}` };
    },
    board: (name) =>
      only(`INSERT INTO board (site_id, name, time_zone) VALUES ($1, $2, 'UTC') RETURNING id`, [siteId, name]),
    patient: async (patientId, ...boardIds) => {
      const id = await only(
        `INSERT INTO patient (site_id, issuer, patient_id) VALUES ($1, 'urn:test', $2) RETURNING id`,
        [siteId, patientId],
      );
      for (const boardId of boardIds)
        await database.query('INSERT INTO patient_board (patient_id, board_id) VALUES ($1, $2)', [id, boardId]);
      return id;
    },
    auditRows: () => database.query<AuditedRow[]>('SELECT * FROM audit_event ORDER BY id'),
  };
}
