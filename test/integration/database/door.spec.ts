import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityManager, type Logger } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { Database, dataSourceOptions, reading, snapshot, sqlState } from '../../../src/platform/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const scopeSql = `
  SELECT current_setting('app.user_id', true) AS user_id, current_setting('app.duty', true) AS duty,
    current_setting('transaction_isolation') AS isolation, current_setting('transaction_read_only') AS read_only`;

/** Every statement that went to the server, in its order. */
const statements: string[] = [];
const statementLog = { logQuery: (sql: string) => void statements.push(sql) } as unknown as Logger;

let testDatabase: TestDatabase;
let source: DataSource;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  source = await new DataSource({
    ...dataSourceOptions({ connectionString: testDatabase.url, migrations, poolSize: 4 }),
    logger: new Proxy(statementLog, { get: (log, name) => Reflect.get(log, name) ?? (() => undefined) }),
  }).initialize();
  database = new Database(source);
  await source.query('CREATE TABLE account_balance (id integer PRIMARY KEY, amount integer NOT NULL)');
});
afterAll(async () => {
  await source.destroy();
  await testDatabase.drop();
});

const readScope = async (manager: EntityManager): Promise<Record<string, string | null> | undefined> =>
  (await manager.query<Record<string, string | null>[]>(scopeSql))[0];

describe('the door to the database', () => {
  it('says on whose behalf a transaction runs, and nothing of it stays with the connection', async () => {
    expect(await database.asActor({ accountId: '4711' }, readScope)).toMatchObject({ user_id: '4711' });
    expect(await database.asService('audit', readScope)).toMatchObject({ duty: 'audit' });
    const left = await Promise.all([1, 2, 3, 4].map(() => source.query<Record<string, string | null>[]>(scopeSql)));
    for (const [row] of left) expect([row?.['user_id'] || null, row?.['duty'] || null]).toEqual([null, null]);
  });

  it('keeps actors apart who ask at the same time on few connections', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `${index + 1}`);
    const seen = await Promise.all(
      ids.map((accountId) =>
        database.asActor({ accountId }, async (manager) => {
          await manager.query('SELECT pg_sleep(0.001)');
          return (await readScope(manager))?.['user_id'];
        }),
      ),
    );
    expect(seen).toEqual(ids);
  });

  it('takes no account id that could be more than one', async () => {
    for (const accountId of ["1'; DROP TABLE account; --", '', '01', '-1', '1 '])
      await expect(database.asActor({ accountId }, readScope)).rejects.toThrow('expected digits only');
  });

  it('runs as the options say', async () => {
    expect(await database.asService('figures', readScope)).toMatchObject({
      isolation: 'read committed',
      read_only: 'off',
    });
    expect(await database.asService('figures', readScope, snapshot)).toMatchObject({
      isolation: 'repeatable read',
      read_only: 'on',
    });
    const write = (manager: EntityManager): Promise<unknown> =>
      manager.query('INSERT INTO account_balance VALUES (99, 1)');
    await expect(database.asService('figures', write, reading)).rejects.toThrow('read-only transaction');
  });

  it('says begin and scope in one message, and gives every connection back', async () => {
    statements.length = 0;
    await database.asActor({ accountId: '7' }, (manager) => manager.query('SELECT 1'));
    expect(statements).toEqual([
      "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT set_config('app.user_id', '7', true)",
      'SELECT 1',
      'COMMIT',
    ]);
    for (let turn = 0; turn < 20; turn += 1) {
      await database.asActor({ accountId: '7' }, (manager) => manager.query('SELECT 1'), reading);
      await database.asService('figures', (manager) => manager.query('SELECT nothing'), reading).catch(() => undefined);
    }
    // One more than the pool holds would wait for ever.
    await Promise.all(Array.from({ length: 5 }, () => database.asService('figures', readScope)));
  });

  it('rolls back what a failing transaction wrote', async () => {
    await expect(
      database.asService('figures', async (manager) => {
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
      database.asService(
        'figures',
        async (manager) => {
          runs += 1;
          const [{ total }] = await manager.query(
            'SELECT sum(amount)::integer AS total FROM account_balance WHERE id IN (1, 2)',
          );
          await bothHaveRead();
          if (total >= 20) await manager.query('UPDATE account_balance SET amount = amount - 10 WHERE id = $1', [id]);
        },
        { isolation: 'SERIALIZABLE' },
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
      database.asService('figures', async (manager) => {
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
      const result = database.asService('figures', async (manager) => {
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

  it('does not repeat what cannot run twice', async () => {
    let runs = 0;
    const work = async (manager: EntityManager): Promise<void> => {
      runs += 1;
      await manager.query(`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`);
    };
    await expect(database.asService('intake', work, { once: true })).rejects.toThrow();
    expect(runs).toBe(1);
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
