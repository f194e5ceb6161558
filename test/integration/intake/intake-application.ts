import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import {
  defaultIntakeLimits,
  INTAKE_LIMITS,
  type IntakeLimits,
  IntakeModule,
} from '../../../src/modules/intake/index.js';
import { ImportProcessor } from '../../../src/modules/intake/import-processor.service.js';
import { AccessModule, AccountService, type Role } from '../../../src/platform/access/index.js';
import { AuditModule } from '../../../src/platform/audit/index.js';
import { ConfigModule, type Settings } from '../../../src/platform/config/index.js';
import { DatabaseModule } from '../../../src/platform/database/index.js';
import { configureHttp, createHttpAdapter, HttpModule } from '../../../src/platform/http/index.js';
import { createLogger, ObservabilityModule } from '../../../src/platform/observability/index.js';
import { JobHandlers, jobNames, QueueModule } from '../../../src/platform/queue/index.js';
import { createTestDatabase } from '../../support/database.js';

export interface Sender {
  readonly accountId: string;
  readonly authorization: string;
}

/** The service with its doors open on a port, a site with a default board, and, unless asked for, nobody who works off jobs. */
export interface IntakeApplication {
  readonly application: NestFastifyApplication;
  readonly database: DataSource;
  readonly boardId: string;
  readonly siteId: string;
  /** A machine with the role of a submitter. */
  readonly sender: Sender;
  /** A person who coordinates the default board. */
  readonly coordinator: Sender;
  readonly logLines: readonly string[];
  /** Lines that `classify-lines` was asked to classify, where jobs are worked off. */
  readonly classified: ReadonlySet<string>;
  readonly processor: ImportProcessor;
  machine(...roles: Role[]): Promise<Sender>;
  get(path: string, as?: Sender): Promise<Response>;
  post(path: string, body: unknown, as?: Sender): Promise<Response>;
  upload(form: FormData, as?: Sender): Promise<Response>;
  /** Any request, as it is. */
  send(path: string, request: RequestInit): Promise<Response>;
  /** Works off an upload as its jobs would. */
  workOff(importId: string): Promise<void>;
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface IntakeApplicationOptions {
  readonly limits?: Partial<IntakeLimits>;
  /** True: jobs are worked off, and lines to be classified are only noted. */
  readonly workers?: boolean;
  /** Settings of the doors for machines; left out, none is open and no message kept. */
  readonly settings?: object;
}

export async function startIntakeApplication({
  limits,
  workers = false,
  settings,
}: IntakeApplicationOptions = {}): Promise<IntakeApplication> {
  const testDatabase = await createTestDatabase();
  const logLines: string[] = [];
  const role = workers ? 'all' : 'api';
  const logger = createLogger({ logLevel: 'debug', role }, { write: (line) => logLines.push(line) });
  const testing = await Test.createTestingModule({
    imports: [
      ...(settings === undefined ? [] : [ConfigModule.forRoot(settings as Settings)]),
      ObservabilityModule.forRoot(logger),
      DatabaseModule.forRoot({ connectionString: testDatabase.url, migrations: [...migrations] }),
      AuditModule,
      AccessModule,
      QueueModule.forRoot({ role, connectionString: testDatabase.url, redisUrl: null, jobConcurrency: 2 }),
      HttpModule,
      IntakeModule,
    ],
  })
    .overrideProvider(INTAKE_LIMITS)
    .useValue({ ...defaultIntakeLimits, ...limits })
    .setLogger(logger.framework)
    .compile();
  const application = testing.createNestApplication<NestFastifyApplication>(createHttpAdapter());
  await configureHttp(application);
  const classified = new Set<string>();
  const handlers = application.get(JobHandlers);
  handlers.registerHandler('classify-lines', async ({ treatmentLineIds }) =>
    treatmentLineIds.forEach((id) => classified.add(id)),
  );
  // Jobs of rooms that are not here: nothing enqueues them.
  for (const name of jobNames.filter((job) => job !== 'classify-lines' && job !== 'process-import'))
    handlers.registerHandler(name, () => Promise.resolve());
  const database = application.get(DataSource);
  const accounts = application.get(AccountService);
  const siteId = await accounts.ensureSite('North');
  const [board]: { id: string }[] = await database.query(
    `INSERT INTO board (site_id, name, time_zone, is_default) VALUES ($1, 'Head and neck', 'Europe/Berlin', true) RETURNING id`,
    [siteId],
  );
  const boardId = board?.id ?? '';
  const machine = async (...roles: Role[]): Promise<Sender> => {
    const accountId = await accounts.addMachine({ siteId, displayName: 'Radiology', roles });
    return { accountId, authorization: `Bearer ${(await accounts.issueApiKey(accountId, 'test')).key}` };
  };
  const sender = await machine('submitter');
  const coordinator = await machine();
  await database.query(`INSERT INTO board_membership (board_id, account_id, role) VALUES ($1, $2, 'coordinator')`, [
    boardId,
    coordinator.accountId,
  ]);
  await application.listen(0, '127.0.0.1');
  const { port } = application.getHttpServer().address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  const processor = application.get(ImportProcessor);
  return {
    application,
    database,
    boardId,
    siteId,
    sender,
    coordinator,
    logLines,
    classified,
    processor,
    machine,
    get: (path, { authorization } = coordinator) => fetch(`${address}${path}`, { headers: { authorization } }),
    post: (path, body, { authorization } = sender) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    upload: (form, { authorization } = sender) =>
      fetch(`${address}/api/imports`, { method: 'POST', headers: { authorization }, body: form }),
    send: (path, request) => fetch(`${address}${path}`, request),
    workOff: async (importId) => {
      for (;;) {
        await processor.process(importId);
        const [row]: { state: string }[] = await database.query('SELECT state FROM import WHERE id = $1', [importId]);
        if (row?.state !== 'running') return;
      }
    },
    query: (sql, parameters) => database.query(sql, [...(parameters ?? [])]),
    close: async () => {
      await application.close();
      await testDatabase.drop();
    },
  };
}

/** A multipart form: fields first, then files. */
export function form(
  fields: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | Buffer>>,
): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const [name, content] of Object.entries(files))
    data.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
  return data;
}
