/**
 * One assessment's way, from its POST to its flag: requests a second of 20 clients beside a bare Fastify that inserts each body into
 * one table on the same server; POST to flag at set rates; a burst; and what one assessment costs in statements and processor time. Real
 * processes, once with the queue in Redis and once in PostgreSQL.
 *
 *     npm run bench -- live [--full] [--queue=redis|postgresql] [--phases=50,100,burst] [--json=FILE]
 *
 * SERVICE_NODE_OPTIONS are Node's options for the service, such as --cpu-prof.
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client as DatabaseClient } from 'pg';
import { migrations } from '../../migrations/index.js';
import { type EmbeddedServer, migrate, startEmbeddedServer } from '../../src/platform/database/index.js';
import { Client } from '../e2e/support/client.js';
import { populate } from '../e2e/support/installation.js';
import { freePort, startRedis } from '../e2e/support/redis-server.js';
import { endAllServices, ServiceProcess } from '../e2e/support/service-process.js';
import { closedLoop, openLoop, percentile, Sender } from './support/load.js';
import { load, processorSeconds, serverProcessorSeconds } from './support/machine.js';

type QueueKind = 'redis' | 'postgresql';

const clients = 20;
const warmUpSeconds = 3;

interface Extent {
  readonly closedSeconds: number;
  readonly rates: readonly number[];
  readonly rateSeconds: number;
  readonly burst: { readonly count: number; readonly seconds: number };
}
const short: Extent = { closedSeconds: 5, rates: [20, 50, 100], rateSeconds: 5, burst: { count: 1_000, seconds: 5 } };
const full: Extent = {
  closedSeconds: 15,
  rates: [5, 20, 50, 100],
  rateSeconds: 15,
  burst: { count: 2_000, seconds: 10 },
};

interface FlagTimes {
  readonly rate: number;
  readonly sent: number;
  readonly flagged: number;
  readonly p50: number;
  readonly p99: number;
  readonly load: number;
}

interface BurstTimes {
  readonly count: number;
  readonly flaggedAfterSeconds: number;
  readonly missing: number;
}

interface Measured {
  readonly queue: QueueKind;
  readonly bareRequestsPerSecond: number;
  readonly requestsPerSecond: number;
  readonly ratio: number;
  readonly answerP50: number;
  readonly answerP99: number;
  readonly classifiedPerSecond: number;
  readonly statements: number;
  readonly nodeMilliseconds: number;
  readonly postgresMilliseconds: number;
  readonly toFlag: readonly FlagTimes[];
  readonly burst: BurstTimes | null;
  readonly load: number;
}

/** The documents of one patient of the demonstration whose last scan is flagged, as those of patient `name`. */
async function patientDocuments(): Promise<(name: string) => { assessments: string[]; facts: string[] }> {
  const read = async (file: string): Promise<string[]> =>
    (await readFile(new URL(`../../../demo/head-and-neck/${file}`, import.meta.url), 'utf8'))
      .split('\n')
      .filter((line) => line.includes('"HN-01"'));
  const [assessments, facts] = await Promise.all([read('assessments.jsonl'), read('facts.jsonl')]);
  const renamed = (name: string) => (line: string) => line.replaceAll('HN-01', name);
  return (name) => ({ assessments: assessments.map(renamed(name)), facts: facts.map(renamed(name)) });
}

/** When the classification of each patient was last committed, as the service tells its open pages. */
class FlagWatch {
  readonly #at = new Map<string, number>();
  private constructor(private readonly client: DatabaseClient) {}

