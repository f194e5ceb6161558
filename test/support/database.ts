import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  /** Connection string of a migrated, empty database, as the role that owns it. */
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A database of its own for one suite: a clone of the migrated template, or, on request, an empty one without any table, or a clone of
 * another test database to which nobody is connected.
 */
export async function createTestDatabase(
  from: 'migrated' | 'empty' | Pick<TestDatabase, 'url'> = 'migrated',
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = templateOf(from);
  await asAdministrator(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER consilium`);
  const url = new URL(required('TEST_DATABASE_SERVICE_URL'));
  url.pathname = name;
  return { url: url.href, drop: () => asAdministrator(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Held while one suite prepares a shared database, so that the others of the run wait for it. */
const preparationLock = 1_129_271_892;

/**
 * A database that is prepared once for all suites of a run and cloned by each, with what its preparation left for them. Nobody may
 * be connected to it once it is prepared.
 */
export async function sharedTestDatabase<Left>(
  name: string,
  prepare: (databaseUrl: string) => Promise<Left>,
): Promise<{ readonly database: Pick<TestDatabase, 'url'>; readonly left: Left }> {
  const client = new Client({ connectionString: required('TEST_DATABASE_ADMINISTRATOR_URL') });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [preparationLock]);
    const left = (await leftIn<Left>(client, name)) ?? (await prepared(client, name, prepare));
    const url = new URL(required('TEST_DATABASE_SERVICE_URL'));
    url.pathname = name;
    return { database: { url: url.href }, left };
  } finally {
    await client.end();
  }
}

/** What a preparation left, kept as the comment of its database; undefined where there is no such database yet. */
async function leftIn<Left>(client: Client, name: string): Promise<Left | undefined> {
  const { rows } = await client.query<{ left: Left }>(
    `SELECT shobj_description(oid, 'pg_database')::jsonb AS left FROM pg_database WHERE datname = $1`,
    [name],
  );
  return rows[0]?.left;
}

async function prepared<Left>(
  client: Client,
  name: string,
  prepare: (databaseUrl: string) => Promise<Left>,
): Promise<Left> {
  const database = await createTestDatabase();
  try {
    const left = await prepare(database.url);
    const made = new URL(database.url).pathname.slice(1);
    await client.query(`COMMENT ON DATABASE ${made} IS ${client.escapeLiteral(JSON.stringify(left))}`);
    await client.query(`ALTER DATABASE ${made} RENAME TO ${name}`);
    return left;
  } catch (error) {
    await database.drop();
    throw error;
  }
}

function templateOf(from: 'migrated' | 'empty' | Pick<TestDatabase, 'url'>): string {
  if (typeof from === 'object') return new URL(from.url).pathname.slice(1);
  return from === 'empty' ? 'template1' : required('TEST_DATABASE_TEMPLATE');
}

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: this test belongs in a jest project whose globalSetup is test/support/start-servers.ts.`,
    );
  return value;
}

async function asAdministrator(statement: string): Promise<void> {
  const client = new Client({ connectionString: required('TEST_DATABASE_ADMINISTRATOR_URL') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
