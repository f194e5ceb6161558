import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { migrate, startEmbeddedServer } from '../../../src/platform/database/index.js';
import { type Keys, populate } from './installation.js';
import { freePort } from './redis-server.js';

/** An installation on a PostgreSQL of its own, which only the service's own processes start. */
export interface EmbeddedInstallation extends Keys {
  readonly dataFolder: string;
  readonly url: string;
  /** SIGKILL of the server: no file is flushed and no client is told. */
  killServer(): Promise<void>;
  remove(): Promise<void>;
}

export async function installEmbedded(): Promise<EmbeddedInstallation> {
  const folder = await mkdtemp(join(tmpdir(), 'consilium-e2e-'));
  // PostgreSQL's own account has to get in where the tests run as root.
  await chmod(folder, 0o755);
  const dataFolder = join(folder, 'data');
  const server = await startEmbeddedServer({
    folder: dataFolder,
    firstPort: await freePort(),
    report: () => undefined,
  });
  await migrate(server.connectionString, migrations);
  const keys = await populate(server.connectionString);
  await server.stop();
  return {
    ...keys,
    dataFolder,
    url: server.connectionString,
    killServer: async () =>
      void process.kill(
        Number((await readFile(join(server.dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')[0]),
        'SIGKILL',
      ),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
