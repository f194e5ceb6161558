import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { errorCode } from '../error-code.js';
import type { Account } from './account.js';
import { prepareBinaries, type Binaries } from './binaries.js';
import { EmbeddedServerError, explainFault, explainingFaults } from './embedded-server-error.js';
import { prepareHome, type Home } from './home.js';
import {
  findPostmaster,
  PostmasterEndedError,
  removeForeignPidFile,
  runProgram,
  startPostmaster,
  type Postmaster,
} from './postmaster.js';
import { withStartLock } from './start-lock.js';
import { ownOptions, ServerUse } from './server-use.js';

export interface EmbeddedServerOptions {
  /** Folder of the service's own data; the server lives in its subfolder `postgres`. */
  readonly folder: string;
  /** Receives plain lines for the operator: where the data are, which port was taken. */
  readonly report: (line: string) => void;
  /** First port to try when none is kept from an earlier start; the next free one above it is taken. */
  readonly firstPort?: number;
  /** Settings of PostgreSQL beyond the launcher's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder of the PostgreSQL programs; default: the installed npm package of this platform. */
  readonly programs?: string;
}

export interface EmbeddedServer {
  /** Of the service's own database, as an ordinary role that owns it. */
  readonly connectionString: string;
  /** Of the maintenance database, as superuser. */
  readonly administratorConnectionString: string;
  readonly dataDirectory: string;
  readonly port: number;
  /** True when the server was already running: another process uses it, or the one before was killed. */
  readonly adopted: boolean;
  /** Ends this process's use, and stops the server when nobody else uses it. Call it after the application has closed. */
  stop(): Promise<{ readonly stopped: boolean }>;
}

/** Secrets of one server: the launcher's superuser, and the role that the service works under. */
interface Passwords {
  readonly superuser: string;
  readonly service: string;
}

const superuserName = 'postgres';
const serviceName = 'consilium';
const majorVersion = '18';
const defaultFirstPort = 54_320;

/**
 * The server log names no row: a failed statement and its values are told to the service alone, since they may hold patient data.
 * Without Unix sockets there is no limit on the length of the folder's path.
 */
const ownSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
} as const;

