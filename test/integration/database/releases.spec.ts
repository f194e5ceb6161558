/**
 * Every released schema is kept as a backup of an installation of that release (test/fixtures/releases). What stood in it must be
 * there, and read the same, after all migrations of today.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { verifyAuditChain } from '../../../src/platform/audit/index.js';
import { readSettings } from '../../../src/platform/config/index.js';
import { Database, restore } from '../../../src/platform/database/index.js';
import { createHttpApplication } from '../../../src/platform/http/index.js';
import { createLogger } from '../../../src/platform/observability/index.js';
import { AppModule } from '../../../src/start/app.module.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { inTodaysTerms, type Reader, readRelease, type ReleaseReading } from '../../support/release-reading.js';

/** Tables of which a later migration adds, takes away or moves rows on purpose: how many there are then, null where the table is gone. */
const changedByMigrations: Readonly<Record<string, (before: number) => number | null>> = {};

const fixture = (name: string): string => `test/fixtures/releases/${name}`;

/** How many rows each table has in the file of a backup. */
function rowsInBackup(file: string): Map<string, number> {
  const [, ...lines] = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const counts = new Map<string, number>();
  let table: string | undefined;
  for (const line of lines) {
    if (line === '\\.') table = undefined;
    else if (table !== undefined) counts.set(table, (counts.get(table) ?? 0) + 1);
    else {
      table = line === '' ? undefined : (JSON.parse(line) as { name?: string }).name;
      if (table !== undefined) counts.set(table, 0);
    }
  }
  return counts;
}

interface Kept {
  readonly rows: ReadonlyMap<string, number>;
  /** Who decided what, in the order in which it was done. */
  readonly decisions: readonly string[];
}

/** What a database holds before anybody of today has touched it. */
async function readKept({ url }: TestDatabase, tables: Iterable<string>): Promise<Kept> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const rows = new Map<string, number>();
    for (const table of tables) {
      const answer = await client.query<{ count: number }>(`SELECT count(*)::integer AS count FROM "${table}"`);
      rows.set(table, answer.rows[0]?.count ?? 0);
    }
    const decisions = await client.query<{ words: string }>(`
      SELECT format('%s %s by %s', action, coalesce(detail ->> 'agendaItemId', detail ->> 'rule', subject_id::text), display_name) AS words
      FROM audit_event AS event JOIN account ON account.id = actor_id
      WHERE action ~ '\\.(accept|dismiss|place|move|set-minutes|remove|create|cancel|switch|make|start|disable|revoke)$'
      ORDER BY event.id`);
    return { rows, decisions: decisions.rows.map(({ words }) => words) };
  } finally {
    await client.end();
  }
}

/** An api process of today: it computes nothing, so what is read is what the release had written. */
async function openApi({ url }: TestDatabase): Promise<NestFastifyApplication> {
  const settings = readSettings({ ROLE: 'api', DATABASE_URL: url, LOG_LEVEL: 'silent' }, []);
  const logger = createLogger(settings);
  const module = AppModule.forRoot({ settings, logger, connectionString: url });
  const application = await createHttpApplication(module, { logger });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return application;
}

/** Signs in with the account's password of then. */
async function signIn(application: NestFastifyApplication, release: string, account: string): Promise<Reader> {
  const payload = { email: `${account}@sample.example`, password: `fixture of release ${release}` };
  const answer = await application.inject({ method: 'POST', url: '/api/session', payload });
  const { token } = answer.json<{ token: string }>();
  return {
    get: async <Answer>(url: string) => {
      const read = await application.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
      if (read.statusCode !== 200) throw new Error(`${url} was answered with ${read.statusCode}: ${read.body}`);
      return read.json<Answer>();
    },
  };
}

interface Reading extends ReleaseReading {
  readonly decisions: readonly string[];
}

/** What the release read of its own installation. A new release has none yet: the code that is released writes it, once. */
function expectedReading(release: string, found: Reading): Reading {
  const file = fixture(`${release}.reading.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Reading;
  writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`);
  throw new Error(
    `${file} was not there, and is written as the code of now reads it: look at it, then commit it with the release.`,
  );
}

describe.each(['0.1.0'])('an installation of release %s, restored and migrated', (release) => {
  const before = rowsInBackup(fixture(`${release}.backup`));
  const stillThere = [...before]
    .map(([table, rows]) => [table, (changedByMigrations[table] ?? ((same) => same))(rows)] as const)
    .filter((entry): entry is readonly [string, number] => entry[1] !== null);
  let database: TestDatabase;
  let kept: Kept;
  let application: NestFastifyApplication;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase('empty');
    await restore({ connectionString: database.url, file: fixture(`${release}.backup`), migrations });
    kept = await readKept(
      database,
      stillThere.map(([table]) => table),
    );
    application = await openApi(database);
    source = application.get(DataSource);
  });

  afterAll(async () => {
    await application.close();
    await database.drop();
  });

  it('has the schema that the code describes', async () => {
    expect(await new Database(source).schemaDifferences()).toEqual([]);
  });

  it('has every row', () => {
    // Where questions of a patient became one entry, the agenda has a version more that says so.
    const versions = kept.rows.get('agenda_change') ?? 0;
    expect(versions).toBeGreaterThanOrEqual(before.get('agenda_change') ?? 0);
    expect(kept.rows).toEqual(new Map([...stillThere, ['agenda_change', versions]]));
    expect(before.get('audit_event')).toBeGreaterThan(100);
  });

  it('reads the same: every patient page, the worklist, every agenda, and who decided what', async () => {
    const coordinator = await signIn(application, release, 'coordinator');
    const administrator = await signIn(application, release, 'administrator');
    const found = { ...(await readRelease(coordinator, administrator)), decisions: kept.decisions };
    const expected = expectedReading(release, found);
    expect(Object.keys(found.patients)).toEqual(Object.keys(expected.patients));
    for (const [patient, page] of Object.entries(found.patients))
      expect({ patient, page }).toEqual({ patient, page: expected.patients[patient] });
    expect(found).toEqual({ ...expected, ...inTodaysTerms(expected) });
  });

  it('has an audit whose chain is whole, and goes on with what was read now', async () => {
    expect(await verifyAuditChain(source.manager)).toMatchObject({ intact: true });
    const [row] = await source.query<{ count: number }[]>('SELECT count(*)::integer AS count FROM audit_event');
    expect(row?.count).toBeGreaterThan(kept.rows.get('audit_event') ?? Infinity);
  });
});
