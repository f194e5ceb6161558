import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { AssessmentsModule } from '../../../src/modules/assessments/index.js';
import { BoardsModule } from '../../../src/modules/boards/index.js';
import { TriageModule } from '../../../src/modules/triage/index.js';
import { AccessModule, AccountService } from '../../../src/platform/access/index.js';
import { AuditModule } from '../../../src/platform/audit/index.js';
import { DatabaseModule } from '../../../src/platform/database/index.js';
import { createLogger, ObservabilityModule } from '../../../src/platform/observability/index.js';
import { QueueModule, Sweeps } from '../../../src/platform/queue/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function start(): Promise<TestingModule> {
  const logger = createLogger({ logLevel: 'silent', role: 'api' });
  const module = await Test.createTestingModule({
    imports: [
      ObservabilityModule.forRoot(logger),
      DatabaseModule.forRoot({ connectionString: database.url, migrations: [...migrations] }),
      AuditModule,
      AccessModule,
      AssessmentsModule,
      TriageModule,
      BoardsModule,
      QueueModule.forRoot({ role: 'api', connectionString: database.url, redisUrl: null, jobConcurrency: 1 }),
    ],
  })
    .setLogger(logger.framework)
    .compile();
  return module.init();
}

describe('the start of the service', () => {
  it('gives every site a default board, and registers its sweeps once', async () => {
    const first = await start();
    const siteId = await first.get(AccountService).ensureSite('General Hospital');
    expect(() => first.get(Sweeps).registerSweep('cases-to-end', 1_000, async () => 0)).toThrow('registered already');
    await first.close();
    const second = await start();
    expect(await second.get(DataSource).query('SELECT site_id, is_default FROM board')).toEqual([
      { site_id: siteId, is_default: true },
    ]);
    await second.close();
  });
});
