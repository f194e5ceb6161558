/** Moments of an import at which the service is killed, and how a test gets there. */
import { request as httpRequest } from 'node:http';
import type { Client as DatabaseClient } from 'pg';
import type { LineToServer } from '../../integration/queue/line-to-server.js';
import { sdtmForm, type SdtmFiles } from './input.js';
import { pause, until } from '../../support/until.js';

/** What a moment sees of the run that it ends. */
interface Run {
  /** A session of the test's own in the database. */
  readonly client: DatabaseClient;
  readonly url: string;
  readonly senderKey: string;
  /** The way to Redis; null where the queue lives in PostgreSQL. */
  readonly line: LineToServer | null;
  readonly files: SdtmFiles;
  /** Begins to send everything; to be called once. */
  send(): void;
}

export interface Moment {
  readonly name: string;
  readonly queue: 'redis' | 'postgresql';
  /** Sends, and comes back when the service is to be killed. */
  reach(run: Run): Promise<void>;
  /** True: between the kill and the restart, all that the queue held is lost too. */
  readonly queueIsLost?: true;
}

/** Writes at which a barrier can stand: in the transaction of the write, before it commits. */
const writes = {
  'the rows of an upload': ['import', 'UPDATE', 'NEW.group_count > OLD.group_count'],
  'the first batch of an upload': ['import', 'UPDATE', 'OLD.next_group = 0 AND NEW.next_group > 0'],
  'a later batch of an upload': ['import', 'UPDATE', 'OLD.next_group > 0 AND NEW.next_group > OLD.next_group'],
  'assessments sent as documents': ['assessment', 'INSERT', 'NEW.import_id IS NULL'],
  facts: ['case_fact', 'INSERT', 'true'],
  classifications: ['classification', 'INSERT', 'true'],
  'a line with its flags and items': ['treatment_line', 'UPDATE', 'NEW.classified_version <> OLD.classified_version'],
  'the first batch of a dry run': ['dry_run', 'UPDATE', 'OLD.done_count = 0 AND NEW.done_count > 0'],
  'a later batch of a dry run': ['dry_run', 'UPDATE', 'OLD.done_count > 0 AND NEW.done_count > OLD.done_count'],
  'a job': ['bullmq.job', 'INSERT', 'true'],
  'a job that classifies': ['bullmq.job', 'INSERT', `NEW.data::text LIKE '%treatmentLineIds%'`],
} as const satisfies Record<string, readonly [table: string, event: 'INSERT' | 'UPDATE', when: string]>;

export type Write = keyof typeof writes;

const barrierLock = 715_517;

/** Makes every such write wait in its transaction; the answer opens the barrier and takes it away. */
export async function barrierAt(client: DatabaseClient, write: Write): Promise<() => Promise<void>> {
  const [table, event, when] = writes[write];
  await client.query(`
    CREATE OR REPLACE FUNCTION public.test_barrier() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${barrierLock}); RETURN NEW; END $$`);
  await client.query('SELECT pg_advisory_lock($1)', [barrierLock]);
  await client.query(
    `CREATE TRIGGER test_barrier AFTER ${event} ON ${table} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION public.test_barrier()`,
  );
  return async () => {
    await client.query('SELECT pg_advisory_unlock($1)', [barrierLock]);
    await client.query(`DROP TRIGGER test_barrier ON ${table}`);
  };
}

