import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssessmentDocument, FactStatement } from '../../../src/core/record/index.js';
import { assessment, target } from '../assessments/recording-fixture.js';
import { type IntakeApplication, type Sender, startIntakeApplication } from './intake-application.js';

let app: IntakeApplication;
beforeAll(async () => {
  app = await startIntakeApplication();
});
afterAll(() => app.close());

interface Problem {
  status: number;
  detail: string;
  errors: { pointer: string; code: string; detail: string; expected: string }[];
  currentRevision?: number;
}

const document = (sourceId: string, given: Partial<AssessmentDocument> = {}): AssessmentDocument =>
  assessment({ sourceId, patient: { issuer: 'north', id: `P-${sourceId}` }, ...given });
const stored = async (sourceId: string) =>
  (
    await app.query<{ count: number }>('SELECT count(*)::integer AS count FROM assessment WHERE source_id = $1', [
      sourceId,
    ])
  )[0]?.count;
const audited = (action: string) =>
  app.query<{ actor_id: string; patient_ids: string[]; detail: unknown }>(
    'SELECT actor_id, patient_ids, detail FROM audit_event WHERE action = $1 ORDER BY id',
    [action],
  );

async function send<Body>(
  path: string,
  body: unknown,
  as?: Sender,
): Promise<{ status: number; headers: Headers; body: Body }> {
  const answer = await app.post(path, body, as);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
}

describe('one assessment', () => {
  it('is recorded, answered 202 with its location, and audited', async () => {
    const { status, headers, body } = await send<{ assessmentId: string; patientId: string }>(
      '/api/assessments',
      document('one'),
    );
    expect(status).toBe(202);
    expect(body).toMatchObject({
      status: 'created',
      revision: 1,
      supersededBy: null,
      location: headers.get('location'),
    });
    expect(await (await app.get(headers.get('location') ?? '')).json()).toMatchObject({
      id: body.assessmentId,
      state: 'accepted',
      document: document('one', { revision: 1 }),
    });
    expect((await audited('assessment.record')).at(-1)).toEqual({
      actor_id: app.sender.accountId,
      patient_ids: [body.patientId],
      detail: { assessmentIds: [body.assessmentId] },
    });
  });

  it('sent again is the same record, and audited as nothing new', async () => {
    const first = await send('/api/assessments', document('again'));
    const before = (await audited('assessment.record')).length;
    const second = await send('/api/assessments', document('again'));
    expect(second.status).toBe(202);
    expect(second.body).toEqual({ ...(first.body as object), status: 'known' });
    expect(await audited('assessment.record')).toHaveLength(before);
  });

  it('with faults is refused with a pointer for each, and nothing of it is stored', async () => {
    const faulty = {
      ...document('faulty'),
      evaluator: 7,
      revison: 2,
      findings: [{ ...target('L1', '1,5'), role: 'targt' }, target('L1', '12')],
    };
    const { status, headers, body } = await send<Problem>('/api/assessments', faulty);
    expect(status).toBe(422);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/evaluator',
      '/findings/0/role',
      '/findings/0/size',
      '/findings/1/lesion',
      '/revison',
    ]);
    expect(body.errors.every(({ expected, detail }) => expected !== '' && detail !== '')).toBe(true);
    expect(await stored('faulty')).toBe(0);
    expect(await app.query(`SELECT FROM patient WHERE patient_id = 'P-faulty'`)).toEqual([]);
  });

  it('of a day that has not come is refused, a day of grace for the time zones', async () => {
    const dated = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const on = (sourceId: string, date: string) =>
      send<Problem>('/api/assessments', document(sourceId, { timepoint: { label: 'week 9', date } }));
    const ahead = await on('ahead', dated(2));
    expect(ahead.status).toBe(422);
    expect(ahead.body.errors).toMatchObject([{ pointer: '/timepoint/date', code: 'date-in-future' }]);
    expect(await stored('ahead')).toBe(0);
    expect((await on('of-today', dated(0))).status).toBe(202);
  });

  it.each([
    ['a NUL', 'a\u0000b'],
    ['half of a surrogate pair', 'a\ud800b'],
  ])('with %s in a text is refused where it stands', async (_, text) => {
    const { status, body } = await send<Problem>(
      '/api/assessments',
      document('unstorable', { findings: [{ ...target('L1', '12'), site: text }] }),
    );
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: '/findings/0/site', code: 'unreadable' }]);
  });

  it('with a quantity that stands twice is refused, not half recorded', async () => {
    const uptake: AssessmentDocument['findings'][number]['uptake'] = [
      { quantity: 'SULpeak', value: '8.4' },
      { quantity: 'SULpeak', value: '8.5' },
    ];
    const { status, body } = await send<Problem>(
      '/api/assessments',
      document('twice', { findings: [{ ...target('L1', '12'), uptake }] }),
    );
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: '/findings/0/uptake', code: 'contradiction' }]);
  });

  it('that conflicts is answered 409 with the current revision', async () => {
    await send('/api/assessments', document('conflict', { revision: 4 }));
    const { status, body } = await send<Problem>(
      '/api/assessments',
      document('conflict', { revision: 3, findings: [] }),
    );
    expect(status).toBe(409);
    expect(body).toMatchObject({
      currentRevision: 4,
      errors: [{ pointer: '/revision', code: 'revision-outdated', expected: 'a revision above the current one' }],
    });
  });

  it('is taken from submitters only', async () => {
    expect((await app.post('/api/assessments', document('forbidden'), app.coordinator)).status).toBe(403);
    expect(
      (await app.post('/api/assessments', document('forbidden'), { accountId: '', authorization: 'Bearer csk_nobody' }))
        .status,
    ).toBe(401);
    expect(await stored('forbidden')).toBe(0);
  });
});

