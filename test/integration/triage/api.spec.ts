import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { render } from '../../../src/core/discussion/index.js';
import { holdInGeneral } from '../../../src/core/response/index.js';
import type { ClassificationView, FlagView, ItemView, WatchSummary } from '../../../src/modules/triage/triage-views.js';
import { openTriageFixture, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let coordinator: string;
let member: string;
let stranger: string;

/** Numbers of patients by the service's own ids: no list tells them. */
let numbers: ReadonlyMap<string, string>;
beforeAll(async () => {
  fixture = await openTriageFixture();
  const ids: string[] = [];
  for (let number = 1; number <= 16; number += 1)
    ids.push(await fixture.receive(`HN-${String(number).padStart(2, '0')}`));
  await fixture.classify(...ids);
  numbers = new Map(
    (await fixture.query<{ id: string; number: string }>('SELECT id, patient_id AS number FROM patient')).map(
      ({ id, number }) => [id, number],
    ),
  );
  [coordinator, member] = [await fixture.person('coordinator'), await fixture.person('member')];
  const [other] = await fixture.query<{ id: string }>(
    `INSERT INTO board (site_id, name, time_zone) VALUES ($1, 'Elsewhere', 'UTC') RETURNING id`,
    fixture.context.siteId,
  );
  const before = fixture.context.boardId;
  Object.assign(fixture.context, { boardId: other!.id });
  stranger = await fixture.person('coordinator');
  Object.assign(fixture.context, { boardId: before });
});
afterAll(() => fixture.close());

const get = async <Body>(url: string, authorization = coordinator): Promise<Body> =>
  (await fixture.send('GET', url, authorization)).json<Body>();
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
const audited = async (): Promise<{ action: string; patient_ids: string[] }> =>
  (
    await fixture.query<{ action: string; patient_ids: string[] }>(
      'SELECT action, patient_ids FROM audit_event ORDER BY id DESC LIMIT 1',
    )
  )[0]!;

describe('the worklist', () => {
  it('shows open flags with the reason in one line, the last scan, the state of the work and the items', async () => {
    const { items, next } = await get<Page<FlagView>>('/api/flags');
    expect(items.map(({ patient, definition }) => `${numbers.get(patient.id)} ${definition}`)).toEqual([
      'HN-03 DR-C',
      'HN-02 DR-B',
      'HN-01 DR-A',
    ]);
    expect(next).toBeNull();
    expect(items[2]).toMatchObject({
      tier: 'flag',
      episode: 'week 18',
      course: 'concurrent',
      attribution: 'checkpoint-inhibitor',
      evaluatorsFor: ['radiology'],
      holds: [],
      lineState: 'current',
      heldAssessments: 0,
      patient: { id: expect.any(String), synthetic: true },
      lastScan: { from: '2026-05-18', to: '2026-05-18' },
      items: expect.arrayContaining([expect.objectContaining({ rule: 'T3a', state: 'draft' })]),
      reason: expect.stringContaining('grew 18 to 26 mm'),
    });
    expect((await audited()).patient_ids).toHaveLength(3);
  });

  it('is filtered and read by pages', async () => {
    expect(
      (await get<Page<FlagView>>('/api/flags?definition=DR-B')).items.map(({ patient }) => numbers.get(patient.id)),
    ).toEqual(['HN-02']);
    const first = await get<Page<FlagView>>('/api/flags?limit=2');
    const second = await get<Page<FlagView>>(`/api/flags?limit=2&cursor=${first.next}`);
    expect([first.items, second.items].flat().map(({ definition }) => definition)).toEqual(['DR-C', 'DR-B', 'DR-A']);
    expect(second.next).toBeNull();
    expect((await fixture.send('GET', '/api/flags?tier=loud', coordinator)).statusCode).toBe(422);
  });

  it('is read by those who have a seat on the board of the patient', async () => {
    expect((await get<Page<FlagView>>('/api/flags', member)).items).toHaveLength(3);
    expect((await get<Page<FlagView>>('/api/flags', stranger)).items).toEqual([]);
    expect(await get<WatchSummary>('/api/watches/summary', stranger)).toEqual({ reasons: [], total: 0, synthetic: 0 });
    expect((await fixture.application.inject({ method: 'GET', url: '/api/flags' })).statusCode).toBe(401);
  });

  it('counts the watches by reason', async () => {
    const { total, reasons } = await get<WatchSummary>('/api/watches/summary');
    const { items } = await get<Page<FlagView>>('/api/flags?tier=watch&limit=200');
    expect(total).toBe(items.length);
    const codes = items.flatMap(({ holds }) => holds.map(({ code }) => code));
    for (const { code, count } of reasons) expect(count).toBe(codes.filter((other) => other === code).length);
    expect(reasons.map(({ synthetic }) => synthetic)).toEqual(reasons.map(({ count }) => count));
    // A count names no patient's lesions or evaluators.
    for (const { code, words } of reasons) expect(words).toBe(render(holdInGeneral(code)!, 'en'));
    expect(reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['watch-definition', 'evaluators-disagree']),
    );
  });
});

