import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { contentHash } from '../../../src/modules/assessments/content-hash.js';
import type { StatedFactView } from '../../../src/modules/assessments/fact-views.js';
import { AccountService } from '../../../src/platform/access/index.js';
import { type IntakeApplication, type Sender, startIntakeApplication } from '../intake/intake-application.js';
import { assessment } from './recording-fixture.js';

let app: IntakeApplication;
let patientId: string;
let lineId: string;

beforeAll(async () => {
  app = await startIntakeApplication();
  const answer = await app.post('/api/assessments', [
    assessment(),
    assessment({ sourceId: 'A2', treatmentLine: 'second' }),
  ]);
  patientId = ((await answer.json()) as { results: { patientId: string }[] }).results[0]?.patientId ?? '';
  [{ id: lineId }] = (await app.query<{ id: string }>(`SELECT id FROM treatment_line WHERE line_key = 'first'`)) as [
    { id: string },
  ];
});
afterAll(() => app.close());

const state = async (body: object, as: Sender = app.coordinator) => {
  const answer = await app.post(`/api/patients/${patientId}/facts`, { source: 'letter of the clinic', ...body }, as);
  return {
    status: answer.status,
    body: (await answer.json()) as StatedFactView & {
      currentRevision?: number;
      errors?: { pointer: string; code: string }[];
    },
  };
};
const history = async (query: string, as: Sender = app.coordinator) =>
  ((await (await app.get(`/api/patients/${patientId}/facts?${query}`, as)).json()) as { items: StatedFactView[] })
    .items;
const versions = async () =>
  Object.fromEntries(
    (
      await app.query<{ key: string; version: string }>(
        'SELECT line_key AS key, history_version AS version FROM treatment_line',
      )
    ).map(({ key, version }) => [key, version]),
  );

it('a coordinator states a fact with source, date and author; it concerns every line of the patient', async () => {
  const before = await versions();
  expect(await state({ name: 'ecog', state: 'known', value: 1, date: '2026-03-02' })).toMatchObject({
    status: 201,
    body: {
      name: 'ecog',
      state: 'known',
      value: 1,
      date: '2026-03-02',
      source: 'letter of the clinic',
      revision: 1,
      supersededAt: null,
      recordedBy: expect.any(String),
    },
  });
  expect(await versions()).toEqual({
    first: String(Number(before['first']) + 1),
    second: String(Number(before['second']) + 1),
  });
  const [event] = await app.query<object>(
    `SELECT actor_id, patient_ids, detail FROM audit_event WHERE action = 'fact.state'`,
  );
  expect(event).toEqual({ actor_id: app.coordinator.accountId, patient_ids: [patientId], detail: {} });
});

it('a correction names the revision it replaces, and the history keeps both; another date is another fact', async () => {
  expect(await state({ name: 'ecog', state: 'known', value: 2, date: '2026-03-02' })).toMatchObject({
    status: 409,
    body: { currentRevision: 1 },
  });
  expect((await state({ name: 'ecog', state: 'known', value: 2, date: '2026-03-02', replaces: 1 })).body.revision).toBe(
    2,
  );
  expect((await state({ name: 'ecog', state: 'known', value: 3, date: '2026-05-04' })).body.revision).toBe(1);
  expect(
    (await history('name=ecog')).map(({ value, revision, supersededAt }) => [value, revision, supersededAt === null]),
  ).toEqual([
    [3, 1, true],
    [2, 2, true],
    [1, 1, false],
  ]);
  expect((await history('name=ecog&current=true')).map(({ value }) => value)).toEqual([3, 2]);
});

