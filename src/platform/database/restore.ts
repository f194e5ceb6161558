import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { z } from 'zod';
import {
  backupFormat,
  backupVersion,
  BackupError,
  BackupReader,
  isTrailer,
  type BackupTrailer,
} from './backup-format.js';
import { copyTarget, tablesInOrder, useNeutralText, type TableShape } from './catalog.js';
import type { MigrationClass } from './connection.js';
import { appliedMigrations, migrate, migrationNames } from './migrate.js';
import { sqlState } from './sql-state.js';
import { errorCode } from './error-code.js';

export interface RestoreOptions {
  readonly connectionString: string;
  readonly file: string;
  /** All migrations of this release, oldest first. */
  readonly migrations: readonly MigrationClass[];
}

export interface RestoreSummary {
  readonly tables: number;
  readonly rows: number;
  /** When the backup was made, ISO 8601. */
  readonly createdAt: string;
}

const headerSchema = z.object({
  format: z.literal(backupFormat),
  version: z.number().int(),
  product: z.string(),
  createdAt: z.string(),
  migrations: z.array(z.string()).min(1),
});
const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });

/**
 * Brings a backup into an empty database: its schema is first made as it was in the backup, all rows go in by one transaction, then
 * the migrations of this release that are newer than the backup run over them.
 * @throws BackupError when the file is cut off, damaged or of a newer release, or when the database is not empty; nothing is changed then
 */
export async function restore(options: RestoreOptions): Promise<RestoreSummary> {
  const file = resolve(options.file);
  try {
    return await pipeline(createReadStream(file), createGunzip(), (bytes: AsyncIterable<Buffer>) =>
      restoreFrom(new BackupReader(bytes, file), options),
    );
  } catch (error) {
    throw explain(error, file);
  }
}

async function restoreFrom(reader: BackupReader, options: RestoreOptions): Promise<RestoreSummary> {
  const header = headerSchema.safeParse(await reader.json()).data;
  if (!header)
    throw new BackupError(`The file ${options.file} is not a backup made by "consilium backup". Nothing was restored.`);
  if (header.version > backupVersion) throw madeByNewerRelease(header.product, `format ${header.version}`);
  await prepareSchema(options, header);
  const trailer = await inClient(options.connectionString, (client) =>
    new Restoration(client, reader, options.file).run(),
  );
  await migrate(options.connectionString, options.migrations);
  await inClient(options.connectionString, (client) => client.query('ANALYZE'));
  return { tables: trailer.tables, rows: trailer.rows, createdAt: header.createdAt };
}

/** Makes the schema that the backup's rows belong to. */
async function prepareSchema(
  options: RestoreOptions,
  header: { readonly product: string; readonly migrations: readonly string[] },
): Promise<void> {
  // Before anything is made in it: the address may be that of another program's database.
  await inClient(options.connectionString, async (client) => assertEmpty(client, await tablesInOrder(client)));
  const known = migrationNames(options.migrations);
  const unknown = header.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw madeByNewerRelease(header.product, unknown.join(', '));
  await migrate(
    options.connectionString,
    options.migrations.filter((_, index) => header.migrations.includes(known[index] ?? '')),
  );
  const applied = await inClient(options.connectionString, (client) =>
    appliedMigrations({ query: async (text) => (await client.query(text)).rows }),
  );
  const newer = applied.filter((name) => !header.migrations.includes(name));
  if (newer.length > 0) {
    throw new BackupError(
      `The database has a newer schema than the backup (${newer.join(', ')} has run, and would miss the restored rows). Restore into a database without tables.`,
    );
  }
}

function madeByNewerRelease(product: string, what: string): BackupError {
  return new BackupError(
    `The backup was made by a newer release (${product}: ${what}). Restore it with that release or a later one.`,
  );
}

/** One restore's transaction. */
class Restoration {
  constructor(
    private readonly client: Client,
    private readonly reader: BackupReader,
    private readonly file: string,
  ) {}

  async run(): Promise<BackupTrailer> {
    const { client } = this;
    await useNeutralText(client);
    await client.query('BEGIN');
    const tables = await tablesInOrder(client);
    await client.query(`LOCK TABLE ${this.#quoted(tables).join(', ')} IN ACCESS EXCLUSIVE MODE`);
    await assertEmpty(client, tables);
    // Rows come back as they were: no trigger of the service may number, chain or refuse them. References stay checked.
    for (const name of this.#quoted(tables)) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    const trailer = await this.#copyTables(tables);
    await this.#check(trailer);
    for (const { name, lastValue, isCalled } of trailer.sequences) {
      await client.query('SELECT setval($1::regclass, $2::bigint, $3::boolean)', [
        `public.${client.escapeIdentifier(name)}`,
        lastValue,
        isCalled,
      ]);
    }
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    for (const name of this.#quoted(tables)) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    await client.query('COMMIT');
    return trailer;
  }

  async #copyTables(tables: readonly TableShape[]): Promise<BackupTrailer> {
    const known = new Map(tables.map((table) => [table.name, table]));
    for (;;) {
      const part = await this.reader.json();
      if (isTrailer(part)) return part;
      const { success, data: table } = tableSchema.safeParse(part);
      if (!success || !isPartOf(table, known.get(table.name))) throw this.#damaged();
      const rows = this.client.query(copyFrom(`COPY ${copyTarget(this.client, table)} FROM STDIN`));
      await pipeline(Readable.from(this.reader.rows()), rows).catch((error: unknown) => {
        // Class 22, data exception; class 23, integrity constraint violation.
        throw /^2[23]/.test(sqlState(error) ?? '') ? this.#damaged() : error;
      });
    }
  }

  async #check(trailer: BackupTrailer): Promise<void> {
    if (this.reader.sha256() !== trailer.sha256 || !(await this.reader.isAtEnd())) throw this.#damaged();
  }

  #damaged(): BackupError {
    return new BackupError(
      `The backup ${this.file} is damaged: its content is not what was written. Nothing was restored; use another copy.`,
    );
  }

  #quoted(tables: readonly TableShape[]): string[] {
    return tables.map(({ name }) => `public.${this.client.escapeIdentifier(name)}`);
  }
}

async function assertEmpty(client: Client, tables: readonly TableShape[]): Promise<void> {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`SELECT FROM public.${client.escapeIdentifier(name)} LIMIT 1`);
    if (rowCount) {
      throw new BackupError(
        `The database is not empty (table ${name} holds rows). Restore into a new, empty database, before the service is first started on it.`,
      );
    }
  }
}

function isPartOf(table: TableShape, known: TableShape | undefined): boolean {
  return known !== undefined && table.columns.every((column) => known.columns.includes(column));
}

async function inClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, application_name: 'consilium restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    // Ends an open transaction too, which leaves the database as it was.
    await client.end();
  }
}

function explain(error: unknown, file: string): unknown {
  const code = errorCode(error);
  if (code === 'Z_BUF_ERROR')
    return new BackupError(
      `The backup ${file} is cut off: it ends before its last line. Nothing was restored; use a complete copy.`,
    );
  if (code === 'Z_DATA_ERROR')
    return new BackupError(
      `The file ${file} is damaged or not a backup made by "consilium backup". Nothing was restored.`,
    );
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new BackupError(`The backup ${file} cannot be read. Check its name and who may read it.`);
  return error;
}
