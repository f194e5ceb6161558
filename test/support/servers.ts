import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { MigrationInterface } from 'typeorm';
import { migrate, startEmbeddedServer, type EmbeddedServer } from '../../src/platform/database/index.js';
import { until } from './until.js';

/** Environment variables by which the test workers find the servers. */
const environment = {
  administrator: 'TEST_DATABASE_ADMINISTRATOR_URL',
  service: 'TEST_DATABASE_SERVICE_URL',
  template: 'TEST_DATABASE_TEMPLATE',
  redis: 'TEST_REDIS_URL',
} as const;

const setupLock = 1_129_271_891;
const project = fileURLToPath(new URL('../..', import.meta.url));

let database: EmbeddedServer | undefined;
let redis: ChildProcess | undefined;

/** Starts PostgreSQL and Redis for the tests of this run and names them in the environment; a second call does nothing. */
export async function startServers(): Promise<void> {
  if (database) return;
  [database] = await Promise.all([startDatabase(), startRedis()]);
  process.env[environment.administrator] = database.administratorConnectionString;
  process.env[environment.service] = database.connectionString;
  process.env[environment.template] = await prepareTemplate(database);
}

export async function stopServers(): Promise<void> {
  redis?.stdin?.end();
  redis = undefined;
  await database?.stop();
  database = undefined;
}

/** One server for all test runs of this checkout and account: a second run at the same time shares it, the last one stops it. */
async function startDatabase(): Promise<EmbeddedServer> {
  const owner = createHash('sha256').update(`${project} ${process.getuid?.()}`).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `consilium-tests-${owner}`);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  const options = {
    folder,
    firstPort: 55_430,
    report: (line: string) => process.stderr.write(`${line}\n`),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  };
  return startEmbeddedServer(options).catch(async () => {
    // Written without fsync, so the machine's own crash may have spoilt it; nothing in it is worth keeping.
    await rm(join(folder, 'postgres'), { recursive: true, force: true });
    return startEmbeddedServer(options);
  });
}

/** The database that every suite clones, named by its migrations so that a changed schema gets a new one. */
async function prepareTemplate(server: EmbeddedServer): Promise<string> {
  const { migrations, hash } = await readMigrations();
  const name = `template_${hash.slice(0, 12)}`;
  const client = new Client({ connectionString: server.administratorConnectionString });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [setupLock]);
    if (!server.adopted) await dropLeftovers(client);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (!rowCount) await createTemplate(client, server, name, migrations);
  } finally {
    await client.end();
  }
  return name;
}

type Migrations = readonly (new () => MigrationInterface)[];

/** The migrations with the hash of their files as they were read, so that a template never bears the name of another schema. */
async function readMigrations(): Promise<{ readonly migrations: Migrations; readonly hash: string }> {
  const hash = await migrationsHash();
  const { migrations } = await import('../../migrations/index.js');
  if ((await migrationsHash()) !== hash)
    throw new Error('The migrations were changed while the tests were starting. Start them again.');
  return { migrations, hash };
}

async function migrationsHash(): Promise<string> {
  const folder = join(project, 'migrations');
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) hash.update(file).update(await readFile(join(folder, file)));
  return hash.digest('hex');
}

async function createTemplate(
  client: Client,
  server: EmbeddedServer,
  name: string,
  migrations: Migrations,
): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.query(`CREATE DATABASE ${name} OWNER consilium`);
  const url = new URL(server.connectionString);
  url.pathname = name;
  await migrate(url.href, [...migrations]);
  await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
}

/** Databases of suites that were killed, and templates of older schemas. */
async function dropLeftovers(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; isTemplate: boolean }>(
    'SELECT datname AS name, datistemplate AS "isTemplate" FROM pg_database WHERE datname ~ \'^(test|template)_\'',
  );
  for (const { name, isTemplate } of rows) {
    // A database whose removal was cut short can be removed again, and nothing else.
    if (isTemplate) await client.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/** A Redis of this run alone, without persistence; it ends with this process, however that ends. */
async function startRedis(): Promise<void> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return redisIsMissing();
  const port = await freePort();
  // The shell's standard input is a pipe of this process: it closes when this process ends, even by SIGKILL.
  const command = `redis-server --port ${port} --bind 127.0.0.1 --save '' --appendonly no --dir "${tmpdir()}" >/dev/null & server=$!; cat >/dev/null; kill "$server"`;
  redis = spawn('sh', ['-c', command], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  redis.unref();
  await answers(port);
  process.env[environment.redis] = `redis://127.0.0.1:${port}`;
}

function redisIsMissing(): void {
  const line =
    'No redis-server was found, so the tests that need Redis are left out. Install it with: apt-get install redis-server';
  if (process.env['CI'] === 'true') throw new Error(line);
  process.stderr.write(`${line}\n`);
}

async function answers(port: number): Promise<void> {
  await until(`the redis-server started for the tests answers on port ${port}`, () => pong(port));
}

function pong(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write('PING\r\n'));
    socket.once('error', () => resolve(false));
    socket.once('data', (reply) => {
      socket.destroy();
      resolve(String(reply).startsWith('+PONG'));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('No port is free on 127.0.0.1.')),
      );
    });
  });
}
