import {
  assertSchemaCompatibility,
  type BackendFactory,
  DEFAULT_SCHEMA,
  LATEST_SCHEMA_VERSION,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
  runMigrations,
  SchemaMigrationRequiredError,
  withBackend,
} from 'bullmq';
// The queue's tables are BullMQ's own, in a schema of their own; their connections are its alone.
// eslint-disable-next-line @typescript-eslint/no-restricted-imports
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { longestConnect } from '../database/index.js';
import { OperationalError } from '../observability/index.js';
import { type JobName, jobNames } from './jobs.js';
import { type JobData, type OnError, type QueueBackend, queueOptions, workerOptions } from './queue-backend.js';

export interface PostgresBackendOptions {
  readonly connectionString: string;
  /** Told about a lost connection. */
  readonly onError: OnError;
}

/**
 * BullMQ's PostgreSQL backend, but a worker asks for jobs at least every few seconds. Its own backend trusts notifications for
 * up to an hour, which come to nothing when the connection it listens on was lost without a word.
 */
class AskingBackend extends PostgresQueueBackend {
  override get maximumBlockTimeout(): number {
    return 5;
  }
}

const createBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (name, options) =>
  new AskingBackend(new PostgresConnection(options.connection), name, options);

const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createBackend);

/** insufficient_privilege */
const notAllowed = '42501';

/**
 * The queue in the service's own PostgreSQL, in a schema of its own that is created and brought up to date here. BullMQ
 * does that in one transaction under an advisory lock of two integers, which never meets the lock of one bigint that this
 * service's migrations take; so any number of processes may start at once.
 *
 * @throws OperationalError when the database's role may not create the schema; else what the database rejects with
 */
export async function openPostgresBackend({
  connectionString,
  onError,
}: PostgresBackendOptions): Promise<QueueBackend> {
  const server = {
    connectionString: withServerOptions(connectionString),
    application_name: 'consilium queue',
    connectionTimeoutMillis: longestConnect,
  };
  await prepareSchema(server, onError);
  const connection = new Pool({
    ...server,
    // Each worker keeps one connection to listen on; the rest is for the short queries of all.
    max: jobNames.length + 4,
    // A server that went without a word is noticed by these three.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: 10_000,
    // Only so does the driver end a connection on which a query timed out. Else the one that a worker listens on would stay the dead
    // one for ever, if it went silent while the worker asked to be told of jobs: each further try waits behind the query without answer.
    pipeline: true,
  });
  connection.on('error', onError);
  // BullMQ and its migrations use connections that they take out of the pool, whose errors would else end the process.
  connection.on('connect', (client) => client.on('error', onError));
  return {
    name: 'postgresql',
    // Each waits until it is ready: one that loses its connection before would never be.
    async openQueue(name, onQueueError) {
      const queue = new PostgresQueue<JobData, void, JobName>(name, { ...queueOptions, connection });
      queue.on('error', onQueueError);
      await queue.waitUntilReady();
      return queue;
    },
    async openWorker(name, task) {
      const worker = new PostgresWorker<JobData, void, JobName>(name, task.process, {
        ...workerOptions,
        connection,
        concurrency: task.concurrency,
      });
      worker.on('error', task.onError).on('stalled', task.onStalled);
      await worker.waitUntilReady();
      return worker;
    },
    check: () => connection.query('SELECT 1'),
    close: () => connection.end(),
  };
}

/**
 * The queue's sessions find its schema by the search path. They do not wait for the disk at commit: what a crash of the
 * server takes from the queue, the sweeps put back.
 */
function withServerOptions(connectionString: string): string {
  const url = new URL(connectionString);
  const given = url.searchParams.get('options');
  const own = `-c search_path=${DEFAULT_SCHEMA} -c synchronous_commit=off`;
  url.searchParams.set('options', given === null ? own : `${given} ${own}`);
  return url.href;
}

/** On a connection of its own: a server that is busy while many processes start may take its time for this, as it may not later. */
async function prepareSchema(server: PoolConfig, onError: (error: Error) => void): Promise<void> {
  const pool = new Pool({ ...server, max: 1 });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  try {
    const client = await pool.connect();
    try {
      if (!(await isCurrent(client))) await runMigrations(client);
    } finally {
      client.release();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === notAllowed) {
      throw new OperationalError(
        `The database role may not create the schema ${DEFAULT_SCHEMA} that holds the queue: GRANT CREATE ON DATABASE to it, or set REDIS_URL`,
        { cause: error },
      );
    }
    throw error;
  } finally {
    await pool.end();
  }
}

/** Asked first, since the migrations need the right to create a schema even where there is nothing to do. */
async function isCurrent(client: PoolClient): Promise<boolean> {
  try {
    return (await assertSchemaCompatibility(client)) >= LATEST_SCHEMA_VERSION;
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError) return false;
    throw error;
  }
}
