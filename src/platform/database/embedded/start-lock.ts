import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../error-code.js';

const refreshEvery = 2_000;
const staleAfter = 15_000;

/**
 * Runs `work` while no other process of this machine does so for the same lock file. A lock whose holder is dead, or has not
 * refreshed it for 15 s (its process id may have been given to another program), is taken over.
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const own = `${process.pid} ${randomUUID()}`;
  while (!(await take(file, own))) {
    if (!(await removeIfStale(file))) await delay(25);
  }
  const refreshing = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), refreshEvery);
  refreshing.unref();
  try {
    return await work();
  } finally {
    clearInterval(refreshing);
    if ((await readFile(file, 'utf8').catch(() => null)) === own) await rm(file, { force: true });
  }
}

async function take(file: string, own: string): Promise<boolean> {
  try {
    await writeFile(file, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function removeIfStale(file: string): Promise<boolean> {
  const holder = await readFile(file, 'utf8').catch(() => null);
  const age = await stat(file).then(
    (entry) => Date.now() - entry.mtimeMs,
    () => 0,
  );
  if (holder === null) return true;
  const pid = Number.parseInt(holder, 10);
  // A lock without a process id is one being written at this moment, or left by a crash in that moment.
  const stale = age > staleAfter || (Number.isInteger(pid) && !isAlive(pid));
  if (!stale) return false;
  // Moved aside first: should another process have replaced the stale lock meanwhile, its lock is put back.
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => holder);
  if (moved === holder) await rm(aside, { force: true });
  else await rename(aside, file);
  return true;
}

/** Whether a process of this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
