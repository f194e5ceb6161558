import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { currentTraceId, newTraceId, withTrace } from '../../../src/platform/observability/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { lineTo, type LineToServer } from './line-to-server.js';
import { pause, until } from '../../support/until.js';
import { door, type ProcessOptions, type QueueProcess, startProcess } from './queue-process.js';

interface Backend {
  readonly name: 'PostgreSQL' | 'Redis';
  /** Where a new, empty queue is reached, by way of a line that can be cut. */
  place(): Promise<Place>;
}

interface Place {
  readonly options: {
    readonly connectionString: string;
    readonly redisUrl: string | null;
    readonly redisPrefix: string;
  };
  readonly line: LineToServer;
  /** Everything the backend holds of this queue, as text. */
  content(): Promise<string>;
  remove(): Promise<void>;
}

const onPostgres: Backend = {
  name: 'PostgreSQL',
  async place() {
    const database: TestDatabase = await createTestDatabase('empty');
    const line = await lineTo(database.url);
    return {
      options: { connectionString: line.url, redisUrl: null, redisPrefix: 'unused' },
      line,
      content: () => contentOfPostgres(database.url),
      remove: async () => {
        await line.cut();
        await database.drop();
      },
    };
  },
};

const redisUrl = process.env['TEST_REDIS_URL'];

const onRedis: Backend = {
  name: 'Redis',
  async place() {
    const line = await lineTo(redisUrl ?? '');
    const redisPrefix = `test-${randomBytes(6).toString('hex')}`;
    return {
      options: { connectionString: 'postgresql://127.0.0.1:1/unused', redisUrl: line.url, redisPrefix },
      line,
      content: () => withRedis(async (redis) => JSON.stringify(await contentOfRedis(redis, redisPrefix))),
      remove: async () => {
        await line.cut();
        await withRedis(async (redis) => redis.del(...(await redis.keys(`${redisPrefix}:*`)), 'none'));
      },
    };
  },
};

async function contentOfPostgres(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = ['job', 'event', 'dedup', 'dedup_next', 'meta'];
    const contents = await tables.reduce<Promise<string[]>>(async (before, table) => {
      const rows = await before;
      const {
        rows: [row],
      } = await client.query<{ text: string }>(
        `SELECT coalesce(json_agg(t), '[]')::text AS text FROM bullmq.${table} t`,
      );
      return [...rows, row?.text ?? ''];
    }, Promise.resolve([]));
    return contents.join('\n');
  } finally {
    await client.end();
  }
}

async function contentOfRedis(redis: Redis, prefix: string): Promise<unknown[]> {
  const keys = await redis.keys(`${prefix}:*`);
  return Promise.all(
    keys.map(async (key) =>
      (await redis.type(key)) === 'hash'
        ? redis.hgetall(key)
        : (await redis.type(key)) === 'stream'
          ? redis.xrange(key, '-', '+')
          : key,
    ),
  );
}

async function withRedis<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(redisUrl ?? '');
  try {
    return await work(redis);
  } finally {
    await redis.quit();
  }
}

const ran = new Map<string, number>();

const backends: readonly Backend[] = redisUrl === undefined ? [onPostgres] : [onPostgres, onRedis];

