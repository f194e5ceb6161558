import { realpath } from 'node:fs/promises';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { errorCode } from '../error-code.js';
import { EmbeddedServerError } from './embedded-server-error.js';

/** Session advisory lock that every process using an embedded server holds shared; who gets it exclusively may stop the server. */
const useLock = 1_129_271_890;
/** Milliseconds between attempts to bring a server back. */
const firstPause = 250;
const longestPause = 8_000;

/** Given so that pg does not read PGOPTIONS, which is about other servers. */
export const ownOptions = '-c statement_timeout=0';

/** A connection with its socket, which must not keep a process alive whose work is done. */
interface Held {
  readonly client: Client;
  readonly socket: Socket;
}

/** The server that is used, and how to bring it back. */
export interface UsedServer {
  readonly connectionString: string;
  /** Absolute path without links. */
  readonly dataDirectory: string;
  /** Starts the server again when it is gone; called again and again while it stays gone. */
  revive(): Promise<void>;
}

/**
 * One process's use of a running server, held by a connection of its own. When that breaks (the server was killed), the server is
 * started again unless another process did, and the hold is taken anew, so that no other process stops it under this one.
 */
export class ServerUse {
  readonly #ending = new AbortController();
  #recovering: Promise<void> = Promise.resolve();

  private constructor(
    private readonly server: UsedServer,
    private held: Held,
  ) {
    this.#watch();
  }

  /**
   * @returns null while the server is about to stop
   * @throws EmbeddedServerError when the port is answered by a server of other data, or with another password
   */
  static async begin(server: UsedServer): Promise<ServerUse | null> {
    const held = await connectShared(server);
    return held && new ServerUse(server, held);
  }

  /** Ends this use; runs `shutDown` when no other process uses the server. @returns whether it did */
  async end(shutDown: () => Promise<void>): Promise<boolean> {
    if (this.#ending.signal.aborted) return false;
    this.#ending.abort();
    await this.#recovering;
    const { client, socket } = this.held;
    socket.ref();
    try {
      const alone = await isAlone(client).catch(() => false);
      if (alone) await shutDown();
      return alone;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  #watch(): void {
    this.held.client.once('end', () => {
      if (!this.#ending.signal.aborted) this.#recovering = this.#recover();
    });
    this.held.socket.unref();
  }

  async #recover(): Promise<void> {
    const { signal } = this.#ending;
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      const held = await connectShared(this.server).catch(() => null);
      if (held) {
        this.held = held;
        return this.#watch();
      }
      if (signal.aborted) return;
      await this.server.revive().catch(() => undefined);
      await delay(pause, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }
}

async function isAlone(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS alone FROM pg_advisory_unlock_shared($1)',
    [useLock],
  );
  return rows[0]?.alone ?? false;
}

async function connectShared({ connectionString, dataDirectory }: UsedServer): Promise<Held | null> {
  const socket = new Socket();
  const client = new Client({
    connectionString,
    application_name: 'consilium embedded server',
    options: ownOptions,
    stream: () => socket,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string; shared: boolean }>(
      "SELECT current_setting('data_directory') AS folder, pg_try_advisory_lock_shared($1) AS shared",
      [useLock],
    );
    const found = rows[0]?.folder ?? '';
    if ((await realpath(found).catch(() => found)) !== dataDirectory) {
      throw new EmbeddedServerError(
        `The server on ${client.host}:${client.port} holds the data of ${found}, not of ${dataDirectory}. End it, or set DATABASE_URL.`,
      );
    }
    if (rows[0]?.shared) return { client, socket };
  } catch (error) {
    await client.end().catch(() => undefined);
    // 28P01: wrong password. Every other fault here is a server that starts up, shuts down or was killed meanwhile.
    if (errorCode(error) === '28P01') {
      throw new EmbeddedServerError(
        `The PostgreSQL server of ${dataDirectory} refuses the password kept beside it. Stop that server, or set DATABASE_URL.`,
      );
    }
    if (error instanceof EmbeddedServerError) throw error;
    return null;
  }
  await client.end();
  return null;
}