/** Waits until the service waits at the barrier. */
export async function arrival(client: DatabaseClient): Promise<void> {
  await until('the service waits at the barrier', async () => {
    const { rowCount } = await client.query(
      `
      SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [barrierLock],
    );
    return rowCount !== 0;
  });
}

/** Before a commit: the service is killed while its write waits, and what it wrote goes with it. */
export const before = (queue: Moment['queue'], write: Write): Moment => ({
  name: `${queue}: before ${write} is committed`,
  queue,
  reach: async ({ client, send }) => {
    const open = await barrierAt(client, write);
    send();
    await arrival(client);
    opening.set(client, open);
  },
});

/** What opens the barrier at which a killed service still waits in the database. */
const opening = new WeakMap<DatabaseClient, () => Promise<void>>();

/** To be called once the service is killed. */
export const clearAway = async (client: DatabaseClient): Promise<void> => opening.get(client)?.();

type Done = (client: DatabaseClient) => Promise<boolean>;

const someRow =
  (query: string): Done =>
  async (client) =>
    (await client.query(query)).rowCount !== 0;

const committed = {
  'the rows of an upload': someRow('SELECT FROM import'),
  'the first batch of an upload': someRow('SELECT FROM import WHERE next_group > 0'),
  'assessments sent as documents': someRow('SELECT FROM assessment WHERE import_id IS NULL'),
  facts: someRow('SELECT FROM case_fact'),
  'a line with its flags and items': someRow('SELECT FROM treatment_line WHERE classified_version > 0'),
} as const;

/**
 * Between a commit and the job that follows from it: the way to Redis falls silent while the write waits at a barrier, so that after
 * its commit the service still waits for Redis to take the job.
 */
export const between = (write: keyof typeof committed): Moment => ({
  name: `redis: after ${write} is committed, before its job is enqueued`,
  queue: 'redis',
  reach: async ({ client, line, send }) => {
    const open = await barrierAt(client, write);
    send();
    await arrival(client);
    line?.silence('all');
    await open();
    await until(`${write} is committed`, () => committed[write](client));
  },
});

/** The same where the queue lives in PostgreSQL: the job itself waits at the barrier. */
export const beforeJob = (write: keyof typeof committed, job: 'a job' | 'a job that classifies'): Moment => ({
  name: `postgresql: after ${write} is committed, before its job is enqueued`,
  queue: 'postgresql',
  reach: async ({ client, send }) => {
    const open = await barrierAt(client, job);
    send();
    await until(`${write} is committed`, () => committed[write](client));
    await arrival(client);
    opening.set(client, open);
  },
});

/** In the middle of the upload, of which a half is there. */
export const withinUpload = (queue: Moment['queue']): Moment => ({
  name: `${queue}: half of an upload is there`,
  queue,
  reach: async ({ client, url, senderKey, files, send }) => {
    const body = new Response(sdtmForm(files));
    const bytes = Buffer.from(await body.arrayBuffer());
    const request = httpRequest(`${url}/api/imports`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${senderKey}`,
        'content-type': body.headers.get('content-type') ?? '',
        'content-length': bytes.length,
      },
    });
    request.on('error', () => undefined);
    request.write(bytes.subarray(0, bytes.length / 2));
    await until('rows are being copied', someCopy(client));
    await pause(150);
    send();
  },
});

const someCopy = (client: DatabaseClient) => async () =>
  (await client.query('SELECT FROM pg_stat_progress_copy WHERE datname = current_database()')).rowCount !== 0;

/** Things that are seen from outside, from which a time is counted. */
const beginnings = {
  'sending began': async () => true,
  'the upload was taken': someRow('SELECT FROM import'),
  'the first assessments were there': someRow('SELECT FROM assessment LIMIT 1'),
  'the first classifications were there': someRow('SELECT FROM classification LIMIT 1'),
} as const;
export type Beginning = keyof typeof beginnings;
export const beginningNames = Object.keys(beginnings) as Beginning[];

/** So long after something was seen. */
export const after = (queue: Moment['queue'], beginning: Beginning, milliseconds: number): Moment => ({
  name: `${queue}: ${milliseconds} ms after ${beginning}`,
  queue,
  reach: async ({ client, send }) => {
    send();
    await until(beginning, () => beginnings[beginning](client));
    await pause(milliseconds);
  },
});

export const withQueueLost = (moment: Moment): Moment => ({
  ...moment,
  name: `${moment.name}, and all of Redis is wiped`,
  queueIsLost: true,
});
