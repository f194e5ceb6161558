import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssessmentDocument } from '../../../src/core/record/index.js';
import { type IntakeApplication, type Sender, startIntakeApplication } from '../intake/intake-application.js';
import { assessment, target } from './recording-fixture.js';

let app: IntakeApplication;
let stranger: Sender;
let patientId: string;

interface Page<Item> {
  items: Item[];
  next: string | null;
}
interface View {
  id: string;
  revision: number;
  supersededBy: number | null;
  state: string;
  evaluator: string | null;
  document: AssessmentDocument | null;
  treatmentLineId: string;
}

const get = async <Body>(path: string, as?: Sender): Promise<{ status: number; body: Body }> => {
  const answer = await app.get(path, as);
  return { status: answer.status, body: (await answer.json()) as Body };
};
const search = async (body: object, as = app.coordinator) => {
  const answer = await app.post('/api/patients/search', body, as);
  return {
    status: answer.status,
    body: (await answer.json()) as { items: { id: string; issuer: string; patientId: string }[] },
  };
};
const audits = (action: string) =>
  app.query<{ actor: string; patients: string[] }>(
    'SELECT actor_id AS actor, patient_ids AS patients FROM audit_event WHERE action = $1 ORDER BY id',
    [action],
  );

beforeAll(async () => {
  app = await startIntakeApplication();
  stranger = await app.machine('coordinator');
  const documents = [
    assessment({ sourceId: 'A1' }),
    assessment({ sourceId: 'A2', timepoint: { label: 'w9', date: '2026-05' } }),
    assessment({ sourceId: 'A3', evaluator: 'reader 2', findings: [target('L1', '20')] }),
    assessment({ sourceId: 'A4', treatmentLine: undefined }),
    assessment({ sourceId: 'A1', findings: [target('L1', '26')] }),
    assessment({ sourceId: 'B1', patient: { issuer: 'south', id: 'P1' } }),
    ...Array.from({ length: 5 }, (_, index) =>
      assessment({ sourceId: `C${index}`, patient: { issuer: 'north', id: `C${index}` } }),
    ),
  ];
  const answer = await app.post('/api/assessments', documents);
  patientId = ((await answer.json()) as { results: { patientId: string }[] }).results[0]?.patientId ?? '';
  await app.post('/api/facts', {
    issuer: 'clinic',
    sourceId: 'F1',
    patient: { issuer: 'north', id: 'P1' },
    treatmentLine: 'first',
    facts: [
      { name: 'line-number', state: 'known', value: 1 },
      { name: 'ecog', state: 'unknown' },
    ],
  });
});
afterAll(() => app.close());

describe('patients', () => {
  it("of one's boards are listed in pages, by issuer on request, and each page is audited with whom it showed", async () => {
    const first = await get<Page<{ id: string }>>('/api/patients?limit=4');
    const second = await get<Page<{ id: string }>>(`/api/patients?limit=4&cursor=${first.body.next}`);
    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([4, 3, null]);
    expect(new Set([...first.body.items, ...second.body.items].map(({ id }) => id)).size).toBe(7);
    expect((await audits('patient.list')).map(({ actor, patients }) => [actor, [...patients].sort()])).toEqual(
      [first, second].map(({ body }) => [app.coordinator.accountId, body.items.map(({ id }) => id).sort()]),
    );
    const [south] = (await search({ patientId: 'P1', issuer: 'south' })).body.items;
    expect((await get<Page<unknown>>('/api/patients?issuer=south')).body.items).toEqual([
      { id: south?.id, synthetic: false, createdAt: expect.any(String) },
    ]);
  });

  it('are found by their id, of every issuer or of one, without the id in an address', async () => {
    expect((await search({ patientId: 'P1' })).body.items.map(({ issuer }) => issuer)).toEqual(['north', 'south']);
    expect((await search({ patientId: 'P1', issuer: 'north' })).body.items.map(({ id }) => id)).toEqual([patientId]);
    expect((await search({ patientId: 'nobody' })).body.items).toEqual([]);
    expect((await get('/api/patients?id=P1')).status).toBe(422);
  });

  it('of other boards are not there, in the same words as those who do not exist, and the refusal is audited', async () => {
    expect((await get<Page<unknown>>('/api/patients', stranger)).body.items).toEqual([]);
    expect((await search({ patientId: 'P1' }, stranger)).body.items).toEqual([]);
    const words = async (id: string) =>
      (await get<{ detail: string }>(`/api/patients/${id}`, stranger)).body.detail.replace(id, 'N');
    expect(await words(patientId)).toBe(await words('999999'));
    for (const path of [`/api/patients/${patientId}`, `/api/patients/${patientId}/assessments`])
      expect((await get(path, stranger)).status).toBe(404);
    expect((await audits('patient.refuse')).map(({ actor, patients }) => [actor, patients])).toContainEqual([
      stranger.accountId,
      [patientId],
    ]);
    expect((await get(`/api/patients/${patientId}`, app.sender)).status).toBe(403);
  });

  it('are shown with lines, evaluators and facts, without who they are', async () => {
    const { body } = await get<{ lines: { id: string }[] }>(`/api/patients/${patientId}`);
    expect(Object.keys(body).sort()).toEqual(['createdAt', 'facts', 'id', 'lines', 'synthetic']);
    expect(JSON.stringify(body)).not.toContain('P1');
    expect(body).toMatchObject({
      id: patientId,
      synthetic: false,
      lines: [
        {
          treatmentLine: null,
          implied: true,
          historyVersion: '2',
          evaluators: [{ evaluator: 'reader 1', assessments: 1 }],
        },
        {
          treatmentLine: 'first',
          implied: false,
          historyVersion: '2',
          classifiedVersion: '0',
          stale: true,
          evaluators: [
            { evaluator: 'reader 1', assessments: 2, held: 0, firstDate: '2026-03-02', lastDate: '2026-05-31' },
            { evaluator: 'reader 2', assessments: 1, held: 0, firstDate: '2026-03-02', lastDate: '2026-03-02' },
          ],
        },
      ],
      facts: [
        { name: 'line-number', state: 'known', value: 1, treatmentLineId: body.lines[1]?.id },
        {
          name: 'ecog',
          state: 'unknown',
          value: null,
          treatmentLineId: null,
          issuer: 'clinic',
          sourceId: 'F1',
          revision: 1,
        },
      ],
    });
    expect(await audits('patient.read')).toEqual([{ actor: app.coordinator.accountId, patients: [patientId] }]);
  });
});

