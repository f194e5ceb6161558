import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import {
  DatabaseModule,
  SchemaTooOldError,
  dataSourceOptions,
  inTransaction,
  migrate,
  sqlState,
} from '../../../src/platform/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

describe('a connection of the service', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    source = await new DataSource(
      dataSourceOptions({ connectionString: database.url, migrations, applicationName: 'connection test' }),
    ).initialize();
    await source.query('CREATE TABLE account_balance (id integer PRIMARY KEY, amount integer NOT NULL)');
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

  it('rolls back what a failing transaction wrote', async () => {
    await expect(
      inTransaction(source, async (manager) => {
        await manager.query('INSERT INTO account_balance VALUES (100, 1)');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await source.query('SELECT FROM account_balance WHERE id = 100')).toHaveLength(0);
  });

  it('runs a transaction again when two serializable ones conflict', async () => {
    await source.query('INSERT INTO account_balance VALUES (1, 10), (2, 10)');
    const bothHaveRead = barrier(2);
    let runs = 0;
    const takeFromOne = (id: number) =>
      inTransaction(
        source,
        async (manager) => {
          runs += 1;
          const [{ total }] = await manager.query(
            'SELECT sum(amount)::integer AS total FROM account_balance WHERE id IN (1, 2)',
          );
          await bothHaveRead();
          if (total >= 20) await manager.query('UPDATE account_balance SET amount = amount - 10 WHERE id = $1', [id]);
        },
        'SERIALIZABLE',
      );
    await Promise.all([takeFromOne(1), takeFromOne(2)]);
    expect(runs).toBe(3);
    expect(await source.query('SELECT sum(amount)::integer AS total FROM account_balance WHERE id IN (1, 2)')).toEqual([
      { total: 10 },
    ]);
  });

  it('runs a transaction again after a deadlock', async () => {
    await source.query('INSERT INTO account_balance VALUES (3, 0), (4, 0)');
    const bothHoldOne = barrier(2);
    const addToBoth = (ids: readonly number[]) =>
      inTransaction(source, async (manager) => {
        for (const id of ids) {
          await manager.query('UPDATE account_balance SET amount = amount + 1 WHERE id = $1', [id]);
          await bothHoldOne();
        }
      });
    await Promise.all([addToBoth([3, 4]), addToBoth([4, 3])]);
    expect(await source.query('SELECT amount FROM account_balance WHERE id IN (3, 4)')).toEqual([
      { amount: 2 },
      { amount: 2 },
    ]);
  });

  it('gives up after six conflicts, and does not repeat other errors', async () => {
    const fail = (code: string) => {
      let runs = 0;
      const result = inTransaction(source, async (manager) => {
        runs += 1;
        await manager.query(`DO $$ BEGIN RAISE SQLSTATE '${code}'; END $$`);
      });
      return result.then(
        () => null,
        (error: unknown) => ({ runs, code: sqlState(error) }),
      );
    };
    expect(await fail('40001')).toEqual({ runs: 6, code: '40001' });
    expect(await fail('23505')).toEqual({ runs: 1, code: '23505' });
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

/** The returned function resolves once it was called `parties` times; further calls pass. */
function barrier(parties: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived === parties) open();
    return opened;
  };
}
