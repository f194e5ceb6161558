import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer } from '../../../src/platform/database/index.js';
import { until } from '../../support/until.js';

export const isRoot = process.getuid?.() === 0;

/** The account `nobody`; only of use to root. */
export const nobody = account('nobody');

/** Whether this process may mount a file system of its own for a test. */
export const mayMount = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0;

if (!isRoot || !mayMount) {
  process.stderr.write(
    `Some cases of the embedded server are left out: they need ${isRoot ? 'the right to mount file systems' : 'to run as root'}.\n`,
  );
}

function account(name: string): { uid: number; gid: number } {
  const id = (option: string) => Number(execFileSync('id', [option, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Folders of one suite; removed at its end together with the servers that still run in them. */
export class Folders {
  readonly #made: string[] = [];

  /** @param mode 0o755 is open to PostgreSQL's account, 0o700 is not */
  async make(mode = 0o755): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'consilium-embedded-'));
    await chmod(folder, mode);
    this.#made.push(folder);
    return folder;
  }

  /** A service's data folder in which a server was started and stopped before: a copy, which is quicker than a first start. */
  async makeWithCluster(): Promise<string> {
    const folder = join(await this.make(), 'data');
    cluster ??= makeCluster();
    execFileSync('cp', ['-a', await cluster, folder]);
    return folder;
  }

  /** Takes responsibility for a folder that the launcher chose. */
  adopt(folder: string): void {
    this.#made.push(folder);
  }

  async removeAll(): Promise<void> {
    for (const folder of this.#made.splice(0)) {
      const found = spawnSync('find', [folder, '-name', 'postmaster.pid'], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter(Boolean);
      for (const file of found) await endServer(file);
      await rm(folder, { recursive: true, force: true });
    }
  }
}

let cluster: Promise<string> | undefined;

async function makeCluster(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'consilium-embedded-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedServer({
    folder: join(folder, 'data'),
    firstPort: await twoFreePorts(),
    report: () => undefined,
  });
  await server.stop();
  await rm(join(folder, 'data', 'postgres', 'port'));
  return join(folder, 'data');
}

/** Removes what `makeWithCluster` copies from, at the end of a suite. */
export async function removeCluster(): Promise<void> {
  if (cluster) await rm(join(await cluster, '..'), { recursive: true });
  cluster = undefined;
}

/** Ends the server that wrote this postmaster.pid, unless the process id belongs to another program by now. */
async function endServer(file: string): Promise<void> {
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!command.includes(join(file, '..'))) return;
  process.kill(pid, 'SIGQUIT');
  await until('the server has ended', () => !existsSync(file), 60_000).catch(() => undefined);
}

/** A port of 127.0.0.1 that is free, with the one above it. */
export async function twoFreePorts(): Promise<number> {
  for (;;) {
    const first = await hold(0);
    const port = first.port;
    const second = await hold(port + 1).catch(() => null);
    await Promise.all([first.release(), second?.release()]);
    if (second) return port;
  }
}

/** Listens on a port of 127.0.0.1, as another program would. */
export function hold(port: number): Promise<{ port: number; release(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address();
      if (!address || typeof address === 'string') return reject(new Error('no port'));
      resolve({ port: address.port, release: () => new Promise((released) => server.close(() => released())) });
    });
  });
}
