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
  from: 'migrated' | 'empty' | TestDatabase = 'migrated',
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = templateOf(from);
  await asAdministrator(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER consilium`);
  const url = new URL(required('TEST_DATABASE_SERVICE_URL'));
  url.pathname = name;
  return { url: url.href, drop: () => asAdministrator(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

function templateOf(from: 'migrated' | 'empty' | TestDatabase): string {
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