describe('a list', () => {
  it('that is right throughout is answered 202, each element by its own result', async () => {
    const { status, headers, body } = await send('/api/assessments', [
      document('list 1'),
      document('list 2'),
      document('list 1'),
    ]);
    expect(status).toBe(202);
    expect(headers.get('location')).toBeNull();
    expect(body).toMatchObject({
      results: [{ status: 'created' }, { status: 'created' }, { status: 'known' }],
      counts: { created: 2, known: 1, conflict: 0, faulty: 0 },
    });
  });

  it('keeps its good part: the others are answered with pointers into the list', async () => {
    await send('/api/assessments', document('mixed known', { revision: 2 }));
    const { status, body } = await send('/api/assessments', [
      document('mixed good'),
      { ...document('mixed bad'), findings: [{ ...target('L1', '12'), state: 'seen' }] },
      document('mixed known', { revision: 2, findings: [] }),
      'text',
    ]);
    expect(status).toBe(207);
    expect(body).toMatchObject({
      results: [
        { status: 'created', revision: 1 },
        { status: 'faulty', errors: [{ pointer: '/1/findings/0/size' }, { pointer: '/1/findings/0/state' }] },
        { status: 'conflict', currentRevision: 2, errors: [{ pointer: '/2/revision' }] },
        { status: 'faulty', errors: [{ pointer: '/3' }] },
      ],
      counts: { created: 1, known: 0, conflict: 1, faulty: 2 },
    });
    expect(await stored('mixed good')).toBe(1);
    expect(await stored('mixed bad')).toBe(0);
  });

  it.each([
    ['nothing', '', 422],
    ['an empty list', '[]', 422],
    ['what is no JSON', '{"issuer": }', 400],
    ['more than 2,000 elements', JSON.stringify(Array.from({ length: 2_001 }, () => 1)), 413],
    ['more than 4 MiB', JSON.stringify([document('large', { findings: [] }), 'x'.repeat(4 * 1024 * 1024)]), 413],
  ])('of %s is refused with a problem', async (_, body, status) => {
    const answer = await send<Problem>('/api/assessments', body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, detail: expect.any(String) });
  });

  it('that goes deeper than any document is refused, not walked through', async () => {
    const { status } = await send<Problem>('/api/assessments', `[${'['.repeat(50_000)}${']'.repeat(50_000)}]`);
    expect(status).toBe(207);
  });
});

