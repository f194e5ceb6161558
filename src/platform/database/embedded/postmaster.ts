import { execFile, spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Account } from './account.js';
import { isAlive } from './start-lock.js';

/** What postmaster.pid tells about the server that wrote it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const run = promisify(execFile);

/** Environment for PostgreSQL's programs: nothing of the service's own (its secrets, PG* settings, a locale that is not installed). */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const values = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(values), LC_ALL: 'C', TZ: 'UTC' } as NodeJS.ProcessEnv;
}

/** Runs one of PostgreSQL's programs to its end under the server's account; a failure rejects with its output. */
export async function runProgram(
  program: string,
  args: readonly string[],
  account: Account | null,
  folder: string,
): Promise<void> {
  try {
    await run(program, [...args], { ...account, cwd: folder, env: cleanEnvironment(), windowsHide: true });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(stderr?.trim() || message);
  }
}

/** The running server of a data folder, by its postmaster.pid; null where none runs, though the file may still lie there. */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | null> {
  const lines = await readPidFile(dataDirectory);
  const pid = Number(lines[0]);
  if (!isProcess(pid) || !(await isServerOf(dataDirectory, pid))) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Removes a postmaster.pid whose process id was given to another program since: PostgreSQL would refuse to start beside it. One whose
 * process is gone is left to PostgreSQL, which checks more. To be called under the start lock, or it could hit a new server's file.
 */
export async function removeForeignPidFile(dataDirectory: string): Promise<void> {
  const pid = Number((await readPidFile(dataDirectory))[0]);
  if (isProcess(pid) && !(await isServerOf(dataDirectory, pid)))
    await rm(join(dataDirectory, 'postmaster.pid'), { force: true });
}

async function readPidFile(dataDirectory: string): Promise<readonly string[]> {
  return (await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
}

function isProcess(pid: number): boolean {
  return Number.isInteger(pid) && pid > 0 && isAlive(pid);
}

/** By the process's command line, which is hidden only for processes of other accounts, never the server's. */
async function isServerOf(dataDirectory: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return command.split('\0').includes(dataDirectory);
  }
  const [program, args]: [string, string[]] =
    process.platform === 'win32'
      ? [
          'powershell',
          ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`],
        ]
      : ['ps', ['-ww', '-o', 'command=', '-p', String(pid)]];
  return run(program, args).then(
    ({ stdout }) => stdout.includes(dataDirectory),
    () => false,
  );
}

/** Thrown with what the server wrote before it ended. */
export class PostmasterEndedError extends Error {
  override readonly name = 'PostmasterEndedError';
}

const largestLog = 1024 * 1024;

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/**
 * Starts the server apart from this process and waits until it accepts connections.
 * @throws PostmasterEndedError when it ends before that
 */
export async function startPostmaster(
  postgres: string,
  dataDirectory: string,
  log: string,
  settings: Readonly<Record<string, string>>,
  account: Account | null,
): Promise<Postmaster> {
  const args = [
    '-D',
    dataDirectory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  if ((await sizeOf(log)) > largestLog) await rename(log, `${log}.1`);
  const before = await sizeOf(log);
  const output = await open(log, 'a', 0o600);
  if (account) await output.chown(account.uid, account.gid);
  const child = spawn(postgres, args, {
    ...account,
    cwd: dataDirectory,
    env: cleanEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  let ended: string | null = null;
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? `code ${code}`}`;
  });
  child.once('error', (error) => {
    ended = error.message;
  });
  child.unref();
  await output.close();
  for (;;) {
    if (ended !== null) throw new PostmasterEndedError((await readFile(log)).toString('utf8', before).trim() || ended);
    const lines = await readPidFile(dataDirectory);
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready')
      return { pid: child.pid as number, port: Number(lines[3]), ready: true };
    await delay(15);
  }
}
