import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  backupFormat,
  backupVersion,
  BackupError,
  endOfRows,
  type BackupHeader,
  type BackupTrailer,
} from './backup-format.js';
import { copyTarget, sequencePositions, tablesInOrder, useNeutralText } from './catalog.js';
import { appliedMigrations } from './migrate.js';
import { errorCode } from './error-code.js';

export interface BackupOptions {
  readonly connectionString: string;
  /** Written with mode 0600; must not exist yet. It appears under this name only when it is complete. */
  readonly file: string;
  /** Release that makes the backup, for people who read its header. */
  readonly productVersion: string;
}

export interface BackupSummary {
  readonly tables: number;
  readonly rows: number;
}

/**
 * Writes everything the service knows, as of one moment, while it goes on working. Queued jobs are not part of it: what is stale
 * is queued again by the sweep.
 * @throws BackupError when the file exists, cannot be written, or the database holds no schema of the service
 */
export async function backup(options: BackupOptions): Promise<BackupSummary> {
  const file = resolve(options.file);
  if (await lstat(file).catch(() => null))
    throw new BackupError(`The file ${file} exists. Choose another name: a backup never overwrites anything.`);
  const unfinished = `${file}.unfinished-${process.pid}`;
  const client = new Client({ connectionString: options.connectionString, application_name: 'consilium backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const content = new BackupContent(client, options.productVersion);
    await pipeline(
      Readable.from(content.bytes()),
      createGzip(),
      createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }),
    );
    await flush(unfinished);
    await rename(unfinished, file);
    await flush(dirname(file));
    return content.summary;
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw explain(error, file);
  } finally {
    await client.end();
  }
}

/** The lines of a backup, read inside one transaction. */
class BackupContent {
  readonly #hash = createHash('sha256');
  #tables = 0;
  #rows = 0;

  constructor(
    private readonly client: Client,
    private readonly productVersion: string,
  ) {}

  get summary(): BackupSummary {
    return { tables: this.#tables, rows: this.#rows };
  }

  async *bytes(): AsyncGenerator<Buffer> {
    const { client } = this;
    await useNeutralText(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    yield this.#line(await this.#header());
    for (const table of await tablesInOrder(client)) {
      yield this.#line(table);
      const rows = client.query(copyTo(`COPY ${copyTarget(client, table)} TO STDOUT`));
      for await (const chunk of rows) yield this.#counted(chunk as Buffer);
      yield this.#counted(endOfRows);
      this.#tables += 1;
      this.#rows += rows.rowCount;
    }
    // Sequences belong to no snapshot: read last, they stand at or behind no row of it.
    const sequences = await sequencePositions(client);
    await client.query('COMMIT');
    const trailer: BackupTrailer = { end: true, ...this.summary, sequences, sha256: this.#hash.digest('hex') };
    yield Buffer.from(`${JSON.stringify(trailer)}\n`);
  }

  async #header(): Promise<BackupHeader> {
    const migrations = await appliedMigrations({ query: async (text) => (await this.client.query(text)).rows });
    if (migrations.length === 0)
      throw new BackupError(
        'The database holds no schema of the service, so there is nothing to back up. Check DATABASE_URL or DATA_FOLDER.',
      );
    return {
      format: backupFormat,
      version: backupVersion,
      product: this.productVersion,
      createdAt: new Date().toISOString(),
      migrations,
    };
  }

  #line(value: object): Buffer {
    return this.#counted(Buffer.from(`${JSON.stringify(value)}\n`));
  }

  #counted(bytes: Buffer): Buffer {
    this.#hash.update(bytes);
    return bytes;
  }
}

async function flush(path: string): Promise<void> {
  // Windows cannot flush a folder.
  const handle = await open(path, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function explain(error: unknown, file: string): unknown {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new BackupError(`There is no space left for ${file}. Nothing was kept; choose a folder on another disk.`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new BackupError(`The account that runs this command may not write ${file}. Choose another folder.`);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new BackupError(`The folder ${dirname(file)} does not exist. Create it first.`);
  return error;
}
