import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  catalogue,
  chaseList,
  type DraftItem,
  forbiddenIn,
  render,
  textsIn,
} from '../../../src/core/discussion/index.js';
import type { CaseView } from '../../../src/modules/triage/items/case-views.js';
import type { ItemView } from '../../../src/modules/triage/triage-views.js';
import { openTriageFixture, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let coordinator: string;
let member: string;
let administrator: string;
const lines = new Map<string, string>();

beforeAll(async () => {
  fixture = await openTriageFixture();
  for (let number = 1; number <= 16; number += 1) {
    const patient = `HN-${String(number).padStart(2, '0')}`;
    lines.set(patient, await fixture.receive(patient));
  }
  await fixture.classify(...lines.values());
  [coordinator, member, administrator] = [
    await fixture.person('coordinator'),
    await fixture.person('member'),
    await fixture.administrator(),
  ];
});
afterAll(() => fixture.close());

const idOf = async (patient: string): Promise<string> =>
  (await fixture.query<{ id: string }>('SELECT id FROM patient WHERE patient_id = $1', patient))[0]!.id;
const caseOf = async (patient: string): Promise<CaseView> =>
  (await fixture.send('GET', `/api/patients/${await idOf(patient)}/case`, member)).json<CaseView>();
const itemsOf = async (patient: string): Promise<CaseView['lines'][number]['items']> =>
  (await caseOf(patient)).lines[0]!.items;
const storedItems = async (patient: string): Promise<readonly DraftItem[]> =>
  (await fixture.send('GET', `/api/items?patientId=${await idOf(patient)}`, member))
    .json<{ items: readonly ItemView[] }>()
    .items.map(({ content }) => content as unknown as DraftItem);

/** The items as they are stored: with phrases for their texts. */
const draftedItems = async (patient: string): Promise<readonly DraftItem[]> =>
  (
    await fixture.query<{ content: DraftItem }>(
      `SELECT item.content FROM discussion_item AS item JOIN treatment_line AS line ON line.id = item.treatment_line_id
       WHERE line.patient_id = $1 AND item.superseded_at IS NULL`,
      await idOf(patient),
    )
  ).map(({ content }) => content);

const only = (value: object, fields: readonly string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([field]) => fields.includes(field)));

it('shows every field that the rules gave an item, in the order of the catalogue', async () => {
  for (const patient of lines.keys()) {
    const stored = new Map((await storedItems(patient)).map((item) => [item.rule, item]));
    const shown = await itemsOf(patient);
    expect(new Set(shown.map(({ rule }) => rule))).toEqual(new Set(stored.keys()));
    for (const item of shown) {
      const drafted = stored.get(item.rule)!;
      const { flag, evidence, ...rest } = item;
      expect(flag).toEqual(drafted.flagShown);
      // By which fact an open point is answered is said where it is shown, and not stored.
      const asStored = {
        ...rest,
        unknowns: rest.unknowns.map(({ answer: _answer, ...unknown }) => unknown),
        outOfDate: rest.outOfDate.map(({ answer: _answer, ...stale }) => stale),
      };
      expect(drafted).toMatchObject(only(asStored, Object.keys(drafted)));
      expect(
        Object.keys(drafted)
          .filter((field) => !(field in item))
          .sort(),
      ).toEqual(['evidenceDistance', 'evidenceUsed', 'flagShown']);
      expect(evidence.map(({ id, distance, differs }) => ({ id, distance, differs }))).toEqual(
        drafted.evidenceDistance,
      );
      expect(evidence.map(({ id }) => id)).toEqual(drafted.evidence);
      for (const { id, finding, source, doi, esmo } of item.evidence)
        expect(catalogue.evidence.get(id)).toMatchObject({ finding, source, doi, esmo });
    }
  }
  expect((await itemsOf('HN-01')).map(({ rule }) => rule)).toEqual(['T3a', 'T4', 'T5', 'T2']);
  expect((await itemsOf('HN-02')).map(({ rule }) => rule)).toEqual(['T3b', 'T2', 'T1', 'T10']);
});

