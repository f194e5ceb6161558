import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { CaseListRow } from '../../../src/modules/boards/cases/case-views.js';
import { CaseEndings } from '../../../src/modules/boards/cases/case-endings.service.js';
import { CaseRaising } from '../../../src/modules/boards/cases/case-raising.service.js';
import { copyPatient } from '../../support/copied-patients.js';
import { scannedWhole } from '../../support/plans.js';
import { openTriageFixture, type TriageFixture } from '../triage/triage-fixture.js';

const patients = 20_000;
const manyRows = 5_000;

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

let fixture: TriageFixture;
let coordinator: string;
let caseId: string;
let meetingId: string;
let large: ReadonlySet<string>;

beforeAll(async () => {
  fixture = await openTriageFixture();
  coordinator = await fixture.person('coordinator');
  await fixture.classify(await fixture.receive('HN-01'));
  await fixture.application.get(CaseRaising).raise();
  const cases = await get<{ items: CaseListRow[] }>('/api/cases');
  caseId = cases.items[0]!.id;
  const startsAt = new Date(Date.now() + 864e5).toISOString();
  const path = `/api/boards/${fixture.context.boardId}/meetings`;
  meetingId = (await fixture.send('POST', path, coordinator, { startsAt, minutes: 60 })).json<{ id: string }>().id;
  const [patient] = await fixture.query<{ id: string }>('SELECT id FROM patient');
  const runner = fixture.database.createQueryRunner();
  await copyPatient((statement, values) => runner.query(statement, [...(values ?? [])]), {
    patientId: patient!.id,
    patients,
    caseOneIn: 10,
    openOneIn: 100,
    measuredOneIn: 10,
    meetingIds: [meetingId],
  });
  await runner.release();
  const rows = await fixture.query<{ relname: string }>(
    'SELECT relname FROM pg_class WHERE reltuples > $1 AND relkind = $2',
    manyRows,
    'r',
  );
  large = new Set(rows.map(({ relname }) => relname));
});
afterAll(() => fixture.close());

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await fixture.send('GET', path, coordinator);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Answer>();
}

/** What the service asks of the database while it does something. */
async function asked(work: () => Promise<unknown>): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [text, values] = args;
    if (typeof text === 'string' && /^\s*(SELECT|WITH)\b/i.test(text))
      sent.push({ text, values: Array.isArray(values) ? values : [] });
    return Reflect.apply(query, this, args) as unknown;
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}

/**
 * Large tables that one of the statements reads from end to end. A sweep that walks 250 lines reads so much of 20,000 that their scan may
 * be the cheaper way: of it is asked whether another one exists.
 */
async function readWhole(
  sent: readonly Sent[],
  choice: 'as planned' | 'where it has to' = 'as planned',
): Promise<string[]> {
  const found: string[] = [];
  const runner = fixture.database.createQueryRunner();
  try {
    await runner.query(`SET enable_seqscan = ${choice === 'as planned' ? 'on' : 'off'}`);
    for (const { text, values } of sent) {
      const [row] = (await runner.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values])) as [
        { 'QUERY PLAN': [Parameters<typeof scannedWhole>[0]] },
      ];
      for (const table of scannedWhole(row['QUERY PLAN'][0])) if (large.has(table)) found.push(`${table}: ${text}`);
    }
  } finally {
    await runner.query('RESET enable_seqscan');
    await runner.release();
  }
  return found;
}

/** At 20,000 patients and 200 open cases; how long each takes at 100,000, `npm run bench -- board` measures. */
describe('with many patients, no large table is read from end to end', () => {
  it('by these means: a statement that has to is found', async () => {
    expect([...large]).toEqual(expect.arrayContaining(['patient', 'treatment_line', 'assessment', 'discussion_item']));
    const whole = { text: 'SELECT xmin FROM patient', values: [] };
    for (const choice of ['as planned', 'where it has to'] as const)
      expect(await readWhole([whole], choice)).toEqual(['patient: SELECT xmin FROM patient']);
  });

  it.each([
    ['the worklist', () => get('/api/cases?limit=50&waitsFor=coordinator')],
    ['a later page of it', () => get(`/api/cases?limit=50&cursor=${cursorAfter}`)],
    ['a case by its number', () => get('/api/cases?limit=50&number=7')],
    ['what stands beside it', () => get('/api/worklist?limit=50')],
    ['a case', () => get(`/api/cases/${caseId}`)],
    ['its reading', () => get(`/api/cases/${caseId}/reading`)],
    ['an agenda', () => get(`/api/meetings/${meetingId}/agenda`)],
    ['the sweep that ends cases', () => fixture.application.get(CaseEndings).end()],
  ])('for %s', async (_, work) => {
    const sent = await asked(work);
    expect(sent.length).toBeGreaterThan(0);
    expect(await readWhole(sent)).toEqual([]);
  });

  it('that it has to, by the sweep that raises cases', async () => {
    const sent = await asked(() => fixture.application.get(CaseRaising).raise());
    expect(sent.length).toBeGreaterThan(0);
    expect(await readWhole(sent, 'where it has to')).toEqual([]);
  });
});

const cursorAfter = Buffer.from(JSON.stringify(['1000000'])).toString('base64url');
