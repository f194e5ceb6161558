/** What the demonstration stands on before its service starts: a folder, space on the disk, a database that is its own and nobody else's now. */
import { mkdir, readFile, statfs } from 'node:fs/promises';
// Before any service runs: the demonstration empties the whole database, which is its own, and holds a lock of the session.
// eslint-disable-next-line @typescript-eslint/no-restricted-imports
import pg from 'pg';
import { type Keys, readKeys } from './keys.js';
import { DemoRefused } from './refusal.js';

const demoLock = 1_129_271_893;
/** MB that the cohorts take in the database, with the log of changes that it keeps. */
const neededSpace = 250;

/** Holds the demonstration for this process: two at once would print into each other's meeting. */
export async function takeDemo(connectionString: string, addressFile: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'consilium demo' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [demoLock]);
  if (rows[0]?.taken) return client;
  await client.end();
  const address = await readFile(addressFile, 'utf8').then(
    (url) => `at ${url.trim()}: open that`,
    () => 'and has no address yet: wait for it',
  );
  throw new DemoRefused(`A demonstration is running already, ${address}, or stop it with Ctrl-C first.`);
}

/** The sign-in of an earlier run whose data are still there; null for a start from nothing, before which the database is emptied. */
export async function earlierKeys(client: pg.Client, keysFile: string, reset: boolean): Promise<Keys | null> {
  if (!reset) {
    const keys = await readKeys(keysFile);
    if (keys !== null && (await holdsRows(client, 'site'))) return keys;
    if (await holdsRows(client, 'patient'))
      throw new DemoRefused(
        `The sign-in of the earlier run is gone (${keysFile}): start over with "npm run demo -- --reset".`,
      );
  }
  await client.query('DROP SCHEMA IF EXISTS bullmq CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  return null;
}

const hasTable = async (client: pg.Client, name: string): Promise<boolean> =>
  (await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [`public.${name}`])).rows[0]
    ?.there ?? false;

const holdsRows = async (client: pg.Client, table: 'site' | 'patient'): Promise<boolean> =>
  (await hasTable(client, table)) && ((await client.query(`SELECT FROM public.${table} LIMIT 1`)).rowCount ?? 0) > 0;

/** @throws DemoRefused when the disk has too little space for the cohorts, rather than in the middle of them */
export async function assertSpace(folder: string | null): Promise<void> {
  if (folder === null) return;
  const { bavail, bsize } = await statfs(folder);
  const left = Math.floor((bavail * bsize) / 1024 / 1024);
  if (left < neededSpace) {
    throw new DemoRefused(
      `The disk that holds ${folder} has ${left} MB left, and the cohorts need ${neededSpace} MB: free some, or name a folder on another disk with --data-folder.`,
    );
  }
}

/** For the demonstration's own files: the database may have had to go elsewhere. */
export async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    // Of a read-only file system, Node says that a folder above is missing.
    const reason = error.code === 'ENOENT' ? 'EROFS' : error.code;
    throw new DemoRefused(
      `The folder ${folder} cannot be made (${reason}): run this where you may write, or name another folder with --data-folder.`,
    );
  });
}
