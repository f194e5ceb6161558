import { realpath } from 'node:fs/promises';
import { Socket } from 'node:net';
import { Client } from 'pg';
import { EmbeddedServerError } from './embedded-server-error.js';
import { errorCode } from '../error-code.js';

/** Session advisory lock that every process using an embedded server holds shared; who gets it exclusively may stop the server. */
const useLock = 1_129_271_890;
const reconnectAfter = 500;

/** A connection with its socket, which must not keep a process alive whose work is done. */
interface Held {
  readonly client: Client;
  readonly socket: Socket;
}

/**
 * One process's use of a running server, held by a connection of its own and taken again when that breaks: the server may have
 * been killed and started anew by another process, which must still not stop it under this one.
 */
export class ServerUse {
  private ended = false;
  private retry: NodeJS.Timeout | undefined;

  private constructor(private readonly connectionString: string, private readonly dataDirectory: string, private held: Held) {
    this.watch();
  }

  /**
   * @param dataDirectory absolute path without links
   * @returns null while the server is about to stop
   * @throws EmbeddedServerError when the port is answered by a server of other data, or with another password
   */
  static async begin(connectionString: string, dataDirectory: string): Promise<ServerUse | null> {
    const held = await connectShared(connectionString, dataDirectory);
    return held && new ServerUse(connectionString, dataDirectory, held);
  }

  /** Ends this use; runs `shutDown` when no other process uses the server. @returns whether it did */
  async end(shutDown: () => Promise<void>): Promise<boolean> {
    if (this.ended) return false;
    this.ended = true;
    clearTimeout(this.retry);
    const { client, socket } = this.held;
    client.removeAllListeners('end');
    socket.ref();
    const alone = await isAlone(client).catch(() => false);
    if (alone) await shutDown();
    await client.end().catch(() => undefined);
    return alone;
  }

  private watch(): void {
    this.held.client.once('end', () => this.takeAgain());
    this.held.socket.unref();
  }

  private takeAgain(): void {
    this.retry = setTimeout(() => {
      connectShared(this.connectionString, this.dataDirectory).then((held) => {
        if (!held) return this.takeAgain();
        if (this.ended) return void held.client.end();
        this.held = held;
        this.watch();
      }, () => this.takeAgain());
    }, reconnectAfter);
    this.retry.unref();
  }
}

async function isAlone(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS alone FROM pg_advisory_unlock_shared($1)', [useLock]);
  return rows[0]?.alone ?? false;
}

async function connectShared(connectionString: string, dataDirectory: string): Promise<Held | null> {
  const socket = new Socket();
  const client = new Client({ connectionString, application_name: 'consilium embedded server', stream: () => socket });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string; shared: boolean }>(
      'SELECT current_setting(\'data_directory\') AS folder, pg_try_advisory_lock_shared($1) AS shared', [useLock]);
    const found = rows[0]?.folder ?? '';
    if (await realpath(found).catch(() => found) !== dataDirectory) {
      throw new EmbeddedServerError(`The server on ${client.host}:${client.port} holds the data of ${found}, not of ${dataDirectory}. End it, or set DATABASE_URL.`);
    }
    if (rows[0]?.shared) return { client, socket };
  } catch (error) {
    await client.end().catch(() => undefined);
    // 28P01: wrong password. Every other fault here is a server that starts up, shuts down or was killed meanwhile.
    if (errorCode(error) === '28P01') {
      throw new EmbeddedServerError(`The PostgreSQL server of ${dataDirectory} refuses the password kept beside it. Stop that server, or set DATABASE_URL.`);
    }
    if (error instanceof EmbeddedServerError) throw error;
    return null;
  }
  await client.end();
  return null;
}
