import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

describe('the servers of the tests', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('give every suite a migrated database that its role owns and nobody else uses', async () => {
    const other = await createTestDatabase();
    const [first, second] = await Promise.all([names(database.url), names(other.url)]);
    await other.drop();
    expect(first.database).not.toBe(second.database);
    expect(first).toMatchObject({ role: 'consilium', superuser: 'off', migrated: true });
    await expect(names(other.url)).rejects.toThrow('does not exist');
  });

  (process.env['TEST_REDIS_URL'] ? it : it.skip)('give the run a Redis of its own', async () => {
    const redis = new Redis(process.env['TEST_REDIS_URL'] as string);
    expect(await redis.config('GET', 'save')).toEqual(['save', '']);
    await redis.quit();
  });
});

async function names(connectionString: string) {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    "SELECT current_database() AS database, current_user AS role, current_setting('is_superuser') AS superuser, to_regclass('migrations') IS NOT NULL AS migrated",
  );
  await client.end();
  return rows[0];
}