describe('assessments of a patient', () => {
  const list = async (query = '') => (await get<Page<View>>(`/api/patients/${patientId}/assessments${query}`)).body;

  it('are the current revisions, or all of them on demand, of one line on demand, in pages', async () => {
    const all = await list('?superseded=true');
    expect((await list()).items.map(({ revision, supersededBy }) => [revision, supersededBy])).toEqual([
      [1, null],
      [1, null],
      [1, null],
      [2, null],
    ]);
    expect(all.items.filter(({ supersededBy }) => supersededBy !== null)).toMatchObject([
      {
        revision: 1,
        supersededBy: 2,
        document: { sourceId: 'A1', findings: [{ lesion: 'L1', size: '24' }, { lesion: 'L2' }] },
      },
    ]);
    const first = await list('?limit=3');
    expect([...first.items, ...(await list(`?limit=3&cursor=${first.next}`)).items]).toEqual((await list()).items);
    const lineId = (await list()).items.find(({ document }) => document?.treatmentLine === undefined)?.treatmentLineId;
    expect((await list(`?treatmentLineId=${lineId}`)).items).toMatchObject([{ document: { sourceId: 'A4' } }]);
    expect((await audits('assessment.list')).at(-1)).toEqual({
      actor: app.coordinator.accountId,
      patients: [patientId],
    });
  });

  it('that are held are among them, with what could not be read', async () => {
    const data = new FormData();
    data.append('format', 'csv');
    data.append('issuer', 'radiology');
    data.append(
      'file',
      new Blob([
        'patient_issuer,patient,evaluator,timepoint,date,lesion,role,size_mm\nnorth,P1,reader 1,w18,2026-07-06,L1,target,1 cm\nnorth,P1,,w27,2026-09-07,L1,target,12\n',
      ]),
      'a.csv',
    );
    const { id } = (await (await app.upload(data)).json()) as { id: string };
    await app.workOff(id);
    const held = (await list('?limit=200')).items
      .filter(({ state }) => state === 'held')
      .sort((one, other) => Number(one.evaluator === null) - Number(other.evaluator === null));
    expect(held).toMatchObject([
      {
        document: null,
        evaluator: 'reader 1',
        held: [expect.stringContaining("'1 cm'")],
        importId: id,
        timepoint: { label: 'w18', date: '2026-07-06', studyDay: null, baseline: null },
      },
      {
        document: null,
        evaluator: null,
        held: ['the row belongs to no evaluator'],
        timepoint: { label: 'w27', date: '2026-09-07' },
      },
    ]);
    expect(
      (
        await get<{ lines: { evaluators: { evaluator: string | null; held: number }[] }[] }>(
          `/api/patients/${patientId}`,
        )
      ).body.lines[0]?.evaluators,
    ).toMatchObject([
      { evaluator: 'reader 1', assessments: 2, held: 1 },
      { evaluator: null, assessments: 1, held: 1 },
    ]);
  });

  it('are shown one by one to those who may see the patient', async () => {
    const [one] = (await list()).items;
    expect((await get<View>(`/api/assessments/${one?.id}`)).body).toEqual(one);
    const refused = await get<{ detail: string }>(`/api/assessments/${one?.id}`, stranger);
    expect([refused.status, refused.body.detail.replace(String(one?.id), 'N')]).toEqual([
      404,
      (await get<{ detail: string }>('/api/assessments/999999', stranger)).body.detail.replace('999999', 'N'),
    ]);
    expect((await get('/api/assessments/1x')).status).toBe(422);
  });
});

it('the metrics count what waits', async () => {
  const text = await (await app.get('/metrics')).text();
  expect(text).toMatch(/^consilium_stale_lines 8$/m);
  expect(text).toMatch(/^consilium_oldest_stale_line_seconds \d+(\.\d+)?$/m);
  expect(text).toMatch(/^consilium_held_assessments 2$/m);
});