it('two people at once: one is told that the other was faster', async () => {
  const both = await Promise.all(
    [1, 2].map((percent) => state({ name: 'weight-loss-percent', state: 'known', value: percent, date: '2026-04' })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

it('reports of two organs on one day are two facts, and so are their acknowledgements', async () => {
  for (const what of ['airway', 'carotid']) {
    expect(
      (
        await state({
          name: 'organ-at-risk',
          state: 'known',
          value: { what, report: `${what} at risk` },
          date: '2026-04-27',
        })
      ).status,
    ).toBe(201);
    expect(
      (
        await state({
          name: 'organ-at-risk-acknowledged',
          state: 'known',
          value: { what, by: 'Dr Weber' },
          date: '2026-04-28',
        })
      ).status,
    ).toBe(201);
  }
  expect(
    (await history('name=organ-at-risk-acknowledged&current=true')).map(
      ({ value }) => (value as { what: string }).what,
    ),
  ).toEqual(['carotid', 'airway']);
  expect(
    (
      await state({
        name: 'organ-at-risk',
        state: 'known',
        value: { what: 'airway', report: 'not at risk' },
        date: '2026-04-27',
      })
    ).body,
  ).toMatchObject({ currentRevision: 1 });
});

it('courses of two fields on one day are two facts, and conditions of two regions; each is corrected in its place', async () => {
  const course = (field: string, doseGy: number, replaces?: number) =>
    state({
      name: 'prior-radiotherapy',
      state: 'known',
      value: { field, doseGy },
      date: '2026-03-11',
      ...(replaces === undefined ? {} : { replaces }),
    });
  expect([(await course('neck', 70)).status, (await course('right lung', 54)).status]).toEqual([201, 201]);
  expect((await course('right lung', 50)).status).toBe(409);
  expect((await course('right lung', 50, 1)).body).toMatchObject({ revision: 2 });
  const current = await history('name=prior-radiotherapy&current=true');
  expect(current.map(({ value }) => value)).toEqual([
    { field: 'right lung', doseGy: 50 },
    { field: 'neck', doseGy: 70 },
  ]);
  const region = (organ: string) =>
    state({
      name: 'region-condition',
      state: 'known',
      value: { condition: 'infection', organ, present: 'yes' },
      date: '2026-03-11',
    });
  expect([(await region('lung')).status, (await region('lymph-node')).status]).toEqual([201, 201]);
});

it('what release 0.1.0 recorded of a course is corrected in its place', async () => {
  const stated = {
    name: 'prior-radiotherapy',
    state: 'known',
    value: { field: 'tongue', doseGy: 60 },
    date: '2026-03-12',
  };
  const { body } = await state(stated);
  const ofBefore = contentHash({
    patientId,
    treatmentLineId: null,
    name: 'prior-radiotherapy',
    lesion: null,
    evaluator: null,
    date: '2026-03-12',
  });
  await app.query('UPDATE case_fact SET source_id = $1 WHERE id = $2', [ofBefore, body.id]);
  expect((await state({ ...stated, value: { field: 'tongue', doseGy: 66 }, replaces: 1 })).body).toMatchObject({
    revision: 2,
  });
  const current = (await history('name=prior-radiotherapy&current=true')).filter(({ date }) => date === '2026-03-12');
  expect(current.map(({ value }) => value)).toEqual([{ field: 'tongue', doseGy: 66 }]);
});

it('keeps none apart from unknown, and the fact of a line with its line', async () => {
  expect((await state({ name: 'symptoms', state: 'none' })).body).toMatchObject({ state: 'none', value: null });
  expect((await state({ name: 'comorbidity', state: 'unknown' })).body).toMatchObject({
    state: 'unknown',
    value: null,
  });
  const before = await versions();
  expect(
    (await state({ name: 'setting', state: 'known', value: 'recurrent-or-metastatic', treatmentLineId: lineId })).body,
  ).toMatchObject({ treatmentLineId: lineId });
  expect(await versions()).toEqual({ ...before, first: String(Number(before['first']) + 1) });
});

it('a member states what they know, and not that a patient died', async () => {
  const member = await app.machine();
  await app.application
    .get(AccountService)
    .addBoardMember({ boardId: app.boardId, accountId: member.accountId, role: 'member' });
  expect((await state({ name: 'ecog', state: 'known', value: 2, date: '2026-05-05' }, member)).status).toBe(201);
  expect((await state({ name: 'died', state: 'known', value: true, date: '2026-05-06' }, member)).status).toBe(403);
});

it('refuses what is not right with its place, and everyone without a seat on a board of the patient', async () => {
  const pointers = async (body: object) => (await state(body)).body.errors?.map(({ pointer, code }) => [pointer, code]);
  expect(await pointers({ name: 'ecog', state: 'known', value: 9 })).toEqual([['/value', 'out-of-range']]);
  expect(await pointers({ name: 'ecog', state: 'known' })).toEqual([['/value', 'missing']]);
  expect(await pointers({ name: 'setting', state: 'unknown' })).toEqual([['/treatmentLineId', 'missing']]);
  expect(await pointers({ name: 'setting', state: 'unknown', treatmentLineId: '999999' })).toEqual([
    ['/treatmentLineId', 'not-in-list'],
  ]);
  expect(await pointers({ name: 'ecog', state: 'unknown', treatmentLineId: lineId })).toEqual([
    ['/treatmentLineId', 'contradiction'],
  ]);
  expect((await pointers({ name: 'ecog', state: 'unknown', source: '' }))?.[0]?.[0]).toBe('/source');
  expect((await state({ name: 'ecog', state: 'unknown' }, await app.machine('coordinator'))).status).toBe(404);
  expect((await state({ name: 'ecog', state: 'unknown' }, await app.machine('submitter'))).status).toBe(403);
});
