import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isOpenTo, runsAsRoot, serverAccount, type Account } from './account.js';
import { EmbeddedServerError, explainingFaults } from './embedded-server-error.js';
import { errorCode } from '../error-code.js';

/** Where one embedded server lives. `cluster` holds data, password, port and log, and is renamed into place as one piece. */
export interface Home {
  readonly folder: string;
  readonly cluster: string;
  /** File that one process at a time holds while it starts the server. */
  readonly lock: string;
  readonly account: Account | null;
  /** True when the folder asked for is closed to PostgreSQL's account, so that another one is used. */
  readonly moved: boolean;
}

/**
 * The folder for the server: the one asked for, or, as root under a folder closed to others, one of its own that the same path
 * finds again (a hash of the path under /var/lib/consilium, else under the temp folder).
 */
export async function prepareHome(asked: string): Promise<Home> {
  const folder = resolve(asked);
  return explainingFaults(folder, async () => {
    const account = await serverAccount(join(folder, 'postgres'));
    if (!account) return homeIn(folder, null, false);
    const elsewhere = placesElsewhere(folder);
    for (const place of [folder, ...elsewhere]) {
      if (await holdsCluster(place))
        return homeIn(place, await serverAccount(join(place, 'postgres')), place !== folder);
    }
    if (await isOpenTo(account, folder)) return homeIn(folder, account, false);
    for (const place of elsewhere) {
      const home = (await isOpenTo(account, place)) ? await homeIn(place, account, true).catch(nextPlace) : null;
      if (home) return home;
    }
    throw new EmbeddedServerError(
      `PostgreSQL does not run as root, the folder ${folder} is closed to other accounts, and none of ${elsewhere.join(', ')} can be used. Run the service under an ordinary account, or set DATABASE_URL.`,
    );
  });
}

function placesElsewhere(folder: string): string[] {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return [
    ...new Set([
      join('/var/lib/consilium', name),
      join(tmpdir(), `consilium-${name}`),
      join('/tmp', `consilium-${name}`),
    ]),
  ];
}

async function holdsCluster(place: string): Promise<boolean> {
  const entry = await lstat(join(place, 'postgres', 'data')).catch(() => null);
  return entry !== null && (await isOwnFolder(place));
}

/** In the temp folder anybody could have put a folder of that name: only one of root's own, closed to others' writing, is trusted. */
async function isOwnFolder(place: string): Promise<boolean> {
  const entry = await lstat(place);
  return entry.isDirectory() && (!runsAsRoot() || (entry.mode & 0o022) === 0);
}

async function homeIn(place: string, account: Account | null, moved: boolean): Promise<Home> {
  await makeFolder(place, account ? 0o711 : 0o700);
  if (moved && !(await isOwnFolder(place)))
    throw new EmbeddedServerError(`The folder ${place} belongs to another account. Remove it, or set DATABASE_URL.`);
  const folder = await realpath(place);
  return { folder, cluster: join(folder, 'postgres'), lock: join(folder, 'starting.lock'), account, moved };
}

/** Makes a folder and those above it with this mode, whatever the umask. (Node's recursive mkdir calls a read-only file system a missing folder.) */
async function makeFolder(place: string, mode: number): Promise<void> {
  try {
    await mkdir(place);
    await chmod(place, mode);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      await makeFolder(dirname(place), mode);
      return makeFolder(place, mode);
    }
    if (errorCode(error) !== 'EEXIST' || !(await stat(place)).isDirectory()) throw error;
  }
}

function nextPlace(error: unknown): null {
  if (errorCode(error)) return null;
  throw error;
}
