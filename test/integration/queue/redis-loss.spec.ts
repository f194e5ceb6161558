import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { pause, until } from '../../support/until.js';
import { door, type ProcessOptions, type QueueProcess, startProcess } from './queue-process.js';

/*
 * A Redis of this suite's own, which it may wipe and stop. Where the machine has none, test/support/start-servers.ts has
 * said so already, and failed the run if CI=true.
 */
const describeWithRedis = process.env['TEST_REDIS_URL'] === undefined ? describe.skip : describe;

describeWithRedis('a Redis that is lost', () => {
  let port: number;
  let server: ChildProcess | undefined;
  let processes: QueueProcess[] = [];

  const startRedis = async (): Promise<void> => {
    server = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()],
      { stdio: 'ignore' },
    );
    const probe = new Redis(port, '127.0.0.1', { retryStrategy: () => 50, maxRetriesPerRequest: null });
    probe.on('error', () => undefined);
    await probe.ping();
    await probe.quit();
  };

  const killRedis = async (): Promise<void> => {
    const gone = new Promise((done) => server?.once('exit', done));
    server?.kill('SIGKILL');
    await gone;
    server = undefined;
  };

  const start = async (options: ProcessOptions = {}): Promise<QueueProcess> => {
    const process = await startProcess({
      connectionString: 'postgresql://127.0.0.1:1/unused',
      redisUrl: `redis://127.0.0.1:${port}`,
      ...options,
    });
    processes.push(process);
    return process;
  };

  const wipe = async (): Promise<void> => {
    const redis = new Redis(port, '127.0.0.1');
    await redis.flushall();
    await redis.quit();
  };

  beforeEach(async () => {
    port = await freePort();
    processes = [];
  });

  afterEach(async () => {
    await Promise.all(processes.map((process) => process.stop()));
    if (server) await killRedis();
  });

  it('may be away at the start: the process is not ready, enqueues nothing, and works once Redis comes', async () => {
    const seen: string[] = [];
    const { queue, ready, metric, lines } = await start({
      classify: async ({ treatmentLineIds }) => void seen.push(...treatmentLineIds),
    });
    expect(await ready()).toBe(false);
    expect(await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] })).toBe(false);
    expect(await metric('consilium_enqueue_failures_total{job="classify-lines"}')).toBe(1);
    expect(await metric('consilium_queue_reachable')).toBe(0);
    await pause(1_500);
    expect(lines.filter((line) => line.includes('"level":"warn"')).length).toBeLessThan(15);
    await startRedis();
    await until('it is ready', ready);
    await until('it takes jobs', () => queue.enqueue('classify-lines', { treatmentLineIds: ['2'] }));
    await until('they run', () => seen.includes('2'));
  });

  it('may be wiped while jobs wait and run: what was enqueued is gone, the sweep brings it back', async () => {
    await startRedis();
    const first = door();
    const stale = new Set(['1', '2', '3']);
    const runs: string[] = [];
    const process: QueueProcess = await start({
      jobConcurrency: 1,
      classify: async ({ treatmentLineIds }) => {
        runs.push(...treatmentLineIds);
        if (runs.length === 1) await first.opened;
        for (const id of treatmentLineIds) stale.delete(id);
      },
      sweep: {
        everyMilliseconds: 300,
        work: async () => {
          if (!wiped) return 0;
          const found = [...stale];
          await process.queue.enqueue('classify-lines', { treatmentLineIds: found });
          return found.length;
        },
      },
    });
    let wiped = false;
    await process.queue.enqueueMany(
      'classify-lines',
      ['1', '2', '3'].map((id) => ({ treatmentLineIds: [id] })),
    );
    await until('one runs', () => runs.length === 1);
    await wipe();
    first.open();
    await pause(500);
    expect([...stale]).toEqual(['2', '3']);
    wiped = true;
    await until('nothing is stale', () => stale.size === 0);
    expect(await process.metric('consilium_sweep_hits_total{sweep="stale-lines"}')).toBeGreaterThanOrEqual(2);
    expect(await process.queue.enqueue('classify-lines', { treatmentLineIds: ['9'] })).toBe(true);
    await until('it goes on', () => runs.includes('9'));
  });

  it('may be killed and come back empty while a job runs', async () => {
    await startRedis();
    const first = door();
    const runs: string[] = [];
    const { queue, ready } = await start({
      classify: async ({ treatmentLineIds }) => {
        runs.push(...treatmentLineIds);
        if (runs.length === 1) await first.opened;
      },
    });
    await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await until('it runs', () => runs.length === 1);
    await killRedis();
    await until('it is not ready', async () => !(await ready()));
    await startRedis();
    first.open();
    await until('it is ready again', ready);
    await until('it takes jobs', () => queue.enqueue('classify-lines', { treatmentLineIds: ['2'] }));
    await until('they run', () => runs.includes('2'));
  });
});

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
