import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { DatabaseModule, SchemaTooOldError, dataSourceOptions, migrate } from '../../../src/platform/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

describe('a connection of the service', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    source = await new DataSource(
      dataSourceOptions({ connectionString: database.url, migrations, applicationName: 'connection test' }),
    ).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('reads dates as text, whatever the time zone of the process, and bigint without loss', async () => {
    const [row] = await source.query(
      "SELECT DATE '2026-03-01' AS day, ARRAY[DATE '2026-03-01', NULL] AS days, ARRAY[]::date[] AS none, 9007199254740993::bigint AS large, current_setting('TimeZone') AS zone, current_setting('application_name') AS name",
    );
    expect(row).toEqual({
      day: '2026-03-01',
      days: ['2026-03-01', null],
      none: [],
      large: '9007199254740993',
      zone: 'UTC',
      name: 'connection test',
    });
  });
});

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('empty');
  });
  afterAll(() => database.drop());

  it('refuse to serve a database that lacks one, in one plain line', async () => {
    const start = Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ connectionString: database.url, migrations })],
    }).compile();
    const application = await start;
    const failure = await application.init().then(
      () => null,
      (error: unknown) => error,
    );
    await application.close();
    expect(failure).toBeInstanceOf(SchemaTooOldError);
    expect((failure as Error).message).toMatch(
      /^The database is older than this release: CreateSchema1795000000000.* has not run\. [^\n]+$/,
    );
  });

  it('run once when four processes ask for them at the same time', async () => {
    const ran = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, migrations)));
    expect(ran.flat()).toEqual(migrations.map((migration) => migration.name));
    expect(await migrate(database.url, migrations)).toEqual([]);
  });

  it('serve a database that is newer than the release', async () => {
    class AddRoom1999000000000 {
      async up(runner: { query(text: string): Promise<unknown> }) {
        await runner.query('CREATE TABLE room (id integer)');
      }
      async down(runner: { query(text: string): Promise<unknown> }) {
        await runner.query('DROP TABLE room');
      }
    }
    await migrate(database.url, [...migrations, AddRoom1999000000000]);
    const application = await Test.createTestingModule({
      imports: [DatabaseModule.forRoot({ connectionString: database.url, migrations })],
    }).compile();
    await application.init();
    expect(application.get(DataSource).isInitialized).toBe(true);
    await application.close();
  });

  it('leave nothing half-made behind when one fails, and say which', async () => {
    class BreakHalfway1999100000000 {
      async up(runner: { query(text: string): Promise<unknown> }) {
        await runner.query('CREATE TABLE half (id integer)');
        await runner.query('SELECT 1 / 0');
      }
      async down() {}
    }
    await expect(migrate(database.url, [...migrations, BreakHalfway1999100000000])).rejects.toThrow('division by zero');
    const source = await new DataSource(dataSourceOptions({ connectionString: database.url, migrations })).initialize();
    expect(await source.query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    await source.destroy();
    await expect(migrate(database.url, migrations)).resolves.toEqual([]);
  });
});