it('says of the dissociated response which definitions are met, how sure the change is and what stays untreated', async () => {
  const item = (await itemsOf('HN-01')).find(({ rule }) => rule === 'T3a')!;
  expect(item).toMatchObject({
    standing: 'met',
    attribution: 'checkpoint-inhibitor',
    flag: { definition: 'DR-A', met: ['DR-A', 'DR-C', 'TAZ18'], notMet: ['DR-B', 'BER20'] },
  });
  expect(item.flag!.measurementConfidence).toBeCloseTo(0.92, 2);
  expect(item.matrix.residual.find(({ option }) => option === 'sbrt')!.lesions).toEqual(['H', 'L1', 'L2']);
  expect(item.unknowns[0]).toMatchObject({
    fact: 'organ-at-risk',
    couldChange: ['flag', 'option'],
    suppliers: ['radiology', 'treating clinician'],
    freshForDays: 28,
  });
});

it('says of each lesion who read it by what at the last scan, and how sure its change is', async () => {
  const { readings } = (await caseOf('HN-01')).lines[0]!;
  expect(readings.map(({ lesion }) => lesion).sort()).toEqual(['H', 'L1', 'L2', 'N']);
  const node = readings.find(({ lesion }) => lesion === 'N')!;
  expect(node).toMatchObject({
    evaluator: 'radiology',
    reader: 'reader 1',
    modality: 'CT',
    examined: { from: '2026-05-18', to: '2026-05-18' },
    noiseEstablished: true,
  });
  expect(node.confidence!.grow).toBeGreaterThan(0.9);
  for (const { confidence } of readings)
    expect(confidence!.grow + confidence!.shrink + confidence!.neither).toBeCloseTo(1, 9);
  const ofSeveralReaders = (await caseOf('HN-16')).lines[0]!.readings;
  expect(new Set(ofSeveralReaders.map(({ evaluator }) => evaluator)).size).toBe(3);
  const withNewLesion = (await caseOf('HN-02')).lines[0]!.readings;
  expect(withNewLesion.find(({ lesion }) => lesion === 'New-1')!.confidence).toBeNull();
  const mucosal = (await caseOf('HN-04')).lines[0]!.readings;
  expect(mucosal.find(({ lesion }) => lesion === 'P')!.noiseEstablished).toBe(false);
});

/** How a case is read: the local options and tissue first. */
const readingOrder = ['T3a', 'T4', 'T5', 'T2'];

it('gives what is missing for the open questions as text to copy, by who could answer', async () => {
  expect((await caseOf('HN-01')).lines[0]!.chase).toBe(
    render(
      chaseList(
        await draftedItems('HN-01').then((items) =>
          [...items].sort((one, other) => readingOrder.indexOf(one.rule) - readingOrder.indexOf(other.rule)),
        ),
      ),
      'en',
    ),
  );
  expect((await caseOf('HN-05')).lines[0]!.chase).toBe('');
});

it('holds none of the words that this project does not use', async () => {
  for (const patient of lines.keys()) {
    expect(forbiddenIn(textsIn(await caseOf(patient)), 'en')).toEqual([]);
  }
});

it('lists a reported finding until a named clinician has acknowledged it, whatever becomes of its question', async () => {
  const report = { what: 'carotid', report: 'carotid contact 200 degrees', date: '2026-04-27' };
  expect((await caseOf('HN-07')).reports).toEqual([report]);
  expect((await caseOf('HN-01')).reports).toEqual([]);
  const question = (await itemsOf('HN-07')).find(({ rule }) => rule === 'T9')!;
  const dismiss = (body: object) =>
    fixture.send('POST', `/api/items/${question.id}/dismiss`, coordinator, body, `"${question.version}"`);
  // Another reason needs words, which are shown as the reason; a code says all.
  for (const body of [
    { reason: 'other' },
    { reason: 'other', words: ' ' },
    { reason: 'already-decided', words: 'yes' },
  ])
    expect((await dismiss(body)).statusCode).toBe(422);
  expect((await dismiss({ reason: 'other', words: 'Answered by telephone' })).json()).toMatchObject({
    state: 'dismissed',
    stateReason: 'Answered by telephone',
  });
  expect((await caseOf('HN-07')).reports).toEqual([report]);
  const acknowledge = (date: string) =>
    fixture.send('POST', `/api/patients/${patientId}/facts`, coordinator, {
      name: 'organ-at-risk-acknowledged',
      state: 'known',
      value: { what: 'carotid', by: 'Dr Weber' },
      date,
      source: 'by telephone',
    });
  const patientId = await idOf('HN-07');
  expect((await acknowledge('2026-04-26')).statusCode).toBe(201);
  expect((await caseOf('HN-07')).reports).toEqual([report]);
  expect((await acknowledge('2026-04-27')).statusCode).toBe(201);
  expect((await caseOf('HN-07')).reports).toEqual([]);
});