describe('facts', () => {
  const statement = (sourceId: string, given: Partial<FactStatement> = {}): FactStatement => ({
    issuer: 'clinic',
    sourceId,
    patient: { issuer: 'north', id: 'P-facts' },
    facts: [{ name: 'ecog', state: 'known', value: 1, date: '2026-05-04' }],
    ...given,
  });

  it('are recorded, known again, corrected, refused with pointers, and audited', async () => {
    const {
      body: { patientId },
    } = await send<{ patientId: string }>('/api/assessments', document('facts'));
    const created = await send('/api/facts', statement('F1'));
    expect(created).toMatchObject({
      status: 202,
      body: { status: 'created', revision: 1, patientId, location: `/api/patients/${patientId}` },
    });
    expect(created.headers.get('location')).toBe(`/api/patients/${patientId}`);
    expect((await send('/api/facts', statement('F1'))).body).toMatchObject({ status: 'known' });
    const wrong = await send<Problem>(
      '/api/facts',
      statement('F1', { facts: [{ name: 'ecog', state: 'known', value: 9 }] }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors).toMatchObject([{ pointer: '/facts/0/value' }]);
    expect((await audited('fact.record')).map(({ patient_ids }) => patient_ids)).toEqual([[patientId]]);
    expect(await (await app.get(`/api/patients/${patientId}`)).json()).toMatchObject({
      facts: [{ name: 'ecog', value: 1, date: '2026-05-04', sourceId: 'F1', revision: 1 }],
    });
  });

  it('are not taken from a sender who signs as people here do', async () => {
    const answer = await app.post('/api/facts', statement('forged', { issuer: 'consilium' }));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/issuer', code: 'contradiction' }] });
    expect(await app.query(`SELECT FROM case_fact WHERE issuer = 'consilium'`)).toEqual([]);
  });

  it('are taken from a coordinator about patients of their boards, and of no other, whether they exist or not', async () => {
    expect((await send('/api/facts', statement('F2'), app.coordinator)).status).toBe(202);
    await send('/api/assessments', document('elsewhere'));
    await app.query(
      `UPDATE patient_board SET until = now() FROM patient WHERE patient.id = patient_board.patient_id AND patient.patient_id = 'P-elsewhere'`,
    );
    const about = (id: string) =>
      send<Problem>('/api/facts', statement('F3', { patient: { issuer: 'north', id } }), app.coordinator);
    const [outside, nobody] = [await about('P-elsewhere'), await about('P-nobody')];
    expect(outside.status).toBe(422);
    expect(outside.body.errors).toEqual([
      {
        in: 'body',
        pointer: '/patient',
        code: 'not-found',
        detail: 'There is no such patient on a board of yours.',
        expected: 'a patient on a board of yours',
      },
    ]);
    expect(outside.body.errors).toEqual(nobody.body.errors);
  });
});

it('every touched line is enqueued for its classification, by its id alone', async () => {
  const { body } = await send<{ treatmentLineId: string }>('/api/assessments', document('queued'));
  const jobs = await app.query<{ data: string }>(
    `SELECT data::text AS data FROM bullmq.job WHERE data::text LIKE '%treatmentLineIds%'`,
  );
  expect(jobs.some(({ data }) => data.includes(`"${body.treatmentLineId}"`))).toBe(true);
  expect(jobs.some(({ data }) => data.includes('P-'))).toBe(false);
});

it('nothing of a patient stands in the log', async () => {
  await send('/api/assessments', { ...document('logged'), evaluator: 'Dr Secret', findings: 7 });
  expect(app.logLines.length).toBeGreaterThan(0);
  expect(app.logLines.filter((line) => /P-|Secret|radiology/.test(line))).toEqual([]);
});
