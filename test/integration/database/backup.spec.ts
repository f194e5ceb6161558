import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { migrations } from '../../../migrations/index.js';
import { verifyAuditChain } from '../../../src/platform/audit/index.js';
import { backup, BackupError, migrate, restore } from '../../../src/platform/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { contentOf, dropChecks, fillEveryTable } from './every-table.js';

/** A connection as the check of the audit asks it. */
const asManager = (connection: Client): Parameters<typeof verifyAuditChain>[0] =>
  ({
    query: async (sql: string) => (await connection.query(sql)).rows as unknown[],
  }) as Parameters<typeof verifyAuditChain>[0];

let folder: string;
let source: TestDatabase;
let client: Client;
let target: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consilium-backup-'));
  source = await createTestDatabase();
  client = new Client({ connectionString: source.url });
  await client.connect();
  await dropChecks(client);
  await fillEveryTable(client);
  await save(source, 'every-table');
});
afterAll(async () => {
  await client.end();
  await source.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  target = await createTestDatabase();
});
afterEach(() => target.drop());

describe('backup and restore', () => {
  it('bring back every row of every table and the position of every sequence', async () => {
    await inDatabase(target, dropChecks);
    const summary = await restore({ connectionString: target.url, file: join(folder, 'every-table'), migrations });
    const before = await contentOf(client);
    const after = await inDatabase(target, contentOf);
    expect(after).toEqual(before);
    const { audit_chain: ends, ...filled } = before.tables;
    expect(ends?.length).toBeGreaterThan(0);
    expect(Object.values(filled).filter((rows) => rows.length < 3)).toEqual([]);
    expect(summary.rows).toBe(Object.values(before.tables).flat().length);
    expect(summary.tables).toBeGreaterThan(25);
  });

  it('leave the audit chain whole, ready for its next link, and append-only again', async () => {
    await inDatabase(target, dropChecks);
    await restore({ connectionString: target.url, file: join(folder, 'every-table'), migrations });
    await inDatabase(target, async (restored) => {
      await restored.query(
        "INSERT INTO audit_event (actor_kind, action, patient_ids, detail) VALUES ('service', 'restored', '{}', '{}')",
      );
      expect(await verifyAuditChain(asManager(restored))).toMatchObject({ intact: true, rows: 4 });
      await expect(restored.query('DELETE FROM audit_event')).rejects.toThrow('append-only');
    });
  });

  it('make the schema in a database without tables', async () => {
    const empty = await createTestDatabase('empty');
    const small = await createTestDatabase();
    await inDatabase(small, (one) => one.query("INSERT INTO site (name) VALUES ('North')"));
    const { file } = await save(small, 'small');
    await restore({ connectionString: empty.url, file, migrations });
    expect(await inDatabase(empty, contentOf)).toEqual(await inDatabase(small, contentOf));
    await Promise.all([empty.drop(), small.drop()]);
  });

  it('hold one moment, though others go on writing', async () => {
    let writing = true;
    const busy = await createTestDatabase();
    const writer = inDatabase(busy, async (one) => {
      for (let number = 0; writing; number += 1) {
        await one.query(
          `WITH place AS (INSERT INTO site (name) VALUES ('${number}') RETURNING id) SELECT id FROM place`,
        );
        await one.query(`INSERT INTO board (site_id, name, time_zone) SELECT max(id), '${number}', 'UTC' FROM site`);
      }
    });
    await inDatabase(busy, (one) =>
      one.query('INSERT INTO site (name) SELECT md5(n::text) FROM generate_series(1, 100000) n'),
    );
    const { file } = await save(busy, 'busy');
    writing = false;
    await writer;
    const { rows } = await restore({ connectionString: target.url, file, migrations });
    expect(rows).toBeGreaterThan(100_000);
    await busy.drop();
  });

  it('bring back tables that refer to each other', async () => {
    class AddPair1999000000000 {
      async up(runner: { query(text: string): Promise<unknown> }) {
        await runner.query('CREATE TABLE left_one (id integer PRIMARY KEY, right_id integer NOT NULL)');
        await runner.query(
          'CREATE TABLE right_one (id integer PRIMARY KEY, left_id integer NOT NULL REFERENCES left_one DEFERRABLE)',
        );
        await runner.query('ALTER TABLE left_one ADD FOREIGN KEY (right_id) REFERENCES right_one DEFERRABLE');
      }
      async down() {}
    }
    const withPair = [...migrations, AddPair1999000000000];
    const paired = await createTestDatabase();
    await migrate(paired.url, withPair);
    await inDatabase(paired, (one) =>
      one.query(
        'BEGIN; SET CONSTRAINTS ALL DEFERRED; INSERT INTO left_one VALUES (1, 2); INSERT INTO right_one VALUES (2, 1); COMMIT',
      ),
    );
    const { file } = await save(paired, 'paired');
    const empty = await createTestDatabase('empty');
    await restore({ connectionString: empty.url, file, migrations: withPair });
    expect(await inDatabase(empty, contentOf)).toEqual(await inDatabase(paired, contentOf));
    await Promise.all([paired.drop(), empty.drop()]);
  });

  it('write a file that only its owner reads, whole or not at all, and never over another', async () => {
    const { mode } = await stat(join(folder, 'every-table'));
    expect(mode & 0o777).toBe(0o600);
    await expect(save(source, 'every-table')).rejects.toThrow(/^The file .*every-table exists\. Choose another name/);
    await expect(save(source, join('missing', 'file'))).rejects.toThrow(
      /^The folder .*missing does not exist\. Create it first\.$/,
    );
    const empty = await createTestDatabase('empty');
    await expect(save(empty, 'nothing')).rejects.toThrow('The database holds no schema of the service');
    await empty.drop();
    expect((await readdir(folder)).filter((name) => name.includes('unfinished') || name.includes('nothing'))).toEqual(
      [],
    );
  });
});