it('asks nobody about a patient who has died', async () => {
  const patientId = await idOf('HN-09');
  const state = (fact: object) =>
    fixture.send('POST', `/api/patients/${patientId}/facts`, coordinator, {
      state: 'known',
      source: 'report',
      ...fact,
    });
  await state({ name: 'organ-at-risk', value: { what: 'airway', report: 'narrowed to 5 mm' }, date: '2026-03-20' });
  expect((await caseOf('HN-09')).reports).toHaveLength(1);
  await state({ name: 'died', value: { on: '2026-04' } });
  expect((await caseOf('HN-09')).reports).toEqual([]);
});

it('shows no question of a rule that is switched off, from the moment of the switch', async () => {
  expect((await itemsOf('HN-02')).map(({ rule }) => rule)).toContain('T10');
  const { statusCode } = await fixture.send('POST', '/api/rules/T10/switch', administrator, {
    on: false,
    reason: 'its sources are being looked at',
  });
  expect(statusCode).toBeLessThan(300);
  const {
    lines: [line],
  } = await caseOf('HN-02');
  expect(line!.items.map(({ rule }) => rule)).toEqual(['T3b', 'T2', 'T1']);
  expect(line!.chase).not.toContain('tolerable');
});

it('names beside each open point the fact that answers it, and the lesions it is asked of', async () => {
  const answers = async (patient: string, rule: string) =>
    Object.fromEntries(
      (await itemsOf(patient)).find((item) => item.rule === rule)!.unknowns.map(({ fact, answer }) => [fact, answer]),
    );
  expect(await answers('HN-03', 'T3a')).toMatchObject({
    'growing-lesions-treatable': { fact: 'treatable', lesions: ['L1', 'L2'], completes: false },
    'organ-at-risk': { fact: 'organ-at-risk', lesions: [], completes: false },
  });
  expect((await answers('HN-01', 'T5'))['radiotherapy-plan']).toEqual({
    fact: 'prior-radiotherapy',
    lesions: [],
    completes: true,
  });
});

it('says why nothing is asked of what was found, held back or could not be assessed', async () => {
  const said: Record<string, string> = {};
  for (const patient of lines.keys()) {
    const [line] = (await caseOf(patient)).lines;
    const texts = textsIn(line!.nothingAsked);
    const open = line!.flags.filter(({ state }) => state === 'open');
    expect([patient, open.length > 0 && line!.items.length === 0 && texts.length === 0]).toEqual([patient, false]);
    expect(forbiddenIn(texts, 'en')).toEqual([]);
    if (texts.length > 0) said[patient] = texts.join(' ');
  }
  expect(Object.keys(said).sort()).toEqual(['HN-10', 'HN-15']);
  expect(said['HN-15']).toMatch(/another tumour by tissue/);
  expect(said['HN-10']).toMatch(
    /^DR-C \(watch\) raises no question of its own: .* DR-C could not be assessed at 22-May-2026/,
  );
});

it('shows what was stated of each lesion and of radiotherapy in words, in the language of the reader', async () => {
  const read = async (patient: string, language: string) => {
    const [line] = (
      await fixture.application.inject({
        method: 'GET',
        url: `/api/patients/${await idOf(patient)}/case`,
        headers: { authorization: member, 'accept-language': language },
      })
    ).json<CaseView>().lines;
    return { lesionNotes: line!.lesionNotes, radiotherapy: line!.radiotherapy };
  };
  expect(await read('HN-10', 'en')).toEqual({ lesionNotes: { N: ['operation (03-Apr-2026)'] }, radiotherapy: [] });
  expect(await read('HN-10', 'de')).toMatchObject({ lesionNotes: { N: ['Operation (03-Apr-2026)'] } });
  expect((await read('HN-01', 'en')).radiotherapy).toEqual([
    'prior radiotherapy: neck, 70 Gy, Nov-2023; whether the treatment plan is available is not known; in its field: lymph node (N); 30 months from its end to this scan; MIRI class I where it is resected first, else II (over 2 years)',
  ]);
});
