import { lstat, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedServerError } from './embedded-server-error.js';

/** The account PostgreSQL runs under when it must differ from the service's own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to the owner of the data that are already there, else to `nobody`.
 * Any other account keeps PostgreSQL to itself (null).
 */
export async function serverAccount(existingData: string): Promise<Account | null> {
  if (!runsAsRoot()) return null;
  const owner = await lstat(existingData).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return nobody();
}

async function nobody(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const fields = lines.find((line) => line.startsWith('nobody:'))?.split(':');
  if (!fields) {
    throw new EmbeddedServerError(
      'PostgreSQL does not run as root, and this system has no account "nobody" to run it under. Run the service under an ordinary account, or set DATABASE_URL.',
    );
  }
  // macOS writes the uid of nobody as -2.
  return { uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 };
}

/** Whether the account may pass through `path` and every folder above it. A path that does not exist yet counts by its nearest ancestor. */
export async function isOpenTo(account: Account, path: string): Promise<boolean> {
  for (let current = path; ; current = dirname(current)) {
    const entry = await stat(current).catch(() => null);
    if (entry && entry.isDirectory() && (entry.mode & passBit(account, entry)) === 0) return false;
    if (dirname(current) === current) return true;
  }
}

function passBit(account: Account, entry: { uid: number; gid: number }): number {
  if (entry.uid === account.uid) return 0o100;
  return entry.gid === account.gid ? 0o010 : 0o001;
}