describe('restore refuses, and leaves the database empty:', () => {
  afterEach(async () => {
    const { tables } = await inDatabase(target, contentOf);
    expect(Object.values(tables).flat()).toEqual([]);
  });

  const cases: readonly (readonly [string, (whole: Buffer) => Buffer, RegExp])[] = [
    ['a file cut off in its middle', (whole) => whole.subarray(0, whole.length / 2), /is cut off/],
    ['a file that lacks its last byte', (whole) => whole.subarray(0, -1), /is cut off/],
    [
      'a file cut off before its trailer and zipped again',
      rezipped((text) => text.slice(0, text.lastIndexOf('{"end"'))),
      /is cut off/,
    ],
    ['a file with one changed character', rezipped((text) => text.replace('Ångström', 'Angstrom')), /is damaged/],
    [
      'a file with one row too few',
      rezipped((text) => text.replace(/(\n\{"name":"lesion".*\n).*\n/, '$1')),
      /is damaged/,
    ],
    [
      'a file with a value that does not fit',
      rezipped((text) => text.replace(/(\n\{"name":"site".*\n)/, '$1x')),
      /is damaged/,
    ],
    ['a file with something behind its trailer', rezipped((text) => `${text}\n`), /is damaged/],
    ['a file that was never zipped', (whole) => gunzipSync(whole), /damaged or not a backup/],
    ['a zipped file of another kind', () => gzipSync('name,age\nx,1\n'), /damaged or not a backup/],
    ['a zipped JSON file of another kind', () => gzipSync('{"name":1}\n'), /not a backup/],
    [
      'a format of a later release',
      rezipped((text) => text.replace('"version":1', '"version":2')),
      /made by a newer release \(1\.2\.3: format 2\)/,
    ],
  ];
  it.each(cases)('%s', async (name, spoil, message) => {
    const file = join(folder, `spoilt ${cases.findIndex(([known]) => known === name)}`);
    await inDatabase(target, dropChecks);
    await writeFile(file, spoil(await readFile(join(folder, 'every-table'))));
    const failure = await restore({ connectionString: target.url, file, migrations }).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(BackupError);
    expect((failure as Error).message).toMatch(message);
  });

  it('a file that is not there', async () => {
    await expect(restore({ connectionString: target.url, file: join(folder, 'none'), migrations })).rejects.toThrow(
      /none cannot be read/,
    );
  });
});

describe('restore and schema versions', () => {
  class AddRoom1999000000000 {
    async up(runner: { query(text: string): Promise<unknown> }) {
      await runner.query('CREATE TABLE room AS SELECT count(*) AS sites FROM site');
    }
    async down(runner: { query(text: string): Promise<unknown> }) {
      await runner.query('DROP TABLE room');
    }
  }
  const later = [...migrations, AddRoom1999000000000];

  it('runs newer migrations over the restored rows of an older backup', async () => {
    await inDatabase(target, dropChecks);
    await restore({ connectionString: target.url, file: join(folder, 'every-table'), migrations: later });
    expect(await inDatabase(target, async (one) => (await one.query('SELECT sites FROM room')).rows)).toEqual([
      { sites: '3' },
    ]);
  });

  it('refuses a database whose schema is newer than the backup', async () => {
    await migrate(target.url, later);
    await inDatabase(target, (one) => one.query('DELETE FROM room'));
    await expect(
      restore({ connectionString: target.url, file: join(folder, 'every-table'), migrations: later }),
    ).rejects.toThrow(
      /newer schema than the backup \(AddRoom1999000000000 has run.*Restore into a database without tables\.$/,
    );
  });

  it('refuses a backup of a newer release', async () => {
    await migrate(target.url, later);
    const { file } = await save(target, 'newer');
    const empty = await createTestDatabase('empty');
    await expect(restore({ connectionString: empty.url, file, migrations })).rejects.toThrow(
      'made by a newer release (1.2.3: AddRoom1999000000000)',
    );
    await empty.drop();
  });

  it('refuses a database that holds rows, also one of another program, and touches nothing in it', async () => {
    await inDatabase(target, (one) => one.query("INSERT INTO site (name) VALUES ('North')"));
    await expect(
      restore({ connectionString: target.url, file: join(folder, 'every-table'), migrations }),
    ).rejects.toThrow(/is not empty \(table site holds rows\)/);
    const foreign = await createTestDatabase('empty');
    await inDatabase(foreign, (one) => one.query('CREATE TABLE invoice AS SELECT 1 AS number'));
    await expect(
      restore({ connectionString: foreign.url, file: join(folder, 'every-table'), migrations }),
    ).rejects.toThrow(/is not empty \(table invoice/);
    expect(Object.keys((await inDatabase(foreign, contentOf)).tables)).toEqual(['invoice']);
    await foreign.drop();
  });
});

function save(database: TestDatabase, name: string) {
  const file = join(folder, name);
  return backup({ connectionString: database.url, file, productVersion: '1.2.3' }).then((summary) => ({
    ...summary,
    file,
  }));
}

function rezipped(change: (text: string) => string): (whole: Buffer) => Buffer {
  return (whole) => {
    const text = gunzipSync(whole).toString('utf8');
    const changed = change(text);
    if (changed === text) throw new Error('This case changes nothing in the file.');
    return gzipSync(changed);
  };
}

async function inDatabase<T>(database: TestDatabase, work: (one: Client) => Promise<T>): Promise<T> {
  const one = new Client({ connectionString: database.url });
  await one.connect();
  return work(one).finally(() => one.end());
}