/**
 * Starts PostgreSQL in `folder`, or adopts the one that already runs there, and creates its database at the first start.
 * @throws EmbeddedServerError with one plain line where the machine does not allow it
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const home = await prepareHome(options.folder);
  if (home.moved) {
    options.report(
      `The folder ${options.folder} is closed to the account that runs PostgreSQL, so the database is in ${home.folder}.`,
    );
  }
  return explainingFaults(home.folder, () =>
    withStartLock(home.lock, async () => {
      const binaries = await prepareBinaries(home, options.programs);
      if (!(await exists(join(home.cluster, 'data')))) await initialise(home, binaries);
      return new Launch(home, binaries, options).run();
    }),
  );
}

/** A folder that cannot be looked into is not taken for a missing one: its data would be passed over. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Made beside its place and renamed into it as a whole, so that an interrupted first start leaves nothing half-made. */
async function initialise(home: Home, binaries: Binaries): Promise<void> {
  const unfinished = `${home.cluster}.new`;
  await rm(unfinished, { recursive: true, force: true });
  try {
    await mkdir(unfinished, { mode: 0o700 });
    const passwordFile = join(unfinished, 'password');
    await writeFile(passwordFile, `${newPassword()}\n${newPassword()}\n`, { mode: 0o600 });
    await give(unfinished, home.account);
    await give(passwordFile, home.account);
    // initdb takes the first line of the file that stays, so no second copy of the password is ever written.
    await runProgram(
      binaries.initdb,
      [
        '--pgdata',
        join(unfinished, 'data'),
        '--username',
        superuserName,
        '--pwfile',
        passwordFile,
        '--auth',
        'scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      home.account,
      unfinished,
    );
    await rename(unfinished, home.cluster);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw error instanceof EmbeddedServerError
      ? error
      : explainFault(error instanceof Error ? error.message : String(error), home.folder);
  }
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

async function give(path: string, account: Account | null): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

/** One start in a folder whose cluster exists, under the start lock. */
class Launch {
  readonly #dataDirectory: string;
  readonly #giveUpAt = Date.now() + 120_000;
  #faultOfRevival: string | null = null;

  constructor(
    private readonly home: Home,
    private readonly binaries: Binaries,
    private readonly options: EmbeddedServerOptions,
  ) {
    this.#dataDirectory = join(home.cluster, 'data');
  }

  async run(): Promise<EmbeddedServer> {
    await this.#checkVersion();
    const passwords = await this.#readPasswords();
    for (let adopted = true; ;) {
      const running = await findPostmaster(this.#dataDirectory);
      if (running?.ready) {
        const use = await ServerUse.begin({
          connectionString: connection(passwords.superuser, running.port),
          dataDirectory: await realpath(this.#dataDirectory),
          revive: () => this.#revive(running.port),
        });
        if (use) return this.#served(running, passwords, use, adopted);
      }
      if (running) {
        // Starting up, recovering after a crash, or stopping: it gets ready or ends.
        await this.#pause(running);
      } else {
        await this.#start();
        adopted = false;
      }
    }
  }

  async #pause(running: Postmaster): Promise<void> {
    if (Date.now() > this.#giveUpAt) {
      throw new EmbeddedServerError(
        `The PostgreSQL server of ${this.#dataDirectory} (process ${running.pid}) has not let the service in for two minutes. Its log is ${this.#log}.`,
      );
    }
    await delay(25);
  }

  get #log(): string {
    return join(this.home.cluster, 'server.log');
  }

  async #checkVersion(): Promise<void> {
    const found = (await readFile(join(this.#dataDirectory, 'PG_VERSION'), 'utf8')).trim();
    if (found !== majorVersion) {
      throw new EmbeddedServerError(
        `The database in ${this.#dataDirectory} was made by PostgreSQL ${found}, and this release brings ${majorVersion}. Make a backup with the release that made it, then restore it with this one into an empty folder.`,
      );
    }
  }

  async #readPasswords(): Promise<Passwords> {
    const [superuser, service] = (await readFile(join(this.home.cluster, 'password'), 'utf8')).split('\n');
    if (!superuser || !service)
      throw new EmbeddedServerError(
        `The password file ${join(this.home.cluster, 'password')} is damaged: it must hold two lines.`,
      );
    return { superuser, service };
  }

  async #start(): Promise<void> {
    const wanted = await this.#wantedPort();
    for (let port = await nextFreePort(wanted); ; port = await nextFreePort(port + 1)) {
      const outcome = await this.#startOn(port);
      if (outcome === 'port taken') continue;
      if (outcome === 'started') {
        if (port !== wanted) this.options.report(`Port ${wanted} is taken, so the database listens on port ${port}.`);
        await this.#keepPort(port);
      }
      return;
    }
  }

  async #startOn(port: number): Promise<'started' | 'port taken' | 'not yet'> {
    try {
      const settings = { ...ownSettings, ...this.options.settings, port: String(port) };
      await removeForeignPidFile(this.#dataDirectory);
      await startPostmaster(this.binaries.postgres, this.#dataDirectory, this.#log, settings, this.home.account);
      return 'started';
    } catch (error) {
      if (!(error instanceof PostmasterEndedError)) throw error;
      if (/could not bind|could not create any TCP\/IP sockets/.test(error.message)) return 'port taken';
      // Backends of a server that was killed are still ending.
      if (!/is still in use/.test(error.message) || Date.now() > this.#giveUpAt)
        throw explainFault(error.message, this.home.folder);
      await delay(100);
      return 'not yet';
    }
  }

  /** Starts a server again that ended while it was in use: nobody else on this machine would. */
  async #revive(port: number): Promise<void> {
    await withStartLock(this.home.lock, async () => {
      if (!(await findPostmaster(this.#dataDirectory)) && (await this.#startOn(port)) === 'started') {
        this.#faultOfRevival = null;
        this.options.report(
          `The PostgreSQL server of ${this.#dataDirectory} had ended, and was started again. Its log is ${this.#log}.`,
        );
      }
    }).catch((error: unknown) => this.#reportFaultOfRevival(error));
  }

  /** Once, however often it is tried: whoever runs the service can mend what the machine lacks. */
  #reportFaultOfRevival(error: unknown): void {
    const fault = error instanceof Error ? error.message : String(error);
    if (fault === this.#faultOfRevival) return;
    this.#faultOfRevival = fault;
    this.options.report(
      `The PostgreSQL server of ${this.#dataDirectory} has ended and cannot be started again. ${fault}`,
    );
  }

  get #portFile(): string {
    return join(this.home.cluster, 'port');
  }

  async #wantedPort(): Promise<number> {
    const kept = Number.parseInt(await readFile(this.#portFile, 'utf8').catch(() => ''), 10);
    return Number.isInteger(kept) ? kept : (this.options.firstPort ?? defaultFirstPort);
  }

  async #keepPort(port: number): Promise<void> {
    await writeFile(this.#portFile, `${port}\n`);
    await give(this.#portFile, this.home.account);
  }

  async #served(running: Postmaster, passwords: Passwords, use: ServerUse, adopted: boolean): Promise<EmbeddedServer> {
    const administratorConnectionString = connection(passwords.superuser, running.port);
    try {
      await createDatabase(administratorConnectionString, passwords.service);
    } catch (error) {
      await use.end(() => this.#shutDown());
      throw explainFault(error instanceof Error ? error.message : String(error), this.home.folder);
    }
    return {
      connectionString: connection(passwords.service, running.port, serviceName),
      administratorConnectionString,
      dataDirectory: this.#dataDirectory,
      port: running.port,
      adopted,
      stop: async () => ({ stopped: await use.end(() => this.#shutDown()) }),
    };
  }

  async #shutDown(): Promise<void> {
    const running = await findPostmaster(this.#dataDirectory);
    // Not pg_ctl's own waiting: it would go on when another process starts the server anew in between.
    const args = ['stop', '--pgdata', this.#dataDirectory, '--mode', 'fast', '--no-wait', '--silent'];
    await runProgram(this.binaries.pgCtl, args, this.home.account, this.home.cluster);
    for (const end = Date.now() + 60_000; (await findPostmaster(this.#dataDirectory))?.pid === running?.pid;) {
      if (Date.now() > end) {
        throw new EmbeddedServerError(
          `The PostgreSQL server of ${this.#dataDirectory} has not stopped in a minute. Its log is ${this.#log}; the next start adopts it.`,
        );
      }
      await delay(15);
    }
  }
}

function connection(password: string, port: number, role: string = superuserName): string {
  // Said outright, since PGSSLMODE in the environment is about other servers.
  return `postgres://${role}:${password}@127.0.0.1:${port}/${role}?sslmode=disable`;
}

async function nextFreePort(from: number): Promise<number> {
  for (let port = from; port <= 65_535; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new EmbeddedServerError(
    `No port from ${from} upward is free on 127.0.0.1. End a program that holds one, or set DATABASE_URL.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The service's role owns its database and nothing else, as on a managed server. */
async function createDatabase(administrator: string, password: string): Promise<void> {
  const client = new Client({ connectionString: administrator, options: ownOptions });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database',
      [serviceName],
    );
    if (!rows[0]?.role)
      await client.query(`CREATE ROLE ${serviceName} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    if (!rows[0]?.database) await client.query(`CREATE DATABASE ${serviceName} OWNER ${serviceName}`);
  } finally {
    await client.end();
  }
}
