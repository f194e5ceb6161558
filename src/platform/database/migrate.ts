import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { dataSourceOptions, type MigrationClass } from './connection.js';

/** Session advisory lock of the process that migrates. */
const migrationLock = 1_129_271_889;

/** The database lacks migrations that this release needs. */
export class SchemaTooOldError extends Error {
  override readonly name = 'SchemaTooOldError';
}

/**
 * Brings the schema up to `migrations`. One process does so at a time, under an advisory lock; others wait and then find it done.
 * Each migration is one transaction.
 * @returns names of the migrations that this call ran
 */
export async function migrate(
  connectionString: string,
  migrations: readonly MigrationClass[],
): Promise<readonly string[]> {
  return withDataSource(connectionString, migrations, async (source) => {
    const lock = source.createQueryRunner();
    try {
      // Asked for again and again: a statement that waits for the lock would hold a snapshot, on which CREATE INDEX CONCURRENTLY waits.
      while (!(await tryLock(lock))) await delay(100);
      const ran = await source.runMigrations({ transaction: 'each' });
      await lock.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
      return ran.map(({ name }) => name);
    } finally {
      await lock.release();
    }
  });
}

async function tryLock(lock: { query(text: string, values: unknown[]): Promise<unknown> }): Promise<boolean> {
  const rows = (await lock.query('SELECT pg_try_advisory_lock($1) AS taken', [migrationLock])) as { taken: boolean }[];
  return rows[0]?.taken ?? false;
}

/** Names of the migrations that have run, oldest first; none in a database without the migrations table. */
export async function appliedMigrations(source: { query(text: string): Promise<unknown> }): Promise<readonly string[]> {
  const [table] = (await source.query("SELECT to_regclass('public.migrations') IS NOT NULL AS exists")) as {
    exists: boolean;
  }[];
  if (!table?.exists) return [];
  const rows = (await source.query('SELECT name FROM public.migrations ORDER BY timestamp, id')) as { name: string }[];
  return rows.map(({ name }) => name);
}

/**
 * Refuses a schema older than this release. A newer one is fine: a release only adds to the schema what the one before can live
 * with, and takes away later (expand, then contract).
 * @throws SchemaTooOldError naming what has not run
 */
export async function assertSchemaIsCurrent(source: DataSource, migrations: readonly MigrationClass[]): Promise<void> {
  const applied = new Set(await appliedMigrations(source));
  const missing = migrationNames(migrations).filter((name) => !applied.has(name));
  if (missing.length > 0) {
    throw new SchemaTooOldError(
      `The database is older than this release: ${missing.join(', ')} has not run. Start a process of this release that migrates it, then this one.`,
    );
  }
}

export function migrationNames(migrations: readonly MigrationClass[]): readonly string[] {
  return migrations.map((migration) => new migration().name ?? migration.name);
}

/** Runs `work` with a connection of its own, without entities. */
async function withDataSource<T>(
  connectionString: string,
  migrations: readonly MigrationClass[],
  work: (source: DataSource) => Promise<T>,
): Promise<T> {
  const source = new DataSource(
    dataSourceOptions({ connectionString, migrations, poolSize: 2, applicationName: 'consilium migration' }),
  );
  await source.initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}