  static async open(url: string): Promise<FlagWatch> {
    const client = new DatabaseClient({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    const watch = new FlagWatch(client);
    client.on('notification', ({ payload }) => {
      const { topic, ids } = JSON.parse(payload ?? '{}') as { topic?: string; ids?: string[] };
      if (topic === 'patients') for (const id of ids ?? []) watch.#at.set(id, performance.now());
    });
    await client.query('LISTEN consilium_live');
    return watch;
  }

  at(patientId: string): number {
    return this.#at.get(patientId) ?? Number.NaN;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

class LiveRun {
  #number = 0;

  private constructor(
    private readonly queue: QueueKind,
    private readonly extent: Extent,
    /** Rates, and 'burst'; the clients' loop is always measured. */
    private readonly wanted: ReadonlySet<string>,
    private readonly server: EmbeddedServer,
    /** A session of the superuser, whose statements are not the service's. */
    private readonly database: DatabaseClient,
    private readonly databaseUrl: string,
    private readonly service: ServiceProcess,
    private readonly senderKey: string,
    private readonly documents: (name: string) => { assessments: string[]; facts: string[] },
  ) {}

  static async open(
    queue: QueueKind,
    extent: Extent,
    wanted: ReadonlySet<string>,
    server: EmbeddedServer,
    redisUrl: string | null,
  ) {
    const name = `live_${queue}`;
    const administrator = new DatabaseClient({ connectionString: server.administratorConnectionString });
    await administrator.connect();
    await administrator.query(`CREATE DATABASE ${name} OWNER consilium`);
    await administrator.end();
    const named = (of: string): string => Object.assign(new URL(of), { pathname: name }).href;
    const databaseUrl = named(server.connectionString);
    await migrate(databaseUrl, migrations);
    const { senderKey } = await populate(databaseUrl);
    const database = new DatabaseClient({ connectionString: named(server.administratorConnectionString) });
    // The server ends at the end of the run, whoever is still connected.
    database.on('error', () => undefined);
    await database.connect();
    await database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    const nodeOptions = process.env['SERVICE_NODE_OPTIONS'];
    const service = await ServiceProcess.start({
      databaseUrl,
      redisUrl: redisUrl ?? '',
      ...(nodeOptions === undefined ? {} : { nodeOptions }),
    });
    const documents = await patientDocuments();
    return new LiveRun(queue, extent, wanted, server, database, databaseUrl, service, senderKey, documents);
  }

  async measure(): Promise<Measured> {
    const target = { url: this.service.url, authorization: `Bearer ${this.senderKey}` };
    const sender = new Sender(target);
    await this.#closed(sender, warmUpSeconds);
    await this.#bare(1);
    const bareBefore = await this.#bare(this.extent.closedSeconds);
    const closed = await this.#closed(sender, this.extent.closedSeconds);
    const bare = (bareBefore + (await this.#bare(this.extent.closedSeconds))) / 2;
    console.log(
      `  20 clients: ${closed.requestsPerSecond.toFixed(0)} requests/s, bare ${bare.toFixed(0)} (ratio ${(closed.requestsPerSecond / bare).toFixed(3)}); ` +
        `answer p50 ${closed.answerP50.toFixed(0)} ms, p99 ${closed.answerP99.toFixed(0)} ms; recorded and classified ${closed.classifiedPerSecond.toFixed(0)}/s; ` +
        `${closed.statements.toFixed(1)} statements, node ${closed.nodeMilliseconds.toFixed(1)} ms, postgres ${closed.postgresMilliseconds.toFixed(1)} ms an assessment; load ${closed.load}`,
    );
    const toFlag: FlagTimes[] = [];
    for (const rate of this.extent.rates.filter((each) => this.wanted.has(String(each))))
      toFlag.push(await this.#atRate(sender, rate));
    const burst = this.wanted.has('burst') ? await this.#burst(sender) : null;
    sender.close();
    return {
      queue: this.queue,
      bareRequestsPerSecond: bare,
      ratio: closed.requestsPerSecond / bare,
      ...closed,
      toFlag,
      burst,
    };
  }

  async close(): Promise<void> {
    await this.service.stop();
    await this.database.end();
  }

  /** Each client sends one patient's scans after another's. */
  async #closed(sender: Sender, seconds: number) {
    const waiting = Array.from({ length: clients }, (): string[] => []);
    const next = (client: number): string => {
      const mine = waiting[client] ?? [];
      if (mine.length === 0) mine.push(...this.documents(this.#newName()).assessments);
      return mine.shift() ?? '';
    };
    const before = this.#used();
    await this.database.query('SELECT pg_stat_statements_reset()');
    const begun = performance.now();
    const { requests, seconds: took, milliseconds } = await closedLoop(sender, clients, seconds, next);
    await this.#classified();
    const classifiedAfter = (performance.now() - begun) / 1_000;
    const after = this.#used();
    return {
      requestsPerSecond: requests / took,
      answerP50: percentile(milliseconds, 0.5),
      answerP99: percentile(milliseconds, 0.99),
      classifiedPerSecond: requests / classifiedAfter,
      statements: (await this.#statements()) / requests,
      nodeMilliseconds: ((after.node - before.node) * 1_000) / requests,
      postgresMilliseconds: ((after.postgres - before.postgres) * 1_000) / requests,
      load: load(),
    };
  }

  async #bare(seconds: number): Promise<number> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'support/bare-server.js'), this.databaseUrl], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      const url = await new Promise<string>((done) => {
        let told = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          const found = /answers at (http:\S+)\. /.exec((told += text));
          if (found?.[1] !== undefined) done(found[1]);
        });
      });
      const sender = new Sender({ url, authorization: '' });
      const [body = ''] = this.documents('bare').assessments;
      const { requests, seconds: took } = await closedLoop(sender, clients, seconds, () => body);
      sender.close();
      return requests / took;
    } finally {
      child.kill();
    }
  }

  /** Records all but the last scan of so many patients. @returns the last ones */
  async #prepared(count: number): Promise<{ readonly names: string[]; readonly last: string[] }> {
    const names = Array.from({ length: count }, () => this.#newName());
    const each = names.map((name) => this.documents(name));
    const client = new Client(this.service.url, this.senderKey);
    const send = async (path: string, documents: readonly string[]): Promise<void> => {
      for (let start = 0; start < documents.length; start += 200)
        await client.post(
          path,
          documents.slice(start, start + 200).map((text) => JSON.parse(text) as unknown),
        );
    };
    await send(
      '/api/facts',
      each.flatMap(({ facts }) => facts),
    );
    await send(
      '/api/assessments',
      each.flatMap(({ assessments }) => assessments.slice(0, -1)),
    );
    await this.#classified();
    if ((await this.#flagged(names)).size > 0) throw new Error('A patient is flagged before the last scan.');
    return { names, last: each.flatMap(({ assessments }) => assessments.slice(-1)) };
  }

  async #atRate(sender: Sender, rate: number): Promise<FlagTimes> {
    const { sent, milliseconds, missing } = await this.#untilFlagged(
      sender,
      rate,
      Math.ceil(rate * this.extent.rateSeconds),
    );
    const result = {
      rate,
      sent,
      flagged: sent - missing,
      p50: percentile(milliseconds, 0.5) / 1_000,
      p99: percentile(milliseconds, 0.99) / 1_000,
      load: load(),
    };
    console.log(
      `  ${rate}/s: POST to flag p50 ${result.p50.toFixed(3)} s, p99 ${result.p99.toFixed(3)} s; ${result.flagged} of ${sent} flagged; load ${result.load}`,
    );
    return result;
  }

  async #burst(sender: Sender): Promise<BurstTimes> {
    const { count, seconds } = this.extent.burst;
    const { missing, allAfter } = await this.#untilFlagged(sender, count / seconds, count);
    console.log(
      `  burst of ${count} in ${seconds} s: all flagged ${allAfter.toFixed(1)} s after its first, ${missing} missing; load ${load()}`,
    );
    return { count, flaggedAfterSeconds: allAfter, missing };
  }

  async #untilFlagged(sender: Sender, rate: number, count: number) {
    const { names, last } = await this.#prepared(count);
    const watch = await FlagWatch.open(this.databaseUrl);
    const begun = performance.now();
    const sentAt = await openLoop(sender, rate, last);
    await this.#classified();
    await delay(200);
    const flagged = await this.#flagged(names);
    const milliseconds = names.flatMap((name, index) => {
      const id = flagged.get(name);
      return id === undefined ? [] : [watch.at(id) - (sentAt[index] ?? Number.NaN)];
    });
    const allAfter = Math.max(...[...flagged.values()].map((id) => watch.at(id) - begun)) / 1_000;
    await watch.close();
    return { sent: count, milliseconds, missing: count - flagged.size, allAfter };
  }

  #newName(): string {
    this.#number += 1;
    return `L-${this.#number}`;
  }

