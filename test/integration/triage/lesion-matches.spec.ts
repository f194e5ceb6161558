import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AssessmentDocument, FindingDocument } from '../../../src/core/record/index.js';
import type { LesionMatchingView } from '../../../src/modules/assessments/lesion-match-views.js';
import type { CaseView } from '../../../src/modules/triage/items/case-views.js';
import { openTriageFixture, statementOf, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let coordinator: string;
let second: string;
let member: string;
let patientId: string;
let lineId: string;

const finding = (lesion: string, size: string, more: Partial<FindingDocument> = {}): FindingDocument => ({
  lesion,
  role: 'target',
  organ: 'liver',
  axis: 'longest-diameter',
  state: 'measured',
  size,
  ...more,
});
const scan = (patient: string, date: string, ...findings: FindingDocument[]): AssessmentDocument => ({
  issuer: 'consilium-demo',
  sourceId: `${patient} ${date}`,
  synthetic: true,
  patient: { issuer: 'consilium-demo', id: patient },
  treatmentLine: `${patient}/immunotherapy`,
  evaluator: 'radiology',
  timepoint: { label: date, date },
  findings,
});
const lung = (size: string) => finding('T02', size, { organ: 'lung' });
const received = async (patient: string): Promise<{ patientId: string; lineId: string }> => {
  const [row] = await fixture.query<{ patientId: string; lineId: string }>(
    'SELECT patient.id AS "patientId", line.id AS "lineId" FROM patient JOIN treatment_line AS line ON line.patient_id = patient.id WHERE patient.patient_id = $1',
    patient,
  );
  return row!;
};

beforeAll(async () => {
  fixture = await openTriageFixture();
  [coordinator, second, member] = [
    await fixture.person('coordinator'),
    await fixture.person('coordinator'),
    await fixture.person('member'),
  ];
  await fixture.record(
    scan('M-1', '2026-01-12', finding('T01', '30', { site: 'liver seg 7' }), lung('20')),
    scan('M-1', '2026-03-16', finding('LIVER S7', '45', { site: 'Liver S7' }), lung('10')),
  );
  ({ patientId, lineId } = await received('M-1'));
  await fixture.classify(lineId);
});
afterAll(() => fixture.close());

interface Answer extends LesionMatchingView {
  readonly code?: string;
  readonly currentVersion?: number;
  readonly changes?: readonly object[];
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}
const at = () => `/api/patients/${patientId}/lines/${lineId}/lesion-matches`;
const read = async (as = coordinator): Promise<Answer> => (await fixture.send('GET', at(), as)).json<Answer>();
const confirm = async (match: object, as = coordinator, path = at()) => {
  const answer = await fixture.send('POST', path, as, { evaluator: 'radiology', version: 0, ...match });
  return { status: answer.statusCode, body: answer.json<Answer>() };
};
const undo = async (id: string, version: number, as = coordinator) => {
  const answer = await fixture.send('POST', `${at()}/${id}/undo`, as, { version });
  return { status: answer.statusCode, body: answer.json<Answer>() };
};
const classified = async () => {
  await fixture.classify(lineId);
  const [line] = (await fixture.send('GET', `/api/patients/${patientId}/case`, member)).json<CaseView>().lines;
  const [evaluator] = line!.evaluators as unknown as {
    timepoints: { sumOfDiameters: number | null; targetResponse: string | null }[];
    lesions: { lesion: string; points: { sentAs?: string }[] }[];
  }[];
  const scanNow = evaluator!.timepoints.at(-1)!;
  return {
    state: line!.state,
    sum: scanNow.sumOfDiameters,
    target: scanNow.targetResponse,
    sentAs: evaluator!.lesions.flatMap(({ lesion, points }) =>
      points.flatMap((point) => (point.sentAs === undefined ? [] : [`${lesion}: ${point.sentAs}`])),
    ),
  };
};
const versions = async () =>
  (
    await fixture.query<{ history: string }>(
      'SELECT history_version AS history FROM treatment_line WHERE id = $1',
      lineId,
    )
  )[0]!.history;

it('a confirmed match is applied and classified, the assessment stays as sent, and an undoing takes it back', async () => {
  expect(await classified()).toEqual({ state: 'current', sum: null, target: 'NE', sentAs: [] });
  const seen = await read(member);
  expect(seen).toMatchObject({
    version: 0,
    evaluators: [
      {
        evaluator: 'radiology',
        before: [{ label: 'T01', readAs: null }],
        later: [{ label: 'LIVER S7', readAs: null }],
        proposals: [{ before: 'T01', later: 'LIVER S7', otherBefore: [], otherLater: [] }],
      },
    ],
    matches: [],
  });
  const before = await versions();

  const matched = await confirm({ label: 'LIVER S7', readAs: 'T01' });
  expect(matched).toMatchObject({
    status: 200,
    body: {
      version: 1,
      evaluators: [{ proposals: [], later: [{ label: 'LIVER S7', readAs: 'T01' }] }],
      matches: [{ label: 'LIVER S7', readAs: 'T01', confirmedBy: expect.any(String), undoneAt: null }],
    },
  });
  expect(await versions()).toBe(String(Number(before) + 1));
  expect(await classified()).toEqual({ state: 'current', sum: 55_000, target: 'SD', sentAs: ['T01: LIVER S7'] });
  const stored = (await fixture.send('GET', `/api/patients/${patientId}/assessments`, member)).json<{
    items: { document: AssessmentDocument }[];
  }>();
  expect(stored.items.map(({ document }) => document.findings.map(({ lesion }) => lesion))).toEqual([
    ['T01', 'T02'],
    ['LIVER S7', 'T02'],
  ]);

  const undone = await undo(matched.body.matches[0]!.id, 1);
  expect(undone).toMatchObject({
    status: 200,
    body: { version: 2, matches: [{ label: 'LIVER S7', undoneBy: expect.any(String), undoneAt: expect.any(String) }] },
  });
  expect(await classified()).toEqual({ state: 'current', sum: null, target: 'NE', sentAs: [] });
  expect(
    await fixture.query(
      `SELECT action, patient_ids, subject_type, detail FROM audit_event WHERE action IN ('lesion.match', 'lesion.unmatch') ORDER BY id`,
    ),
  ).toEqual(
    ['lesion.match', 'lesion.unmatch'].map((action) => ({
      action,
      patient_ids: [patientId],
      subject_type: 'lesion-match',
      detail: { treatmentLineId: lineId },
    })),
  );
  expect(fixture.logLines.join('\n')).not.toContain('LIVER S7');
});

it('facts of the label are those of the lesion while the match is in force', async () => {
  await fixture.state(
    statementOf('M-1', 'S7 treatable', {
      name: 'treatable',
      state: 'known',
      value: { treatable: 'no', by: 'Dr Weber' },
      lesion: 'LIVER S7',
    }),
  );
  const facts = async () => {
    await fixture.classify(lineId);
    const [line] = (await fixture.send('GET', `/api/patients/${patientId}/case`, member)).json<CaseView>().lines;
    return line!.lesionFacts;
  };
  expect(await facts()).toMatchObject({ 'LIVER S7': { treatable: 'no' } });
  const { version } = await read();
  const { body } = await confirm({ label: 'LIVER S7', readAs: 'T01', version });
  expect(await facts()).toMatchObject({ T01: { treatable: 'no' } });
  expect(await facts()).not.toHaveProperty(['LIVER S7']);
  await undo(body.matches[0]!.id, body.version);
});

it('of two coordinators at once one is told what the other changed, by whatever order they came', async () => {
  const { version } = await read();
  const answers = await Promise.all(
    [coordinator, second].map((as) => confirm({ label: 'LIVER S7', readAs: 'T01', version }, as)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
    code: 'matches-changed',
    currentVersion: version + 1,
    changes: [{ change: 'matched', label: 'LIVER S7', readAs: 'T01', by: expect.any(String) }],
  });
  const { matches } = await read();
  const taken = await Promise.all([coordinator, second].map((as) => undo(matches[0]!.id, version + 1, as)));
  expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(taken.find(({ status }) => status === 409)!.body).toMatchObject({ changes: [{ change: 'undone' }] });
  expect(await undo(matches[0]!.id, version + 2)).toMatchObject({ status: 409, body: { code: 'undone-already' } });
});

it('what cannot be one lesion is refused by name, and nothing is written', async () => {
  await fixture.record(scan('M-1', '2026-05-18', finding('X', '40'), lung('9')));
  await fixture.classify(lineId);
  let { version } = await read();
  const before = await versions();
  const refused = async (label: string, readAs: string, more: object = {}) => {
    const { status, body } = await confirm({ label, readAs, version, ...more });
    return [status, body.errors?.[0]?.code, body.errors?.[0]?.pointer];
  };
  expect(await refused('T02', 'T01')).toEqual([422, 'one-timepoint', '/readAs']);
  expect(await refused('LIVER S7', 'T09')).toEqual([422, 'unknown-label', '/readAs']);
  expect(await refused('LIVER S7', 'T01', { evaluator: 'reader 2' })).toEqual([422, 'unknown-label', '/label']);
  expect(await refused('T01', 'T01')).toEqual([422, 'same-label', '/readAs']);
  expect(await refused('T01', 'LIVER S7')).toEqual([422, 'not-seen-before', '/readAs']);
  expect(await versions()).toBe(before);
  const { body } = await confirm({ label: 'LIVER S7', readAs: 'T01', version });
  ({ version } = body);
  expect(await refused('T01', 'LIVER S7')).toEqual([422, 'cycle', '/readAs']);
  expect(await refused('X', 'LIVER S7')).toEqual([422, 'chain', '/readAs']);
  expect(await refused('LIVER S7', 'T01')).toEqual([422, 'matched-already', '/label']);
  expect(await confirm({ label: 'X', readAs: 'T01', version })).toMatchObject({ status: 200 });
  expect(await classified()).toMatchObject({ sum: 49_000, sentAs: ['T01: LIVER S7', 'T01: X'] });
});

it('a line of another patient, and a patient of a board that one does not coordinate, are not there', async () => {
  await fixture.record(scan('M-2', '2026-01-12', finding('A', '30')), scan('M-2', '2026-03-16', finding('B', '30')));
  const other = await received('M-2');
  const match = { label: 'B', readAs: 'A', version: 0 };
  const crossed = `/api/patients/${patientId}/lines/${other.lineId}/lesion-matches`;
  expect((await confirm(match, coordinator, crossed)).status).toBe(404);
  expect((await fixture.send('GET', crossed, coordinator)).statusCode).toBe(404);
  const own = `/api/patients/${other.patientId}/lines/${other.lineId}/lesion-matches`;
  expect((await confirm(match, member, own)).status).toBe(403);
  expect((await fixture.send('GET', own, await fixture.administrator())).statusCode).toBe(403);
  expect((await confirm(match, coordinator, own)).status).toBe(200);
});
