import { Client as DatabaseClient } from 'pg';
import { newToken } from '../../../src/platform/access/tokens.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

/** A database as an administrator left it: one site with its board, a machine that sends, one that reads as a coordinator does, and one that administers. */
export interface Installation {
  readonly url: string;
  /** A session of the test's own. */
  readonly client: DatabaseClient;
  readonly senderKey: string;
  readonly coordinatorKey: string;
  /** Of a machine that administers, without a seat on the board. */
  readonly administratorKey: string;
  remove(): Promise<void>;
}

const installed = new Set<Installation>();

export async function install(): Promise<Installation> {
  const database = await createTestDatabase();
  const keys = await populate(database.url);
  return open(database, keys);
}

/** Another one with everything that the first holds; that one is not to be used any more. */
export async function cloneOf(template: Installation): Promise<Installation> {
  await template.client.end();
  return open(await createTestDatabase({ url: template.url }), template);
}

/** For the end of a suite. */
export async function removeInstallations(): Promise<void> {
  for (const installation of [...installed]) await installation.remove();
}

async function open(
  { url, drop }: TestDatabase,
  { senderKey, coordinatorKey, administratorKey }: Keys,
): Promise<Installation> {
  const client = new DatabaseClient({ connectionString: url });
  await client.connect();
  const installation = {
    url,
    client,
    senderKey,
    coordinatorKey,
    administratorKey,
    remove: async () => {
      installed.delete(installation);
      await client.end();
      await drop();
    },
  };
  installed.add(installation);
  return installation;
}

export type Keys = Pick<Installation, 'senderKey' | 'coordinatorKey' | 'administratorKey'>;

/** Adds site, board and accounts to a migrated database. */
export async function populate(databaseUrl: string): Promise<Keys> {
  return inDatabase(databaseUrl, async (client) => {
    const one = async (text: string, values: readonly unknown[]): Promise<string> =>
      (await client.query<{ id: string }>(text, [...values])).rows[0]?.id ?? '';
    const siteId = await one(`INSERT INTO site (name) VALUES ('North') RETURNING id`, []);
    const boardId = await one(
      `INSERT INTO board (site_id, name, time_zone, is_default) VALUES ($1, 'Head and neck', 'Europe/Berlin', true) RETURNING id`,
      [siteId],
    );
    const machine = async (name: string): Promise<[string, string]> => {
      const { token, hash, start } = newToken('csk');
      const id = await one(
        `INSERT INTO account (site_id, kind, display_name) VALUES ($1, 'machine', $2) RETURNING id`,
        [siteId, name],
      );
      await client.query(
        `INSERT INTO api_key (account_id, name, token_hash, token_start) VALUES ($1, 'test', $2, $3)`,
        [id, hash, start],
      );
      return [id, token];
    };
    const [senderId, senderKey] = await machine('Radiology');
    await client.query(`INSERT INTO account_role (account_id, role) VALUES ($1, 'submitter')`, [senderId]);
    const [coordinatorId, coordinatorKey] = await machine('Coordinator');
    await client.query(`INSERT INTO board_membership (board_id, account_id, role) VALUES ($1, $2, 'coordinator')`, [
      boardId,
      coordinatorId,
    ]);
    const [administratorId, administratorKey] = await machine('Administrator');
    await client.query(`INSERT INTO account_role (account_id, role) VALUES ($1, 'administrator')`, [administratorId]);
    return { senderKey, coordinatorKey, administratorKey };
  });
}

async function inDatabase<Result>(
  databaseUrl: string,
  work: (client: DatabaseClient) => Promise<Result>,
): Promise<Result> {
  const client = new DatabaseClient({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