describe('verdicts of a patient', () => {
  it('stand by evaluator, each step of the trace in words', async () => {
    const [flag] = (await get<Page<FlagView>>('/api/flags?definition=DR-A')).items;
    const { items } = await get<{ items: ClassificationView[] }>(`/api/patients/${flag!.patient.id}/classifications`);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      evaluator: 'radiology',
      lineState: 'current',
      inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      population: { standing: 'covered' },
    });
    const steps = items[0]!.timepoints.flatMap((timepoint) => timepoint['trace'] as { words: string; rule: string }[]);
    expect(steps.length).toBeGreaterThan(3);
    for (const { words } of steps) expect(words.length).toBeGreaterThan(5);
    expect(await audited()).toMatchObject({ action: 'classification.read', patient_ids: [flag!.patient.id] });
    expect((await fixture.send('GET', `/api/patients/${flag!.patient.id}/classifications`, stranger)).statusCode).toBe(
      404,
    );
  });
});

describe('discussion items', () => {
  const drafts = async () => (await get<Page<ItemView>>('/api/items?state=draft')).items;

  it('are listed by state and shown with their version as ETag', async () => {
    const items = await drafts();
    expect(items.map(({ patient, rule }) => `${numbers.get(patient.id)} ${rule}`)).toEqual(
      expect.arrayContaining(['HN-01 T3a', 'HN-02 T1', 'HN-02 T3b', 'HN-11 T6a', 'HN-12 T6a-NPC']),
    );
    const answer = await fixture.send('GET', `/api/items/${items[0]!.id}`, member);
    expect([answer.statusCode, answer.headers['etag'], answer.json<ItemView>().content['whyNow']]).toEqual([
      200,
      '"1"',
      [expect.any(String), expect.any(String)],
    ]);
    expect((await fixture.send('GET', `/api/items/${items[0]!.id}`, stranger)).statusCode).toBe(404);
  });

  it('are accepted and dismissed by coordinators, on the version they saw, with a reason, and audited', async () => {
    const item = (await drafts()).find(({ rule }) => rule === 'T3a')!;
    const post = (act: string, authorization: string, ifMatch?: string, payload?: object) =>
      fixture.send('POST', `/api/items/${item.id}/${act}`, authorization, payload, ifMatch);
    expect((await post('accept', coordinator)).statusCode).toBe(428);
    expect((await post('accept', coordinator, '"7"')).json()).toMatchObject({ status: 412, currentVersion: 1 });
    expect((await post('accept', member, '"1"')).statusCode).toBe(403);
    expect((await post('accept', stranger, '"1"')).statusCode).toBe(404);
    const accepted = await post('accept', coordinator, '"1"');
    expect([accepted.statusCode, accepted.headers['etag'], accepted.json<ItemView>().state]).toEqual([
      200,
      '"2"',
      'accepted',
    ]);
    expect(await audited()).toMatchObject({ action: 'discussion-item.accept', patient_ids: [item.patient.id] });
    expect((await post('accept', coordinator, '"2"')).json()).toMatchObject({ status: 409, state: 'accepted' });
    expect(
      (await post('dismiss', coordinator, '"2"', {}))
        .json<{ errors: { pointer: string }[] }>()
        .errors.map(({ pointer }) => pointer),
    ).toEqual(['/reason']);
    expect((await post('dismiss', coordinator, '"2"', { reason: 'discussed by telephone' })).statusCode).toBe(422);
    const dismissed = await post('dismiss', coordinator, '"2"', { reason: 'answered-outside-the-board' });
    expect(dismissed.json<ItemView>()).toMatchObject({
      state: 'dismissed',
      stateReason: 'answered-outside-the-board',
      version: 3,
    });
    expect((await drafts()).map(({ id }) => id)).not.toContain(item.id);
    expect((await post('accept', coordinator, '"3"')).json<ItemView>()).toMatchObject({
      state: 'accepted',
      stateReason: null,
      version: 4,
    });
  });
});

describe('the rules', () => {
  it('are shown in plain language, with their evidence and what is never suggested', async () => {
    const rules = await get<{
      version: string;
      rules: { id: string; when: string }[];
      evidence: { id: string }[];
      neverSuggested: { id: string }[];
    }>('/api/rules', member);
    expect(rules.rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['T1', 'T2', 'T6a-NPC', 'T12']));
    expect(rules.neverSuggested.map(({ id }) => id)).toContain('abscopal-intent');
    expect(rules.evidence.map(({ id }) => id)).toContain('klemen-2019');
    expect((await fixture.send('GET', '/api/rules', 'Bearer nobody')).statusCode).toBe(401);
  });
});