  #used() {
    return { node: processorSeconds(this.service.pid), postgres: serverProcessorSeconds(this.server.dataDirectory) };
  }

  /** Patients of these names with a flag, by name. */
  async #flagged(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.database.query<{ name: string; id: string }>(
      `
      SELECT DISTINCT patient.patient_id AS name, patient.id FROM flag JOIN treatment_line AS line ON line.id = treatment_line_id
      JOIN patient ON patient.id = line.patient_id
      WHERE patient.patient_id = ANY ($1) AND flag.tier = 'flag' AND flag.superseded_at IS NULL`,
      [names],
    );
    return new Map(rows.map(({ name, id }) => [name, id]));
  }

  async #classified(): Promise<void> {
    for (let stale = true; stale;) {
      const { rows } = await this.database.query(
        'SELECT FROM treatment_line WHERE history_version <> classified_version LIMIT 1',
      );
      stale = rows.length > 0;
      if (stale) await delay(50);
    }
  }

  /** Statements of the service's role in its database since the reset, those of its queue included. */
  async #statements(): Promise<number> {
    const { rows } = await this.database.query<{ calls: number }>(`
      SELECT coalesce(sum(calls), 0)::float8 AS calls FROM pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND userid = (SELECT oid FROM pg_roles WHERE rolname = 'consilium')`);
    return rows[0]?.calls ?? Number.NaN;
  }
}

/** @param args --full, --queue=, --phases= (rates and 'burst', '' for the clients' loop alone), --json= */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      full: { type: 'boolean', default: false },
      queue: { type: 'string' },
      json: { type: 'string' },
      phases: { type: 'string', default: '5,20,50,100,burst' },
    },
  });
  const queues = (['redis', 'postgresql'] as const).filter(
    (kind) => values.queue === undefined || values.queue === kind,
  );
  const folder = await mkdtemp(join(tmpdir(), 'consilium-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedServer({
    folder: join(folder, 'data'),
    firstPort: await freePort(),
    report: () => undefined,
    settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '10000' },
  });
  const redis = queues.includes('redis') ? await startRedis() : null;
  try {
    const measured: Measured[] = [];
    for (const queue of queues) {
      console.log(`Queue in ${queue}, load ${load()}:`);
      const live = await LiveRun.open(
        queue,
        values.full ? full : short,
        new Set(values.phases.split(',')),
        server,
        queue === 'redis' ? (redis?.url ?? null) : null,
      );
      measured.push(await live.measure());
      await live.close();
    }
    if (values.json !== undefined)
      await writeFile(values.json, `${JSON.stringify({ bench: 'live', measured }, null, 2)}\n`);
  } finally {
    await endAllServices();
    await redis?.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