describe.each(backends)('the queue on $name', (backend) => {
  let place: Place;
  let processes: QueueProcess[] = [];

  const start = async (options: ProcessOptions = {}): Promise<QueueProcess> => {
    const process = await startProcess({ ...place.options, ...options });
    processes.push(process);
    return process;
  };

  /** A handler that keeps what it was given. */
  const keeping =
    (seen: string[][]) =>
    async ({ treatmentLineIds }: { readonly treatmentLineIds: readonly string[] }): Promise<void> => {
      seen.push([...treatmentLineIds]);
    };

  const contract = (name: string, test: () => Promise<void>): void => {
    it(`${backend.name}: ${name}`, async () => {
      await test();
      ran.set(backend.name, (ran.get(backend.name) ?? 0) + 1);
    });
  };

  beforeEach(async () => {
    place = await backend.place();
    processes = [];
  });

  afterEach(async () => {
    await Promise.all(processes.map((process) => process.stop()));
    await place.remove();
  });

  contract('carries the ids of a job and the trace of who enqueued it', async () => {
    const seen: unknown[] = [];
    const { queue } = await start({
      import: async (payload) => void seen.push({ ...payload, traceId: currentTraceId() }),
    });
    const traceId = newTraceId();
    expect(await withTrace(traceId, () => queue.enqueue('process-import', { importId: '7' }))).toBe(true);
    await until('the job ran', () => seen.length === 1);
    expect(seen).toEqual([{ importId: '7', traceId }]);
  });

  contract('begins a trace for a job that was enqueued outside of any', async () => {
    const seen: (string | undefined)[] = [];
    const { queue } = await start({ classify: async () => void seen.push(currentTraceId()) });
    await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await until('the job ran', () => seen.length === 1);
    expect(seen[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  contract('makes several jobs of many ids, each id once', async () => {
    const seen: string[][] = [];
    const { queue } = await start({ classify: keeping(seen) });
    const ids = Array.from({ length: 120 }, (_, index) => String(index + 1));
    await queue.enqueue('classify-lines', { treatmentLineIds: [...ids].reverse().concat('5') });
    await until('all ran', () => seen.flat().length >= 120);
    await pause(200);
    expect(seen.map((each) => each.length).sort()).toEqual([20, 50, 50]);
    expect(
      seen
        .flat()
        .map(Number)
        .sort((one, other) => one - other),
    ).toEqual(ids.map(Number));
  });

  contract('takes many payloads in one round, and none as done', async () => {
    const seen: string[] = [];
    const { queue } = await start({ import: async ({ importId }) => void seen.push(importId) });
    expect(
      await queue.enqueueMany(
        'process-import',
        ['1', '2', '3'].map((importId) => ({ importId })),
      ),
    ).toBe(true);
    await until('all ran', () => seen.length === 3);
    expect(seen.sort()).toEqual(['1', '2', '3']);
    expect(await queue.enqueue('classify-lines', { treatmentLineIds: [] })).toBe(true);
  });

  contract('refuses a payload that holds more than row ids', async () => {
    const { queue } = await start();
    await expect(queue.enqueue('classify-lines', { treatmentLineIds: ['12', 'Berger'] })).rejects.toThrow(
      /classify-lines holds something that is not a row id/,
    );
  });

  contract('does not double a job that waits', async () => {
    const seen: string[][] = [];
    const api = await start({ role: 'api' });
    await api.queue.enqueue('classify-lines', { treatmentLineIds: ['1', '2'] });
    await api.queue.enqueue('classify-lines', { treatmentLineIds: ['2', '1'] });
    await api.queue.enqueue('classify-lines', { treatmentLineIds: ['3'] });
    expect(await api.metric('consilium_queue_jobs{job="classify-lines",state="waiting"}')).toBe(2);
    await start({ role: 'worker', classify: keeping(seen) });
    await until('both ran', () => seen.length === 2);
    await pause(200);
    expect(seen.sort()).toEqual([['1', '2'], ['3']]);
  });

  contract('follows a running job by one more, however often it is enqueued meanwhile', async () => {
    const first = door();
    const runs = { started: 0, atOnce: 0, most: 0 };
    const { queue } = await start({
      classify: async () => {
        runs.started += 1;
        runs.atOnce += 1;
        runs.most = Math.max(runs.most, runs.atOnce);
        await first.opened;
        runs.atOnce -= 1;
      },
    });
    await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await until('it runs', () => runs.started === 1);
    for (let time = 0; time < 3; time += 1)
      expect(await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] })).toBe(true);
    await pause(200);
    expect(runs.started).toBe(1);
    first.open();
    await until('it ran again', () => runs.started === 2);
    await pause(300);
    expect(runs).toEqual({ started: 2, atOnce: 0, most: 1 });
  });

  contract('lets a job enqueue its own continuation', async () => {
    const left = { chunks: 3 };
    const runs: string[] = [];
    const process: QueueProcess = await start({
      import: async ({ importId }) => {
        runs.push(importId);
        left.chunks -= 1;
        if (left.chunks > 0) await process.queue.enqueue('process-import', { importId });
      },
    });
    await process.queue.enqueue('process-import', { importId: '9' });
    await until('every chunk ran', () => left.chunks === 0);
    await pause(200);
    expect(runs).toEqual(['9', '9', '9']);
  });

  contract('runs the same ids again after they are done', async () => {
    const seen: string[][] = [];
    const { queue, metric } = await start({ classify: keeping(seen) });
    for (let time = 1; time <= 3; time += 1) {
      await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
      await until(
        `run ${time}`,
        async () =>
          seen.length === time && (await metric('consilium_queue_jobs{job="classify-lines",state="active"}')) === 0,
      );
    }
    expect(await place.content()).not.toContain('treatmentLineIds');
  });

  contract('tries a failed job again, and tells how long each try took', async () => {
    const tries: number[] = [];
    const { queue, metric } = await start({
      classify: async () => {
        tries.push(Date.now());
        if (tries.length < 3) throw new Error('not yet');
      },
    });
    await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await until('the third try', () => tries.length === 3);
    await until(
      'its end',
      async () => (await metric('consilium_job_duration_seconds_count{job="classify-lines",outcome="done"}')) === 1,
    );
    expect(await metric('consilium_job_duration_seconds_count{job="classify-lines",outcome="failed"}')).toBe(2);
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(450);
  });

  contract(
    'keeps a job that failed to the end in sight, without what its error quoted, and does not block its ids',
    async () => {
      const tries: string[] = [];
      const { queue, metric, lines } = await start({
        classify: async ({ treatmentLineIds }) => {
          tries.push(...treatmentLineIds);
          if (treatmentLineIds[0] === '1')
            throw Object.assign(new Error('Key (name)=(Berger, Anna) exists'), {
              code: '23505',
              detail: 'Berger, Anna',
            });
        },
      });
      await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
      await until(
        'the last try',
        async () => (await metric('consilium_queue_jobs{job="classify-lines",state="failed"}')) === 1,
      );
      expect(tries).toEqual(['1', '1', '1', '1', '1']);
      const content = await place.content();
      expect(content).toContain('Error 23505');
      expect(content).not.toContain('Berger');
      expect(lines.join('')).not.toContain('Berger');
      expect(lines.filter((line) => line.includes('A job failed'))).toHaveLength(5);
      await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
      await until('it is tried anew', () => tries.length === 6);
    },
  );

  contract('leaves the jobs to the workers where the role is api', async () => {
    const seen: string[] = [];
    const api = await start({
      role: 'api',
      classify: async () => void seen.push('api'),
      sweep: { everyMilliseconds: 10, work: async () => seen.push('sweep of api') },
    });
    await api.queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await pause(300);
    expect(seen).toEqual([]);
    expect(await api.metric('consilium_queue_jobs{job="classify-lines",state="waiting"}')).toBe(1);
    await start({ role: 'worker', classify: async () => void seen.push('worker') });
    await until('it ran', () => seen.length === 1);
    expect(seen).toEqual(['worker']);
  });

  contract('shares the jobs between two worker processes, each job once', async () => {
    const [one, other]: string[][][] = [[], []];
    const [api] = await Promise.all([
      start({ role: 'api' }),
      start({ role: 'worker', classify: async (payload) => pause(5).then(() => keeping(one ?? [])(payload)) }),
      start({ role: 'worker', classify: async (payload) => pause(5).then(() => keeping(other ?? [])(payload)) }),
    ]);
    await api.queue.enqueueMany(
      'classify-lines',
      Array.from({ length: 300 }, (_, index) => ({ treatmentLineIds: [String(index + 1)] })),
    );
    await until('all ran', () => [...(one ?? []), ...(other ?? [])].length === 300);
    await pause(200);
    expect(new Set([...(one ?? []), ...(other ?? [])].flat()).size).toBe(300);
    expect([...(one ?? []), ...(other ?? [])]).toHaveLength(300);
    expect(one?.length).toBeGreaterThan(0);
    expect(other?.length).toBeGreaterThan(0);
  });

  contract('loses no change that is enqueued while the ids are worked on', async () => {
    const written = new Map<string, number>();
    const workedOn = new Map<string, number>();
    const { queue } = await start({
      classify: async ({ treatmentLineIds: [id = ''] }) => {
        const version = written.get(id) ?? 0;
        await pause(Math.random() * 10);
        workedOn.set(id, Math.max(version, workedOn.get(id) ?? 0));
      },
    });
    const changeTwice = async (id: string): Promise<void> => {
      for (const version of [1, 2]) {
        written.set(id, version);
        await queue.enqueue('classify-lines', { treatmentLineIds: [id] });
        await pause(Math.random() * 15);
      }
    };
    const ids = Array.from({ length: 200 }, (_, index) => String(index + 1));
    for (let first = 0; first < ids.length; first += 4) await Promise.all(ids.slice(first, first + 4).map(changeTwice));
    await until('each id was worked on after its last change', () => ids.every((id) => workedOn.get(id) === 2));
  });

  contract('waits for the running job when it stops, and leaves the others for the next start', async () => {
    const first = door();
    const seen: string[] = [];
    const process = await start({
      jobConcurrency: 1,
      classify: async ({ treatmentLineIds }) => {
        seen.push(`begins ${treatmentLineIds.join()}`);
        await first.opened;
        seen.push(`ends ${treatmentLineIds.join()}`);
      },
    });
    await process.queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await until('it runs', () => seen.length === 1);
    await process.queue.enqueue('classify-lines', { treatmentLineIds: ['2'] });
    const stopped = process.stop().then(() => seen.push('stopped'));
    await pause(200);
    first.open();
    await stopped;
    expect(seen).toEqual(['begins 1', 'ends 1', 'stopped']);
    await start({ classify: async ({ treatmentLineIds }) => void seen.push(`next ${treatmentLineIds.join()}`) });
    await until('the other ran', () => seen.length === 4);
    expect(seen.at(-1)).toBe('next 2');
    expect(await process.queue.enqueue('classify-lines', { treatmentLineIds: ['3'] })).toBe(false);
  });

  contract('takes up the job of a worker that was killed', async () => {
    const api = await start({ role: 'api' });
    await api.queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    const worker = spawn(
      process.execPath,
      [
        '--import',
        new URL('../../support/typescript.mjs', import.meta.url).href,
        fileURLToPath(new URL('killed-worker.ts', import.meta.url)),
        JSON.stringify(place.options),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(worker.stdout, 'data');
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    const seen: string[][] = [];
    const next = await start({ role: 'worker', classify: keeping(seen) });
    expect(await api.queue.enqueue('classify-lines', { treatmentLineIds: ['1'] })).toBe(true);
    await until('the job is run again', () => seen.length > 0);
    expect(seen[0]).toEqual(['1']);
    expect(await next.metric('consilium_jobs_stalled_total{job="classify-lines"}')).toBe(1);
  });

  contract('tells how it stands', async () => {
    const first = door();
    const { queue, metric, ready } = await start({ jobConcurrency: 1, classify: () => first.opened });
    const jobs = (state: string): Promise<number> =>
      metric(`consilium_queue_jobs{job="classify-lines",state="${state}"}`);
    await until('it is ready', ready);
    expect(await metric('consilium_queue_reachable')).toBe(1);
    expect(await metric('consilium_queue_age_seconds{job="classify-lines"}')).toBe(0);
    const began = Date.now();
    await queue.enqueueMany(
      'classify-lines',
      ['1', '2', '3'].map((id) => ({ treatmentLineIds: [id] })),
    );
    await until('one runs', async () => (await jobs('active')) === 1);
    await pause(1_100);
    expect(await jobs('waiting')).toBe(2);
    expect(await metric('consilium_queue_age_seconds{job="classify-lines"}')).toBeGreaterThan(1);
    // Seconds, not milliseconds: no more than have gone by.
    expect(await metric('consilium_queue_age_seconds{job="classify-lines"}')).toBeLessThan(
      (Date.now() - began) / 1_000 + 1,
    );
    expect(await metric('consilium_queue_age_seconds{job="process-import"}')).toBe(0);
    first.open();
    await until('all ran', async () => (await jobs('waiting')) + (await jobs('active')) === 0);
    expect(await jobs('failed')).toBe(0);
  });

  contract('lives through a lost connection: says so, accepts nothing, and goes on by itself', async () => {
    const seen: string[][] = [];
    const { queue, metric, ready, lines } = await start({ classify: keeping(seen) });
    await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await until('the first ran', () => seen.length === 1);
    await place.line.cut();
    await until('it is not ready', async () => !(await ready()));
    expect(await queue.enqueue('classify-lines', { treatmentLineIds: ['2'] })).toBe(false);
    expect(await metric('consilium_enqueue_failures_total{job="classify-lines"}')).toBe(1);
    expect(await metric('consilium_queue_reachable')).toBe(0);
    expect(await metric('consilium_queue_jobs{job="classify-lines",state="waiting"}')).toBeNaN();
    await pause(2_000);
    const linesWhileCut = lines.length;
    await place.line.mend();
    await until('it is ready again', ready);
    await until('it takes jobs again', () => queue.enqueue('classify-lines', { treatmentLineIds: ['3'] }));
    await until('they run', () => seen.flat().includes('3'));
    expect(linesWhileCut).toBeLessThan(30);
  });

  contract('does not keep a caller waiting for a server that does not answer', async () => {
    const { queue, ready } = await start({ role: 'api' });
    await until('it is ready', ready);
    place.line.silence('all');
    // Timers of one process: whatever holds it up holds up both, and they end in their order.
    const orAfter = (milliseconds: number, taken: Promise<boolean>): Promise<boolean | string> =>
      Promise.race([taken, pause(milliseconds).then(() => `still waiting after ${milliseconds} ms`)]);
    expect(await orAfter(2_000, queue.enqueue('classify-lines', { treatmentLineIds: ['1'] }))).toBe(false);
    expect(await orAfter(500, queue.enqueue('classify-lines', { treatmentLineIds: ['2'] }))).toBe(false);
    expect(await ready()).toBe(false);
    await place.line.mend();
    await until('it is ready again', ready);
    await until('it takes jobs again', () => queue.enqueue('classify-lines', { treatmentLineIds: ['3'] }));
  });

  contract('makes its connections anew when they go silent', async () => {
    const seen: string[][] = [];
    const { queue, ready } = await start({ classify: keeping(seen) });
    await until('it is ready', ready);
    await queue.enqueue('classify-lines', { treatmentLineIds: ['1'] });
    await until('it works', () => seen.length === 1);
    place.line.silence('those open now');
    await until('it takes jobs again', () => queue.enqueue('classify-lines', { treatmentLineIds: ['2'] }));
    await until('they run', () => seen.flat().includes('2'));
    expect(await ready()).toBe(true);
  });

  contract('stops although its server is away', async () => {
    const process = await start();
    await until('it is ready', process.ready);
    await place.line.cut();
    await until('it is not ready', async () => !(await process.ready()));
    await process.stop();
    await place.line.mend();
  });

  contract('starts in several processes at once', async () => {
    const seen: string[][] = [];
    const started = await Promise.all(Array.from({ length: 4 }, () => start({ classify: keeping(seen) })));
    await Promise.all(
      started.map(({ queue }, index) => queue.enqueue('classify-lines', { treatmentLineIds: [String(index + 1)] })),
    );
    await until('all ran', () => seen.length === 4);
    for (const { ready } of started) await until('it is ready', ready);
  });

  contract('does not start a worker while a job has no handler', async () => {
    await expect(start({ role: 'worker', without: ['classify-lines'] })).rejects.toThrow(
      'No module handles these jobs: classify-lines.',
    );
    await expect(start({ role: 'all', without: ['classify-lines', 'process-import'] })).rejects.toThrow(
      'No module handles these jobs: process-import, classify-lines.',
    );
    await start({ role: 'api', without: ['classify-lines'] });
  });
});

describe('both backends', () => {
  it('ran the same number of tests of the contract', () => {
    expect(ran.get(onPostgres.name)).toBeGreaterThan(20);
    if (redisUrl === undefined) return redisIsMissing();
    expect(ran.get(onRedis.name)).toBe(ran.get(onPostgres.name));
  });
});

function redisIsMissing(): void {
  const line =
    'The contract of the queue was not tried on Redis: no redis-server was found. Install it with: apt-get install redis-server';
  if (process.env['CI'] === 'true') throw new Error(line);
  process.stderr.write(`${line}\n`);
}
