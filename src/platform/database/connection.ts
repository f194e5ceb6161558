import { TypeOverrides } from 'pg';
import type { DataSourceOptions, MigrationInterface } from 'typeorm';

/** A migration as `migrations/index.ts` lists it. */
export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  readonly connectionString: string;
  /** All migrations of this release, oldest first. */
  readonly migrations: readonly MigrationClass[];
  /** Most connections this process opens for its own queries; default 10. */
  readonly poolSize?: number;
  /** What the server's list of connections calls this process; default 'consilium'. */
  readonly applicationName?: string;
}

/** Object identifiers of PostgreSQL's types, pg_type.oid. */
const oid = { date: 1082, dateArray: 1182 } as const;

/**
 * How values of PostgreSQL become values here, for every connection of the service: DATE (alone or in an array) stays the text
 * 'YYYY-MM-DD', since a Date would be moved by the time zone of the process. bigint stays text too (pg's own way).
 */
const columnTypes = new TypeOverrides();
columnTypes.setTypeParser(oid.date, 'text', (text: string) => text);
columnTypes.setTypeParser(oid.dateArray, 'text', parseDates);

/** `{2026-03-01,NULL}`: a date's text never needs quotes. */
function parseDates(text: string): (string | null)[] {
  return text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((date) => (date === 'NULL' ? null : date));
}

/** TypeORM's options for the service's database: the schema comes from migrations alone, and they run only by `migrate`. */
export function dataSourceOptions(options: DatabaseOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url: options.connectionString,
    applicationName: options.applicationName ?? 'consilium',
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 10_000,
    synchronize: false,
    migrationsRun: false,
    migrations: [...options.migrations],
    // Errors of the database may quote a patient's data: they are told to the caller, never logged from here.
    logging: false,
    extra: { types: columnTypes, keepAlive: true, options: '-c TimeZone=UTC' },
  };
}
