import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { openPostgresBackend } from '../../../src/platform/queue/postgres-backend.js';
import { pause, until } from '../../support/until.js';
import { lineTo } from './line-to-server.js';
import { type QueueProcess, startProcess } from './queue-process.js';
import { jobNames } from '../../../src/platform/queue/jobs.js';

const administratorUrl = (database: string): string => {
  const url = new URL(process.env['TEST_DATABASE_ADMINISTRATOR_URL'] ?? '');
  url.pathname = database;
  return url.href;
};

const asAdministrator = async <Row>(statement: string, database = 'postgres'): Promise<readonly Row[]> => {
  const client = new Client({ connectionString: administratorUrl(database) });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
};

describe('the queue in a PostgreSQL that is lost or closed', () => {
  let database: TestDatabase;
  let name: string;
  let running: QueueProcess | undefined;

  beforeEach(async () => {
    database = await createTestDatabase('migrated');
    name = new URL(database.url).pathname.slice(1);
  });

  afterEach(async () => {
    await running?.stop();
    running = undefined;
    await database.drop();
  });

  const endSessions = (): Promise<readonly unknown[]> =>
    asAdministrator(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);

  it('goes on after the server ended every session and refused new ones for a while', async () => {
    const seen: string[] = [];
    running = await startProcess({
      connectionString: database.url,
      redisUrl: null,
      classify: async ({ treatmentLineIds }) => void seen.push(...treatmentLineIds),
    });
    const { queue, ready, lines } = running;
    await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await until('it works', () => seen.length === 1);
    await asAdministrator(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await endSessions();
    await until('it is not ready', async () => !(await ready()));
    expect(await queue.enqueue('classify-lines', { treatmentLineIds: ['2'] })).toBe(false);
    await pause(1_500);
    expect(lines.filter((line) => line.includes('"level":"warn"')).length).toBeLessThan(15);
    await asAdministrator(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await until('it is ready again', ready);
    await until('it takes jobs', () => queue.enqueue('classify-lines', { treatmentLineIds: ['3'] }));
    await until('they run', () => seen.includes('3'));
  });

  it('asks anew to be told of jobs where the connection went silent while it asked', async () => {
    const line = await lineTo(database.url);
    const allAsked = line.silenceFirst(jobNames.length, 'LISTEN bullmq_jobs;');
    const seen: string[] = [];
    running = await startProcess({
      connectionString: line.url,
      redisUrl: null,
      classify: async ({ treatmentLineIds }) => void seen.push(...treatmentLineIds),
    });
    const { queue } = running;
    await allAsked;
    await until('it takes jobs', () => queue.enqueue('classify-lines', { treatmentLineIds: ['1'] }));
    await until('they run', () => seen.includes('1'));
    await running.stop();
    running = undefined;
    await line.cut();
  });

  it('keeps to a schema of its own and to few connections', async () => {
    const before = await asAdministrator(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
      name,
    );
    running = await startProcess({ connectionString: database.url, redisUrl: null, jobConcurrency: 16 });
    const { queue, metric } = running;
    await queue.enqueueMany(
      'classify-lines',
      Array.from({ length: 200 }, (_, index) => ({ treatmentLineIds: [String(index + 1)] })),
    );
    await until(
      'all ran',
      async () => (await metric('consilium_job_duration_seconds_count{job="classify-lines",outcome="done"}')) === 200,
    );
    expect(
      await asAdministrator("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", name),
    ).toEqual(before);
    // One that waits for each kind of job, and four for the work of all of them; those of this test may still be ending.
    await until('there are few connections', async () => {
      const [sessions] = await asAdministrator<{ count: string }>(
        `SELECT count(*) FROM pg_stat_activity WHERE datname = '${name}'`,
      );
      return Number(sessions?.count) <= jobNames.length + 4;
    });
    const [left] = await asAdministrator<{ jobs: string; events: string }>(
      'SELECT (SELECT count(*) FROM bullmq.job) AS jobs, (SELECT count(*) FROM bullmq.event) AS events',
      name,
    );
    expect(left?.jobs).toBe('0');
    expect(Number(left?.events)).toBeLessThan(1_600);
  });

  it('says what is missing when the role may not create the schema', async () => {
    const role = `plain_${name}`;
    await asAdministrator(`CREATE ROLE ${role} LOGIN PASSWORD 'plain'`);
    const url = new URL(database.url);
    url.username = role;
    url.password = 'plain';
    try {
      await expect(openPostgresBackend({ connectionString: url.href, onError: () => undefined })).rejects.toThrow(
        /GRANT CREATE ON DATABASE to it, or set REDIS_URL/,
      );
    } finally {
      await asAdministrator(`DROP ROLE ${role}`);
    }
  });

  it('needs that right only while there is something to create', async () => {
    const open = async (): Promise<void> =>
      (await openPostgresBackend({ connectionString: database.url, onError: () => undefined })).close();
    await open();
    await asAdministrator(`REVOKE CREATE ON DATABASE ${name} FROM consilium`);
    await open();
  });

  it('keeps options of the connection string beside its own', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c TimeZone=UTC');
    running = await startProcess({ connectionString: url.href, redisUrl: null });
    expect(await running.queue.enqueue('classify-lines', { treatmentLineIds: ['1'] })).toBe(true);
  });
});
