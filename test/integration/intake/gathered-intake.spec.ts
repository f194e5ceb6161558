import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { AssessmentDocument } from '../../../src/core/record/index.js';
import { AssessmentGathering } from '../../../src/modules/intake/assessment-gathering.service.js';
import { until } from '../../support/until.js';
import { assessment, target } from '../assessments/recording-fixture.js';
import { type IntakeApplication, type Sender, startIntakeApplication } from './intake-application.js';

let app: IntakeApplication;
let holder: Client;
/** Documents that were right and so went on to be recorded. */
let gathered = 0;
beforeAll(async () => {
  app = await startIntakeApplication();
  holder = new Client({ connectionString: String((app.database.options as { url?: string }).url) });
  await holder.connect();
  const gathering = app.application.get(AssessmentGathering);
  const record = gathering.record.bind(gathering);
  gathering.record = (...request) => {
    gathered += 1;
    return record(...request);
  };
});
afterEach(() => app.query('ALTER TABLE assessment DROP CONSTRAINT IF EXISTS ck_try'));
afterAll(async () => {
  await holder.end();
  await app.close();
});

let serial = 0;
const document = (sourceId: string, given: Partial<AssessmentDocument> = {}): AssessmentDocument =>
  assessment({ sourceId, patient: { issuer: 'north', id: `P-${sourceId}` }, ...given });
const size = (millimetres: string): Pick<AssessmentDocument, 'findings'> => ({
  findings: [target('L1', millimetres)],
});

interface Answered {
  readonly status: number;
  readonly body: { readonly assessmentId?: string; readonly status?: unknown; readonly errors?: { code: string }[] };
}

async function send(body: unknown, as?: Sender): Promise<Answered> {
  const answer = await app.post('/api/assessments', body, as);
  return { status: answer.status, body: (await answer.json()) as Answered['body'] };
}

/** Sends one document and, while its transaction is held up, the others: those that are right can only go together in the next one. */
async function together(documents: readonly unknown[], right = documents.length, ahead?: unknown): Promise<Answered[]> {
  serial += 1;
  await holder.query('BEGIN; LOCK TABLE assessment IN SHARE MODE');
  const first = send(ahead ?? document(`ahead-${serial}`));
  await until('the first transaction waits', async () => (await waiting()) > 0);
  const already = gathered;
  const others = documents.map((each) => send(each));
  await until('the others wait for it', () => gathered === already + right);
  await holder.query('COMMIT');
  expect((await first).status).toBe(202);
  return Promise.all(others);
}

const waiting = async (): Promise<number> =>
  (
    await holder.query(
      `SELECT FROM pg_locks WHERE NOT granted AND relation = 'assessment'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
  ).rowCount ?? 0;

const rowsOf = (sourceIds: readonly string[]) =>
  app.query<{ sourceId: string; transaction: string; receivedBy: string }>(
    `SELECT source_id AS "sourceId", xmin::text AS transaction, received_by AS "receivedBy" FROM assessment WHERE source_id = ANY ($1) ORDER BY id`,
    [sourceIds],
  );

describe('single assessments that come at the same time', () => {
  it('share a transaction, and each has an answer and an audit row of its own', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `shared-${name}`);
    const answers = await together(names.map((name) => document(name)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    const rows = await rowsOf(names);
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map(({ transaction }) => transaction)).size).toBeLessThan(5);
    const ids = answers.map(({ body }) => body.assessmentId);
    const audited = await app.query<{ ids: string[]; trace: string; actor: string }>(
      `SELECT detail -> 'assessmentIds' AS ids, trace_id AS trace, actor_id AS actor FROM audit_event
       WHERE action = 'assessment.record' AND detail -> 'assessmentIds' ->> 0 = ANY ($1)`,
      [ids],
    );
    expect(audited.map((row) => row.ids).sort()).toEqual(ids.map((id) => [id]).sort());
    expect(new Set(audited.map(({ trace }) => trace)).size).toBe(5);
    expect(new Set(audited.map(({ actor }) => actor))).toEqual(new Set([app.sender.accountId]));
  });

  it('do not fall with one that is wrong, known, in conflict or refused by the database', async () => {
    await send(document('known'));
    await send(document('numbered', { revision: 3, ...size('20') }));
    await app.query(`ALTER TABLE assessment ADD CONSTRAINT ck_try CHECK (source_id <> 'cursed')`);
    const answers = await together(
      [
        document('well-1'),
        { ...document('wrong'), findings: 'none' },
        document('known'),
        document('numbered', { revision: 2, ...size('21') }),
        document('cursed'),
        document('well-2'),
      ],
      5,
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 422, 202, 409, 500, 202]);
    expect(answers[2]?.body.status).toBe('known');
    expect(answers[3]?.body.errors?.[0]?.code).toBe('revision-outdated');
    expect((await rowsOf(['well-1', 'well-2', 'cursed'])).map(({ sourceId }) => sourceId).sort()).toEqual([
      'well-1',
      'well-2',
    ]);
  });

  it('of one source record are one correction and one conflict, as in transactions of their own', async () => {
    await send(document('corrected', size('20')));
    const answers = await together([document('corrected', size('21')), document('corrected', size('22'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.errors?.[0]?.code).toBe('recorded-at-the-same-time');
    expect(await rowsOf(['corrected'])).toHaveLength(2);
  });

  it('of one source record are one record where they are the same', async () => {
    const answers = await together([document('twice'), document('twice')]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(answers.map(({ body }) => body.status).sort()).toEqual(['created', 'known']);
  });

  it('are a conflict where one waited while another revision of its source record was recorded', async () => {
    await send(document('late', size('20')));
    const [answer] = await together([document('late', size('22'))], 1, document('late', size('21')));
    expect(answer?.status).toBe(409);
    expect(answer?.body.errors?.[0]?.code).toBe('recorded-at-the-same-time');
    expect(await rowsOf(['late'])).toHaveLength(2);
  });

  it('of two senders are each recorded as of its own', async () => {
    const other = await app.machine('submitter');
    const [mine, theirs] = await Promise.all([send(document('mine')), send(document('theirs'), other)]);
    expect([mine.status, theirs.status]).toEqual([202, 202]);
    expect((await rowsOf(['mine', 'theirs'])).map(({ sourceId, receivedBy }) => [sourceId, receivedBy]).sort()).toEqual(
      [
        ['mine', app.sender.accountId],
        ['theirs', other.accountId],
      ],
    );
  });
});
