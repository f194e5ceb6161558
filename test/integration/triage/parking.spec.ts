import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { CaseView } from '../../../src/modules/triage/items/case-views.js';
import type { ItemHistory } from '../../../src/modules/triage/ledger/ledger-views.js';
import { assessmentsOf, openTriageFixture, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let lineId: string;
beforeEach(async () => {
  fixture = await openTriageFixture();
  lineId = await fixture.receive('HN-02');
  await fixture.classify(lineId);
});
afterEach(() => fixture.close());

const firstProposal = async () =>
  (
    await fixture.query<{ id: string; state: string; predecessor_id: string | null }>(
      `SELECT id, state, predecessor_id FROM discussion_item WHERE treatment_line_id = $1 AND rule = 'T1' AND superseded_at IS NULL`,
      lineId,
    )
  )[0]!;
const park = async (until: string | null, sourceId: string) => {
  await fixture.query(
    `
    INSERT INTO case_fact (patient_id, treatment_line_id, issuer, source_id, revision, ordinal, name, state, value, date_as_sent, date_from, date_to, recorded_by)
    SELECT patient_id, id, 'clinic', $2, 1, 0, 'parked', $4, $3, '2026-03-18', '2026-03-18', '2026-03-18', $5 FROM treatment_line WHERE id = $1`,
    lineId,
    sourceId,
    until === null ? null : JSON.stringify({ until, by: 'Dr Berger' }),
    until === null ? 'none' : 'known',
    fixture.context.accountId,
  );
  await fixture.query(
    'UPDATE treatment_line SET history_version = history_version + 1, stale_since = now() WHERE id = $1',
    lineId,
  );
  await fixture.classify(lineId);
};
const parking = async (): Promise<CaseView['lines'][number]['parking'] | undefined> => {
  const [{ patient_id: patientId } = { patient_id: '' }] = await fixture.query<{ patient_id: string }>(
    'SELECT patient_id FROM treatment_line WHERE id = $1',
    lineId,
  );
  return (
    await fixture.send('GET', `/api/patients/${patientId}/case`, await fixture.person('coordinator'))
  ).json<CaseView>().lines[0]?.parking;
};

it.each(['accepted', 'dismissed'])(
  'a parked case comes back when its window ends, without any new data: what was %s is a draft again, once',
  async (state) => {
    const proposed = await firstProposal();
    await fixture.query(
      `UPDATE discussion_item SET state = $2, state_changed_by = $3, state_changed_at = now() WHERE id = $1`,
      proposed.id,
      state,
      fixture.context.accountId,
    );
    expect(await parking()).toBeNull();
    await park('2026-04-20', 'parking');
    expect(await firstProposal()).toMatchObject({ id: proposed.id, state });
    expect(await parking()).toEqual({
      until: '2026-04-20',
      by: 'Dr Berger',
      confirmedOn: '2026-03-18',
      timepoint: 'week 8',
      ended: false,
    });
    expect(await fixture.jobs.reachDay('2026-04-20')).toBe(0);
    expect(await fixture.jobs.reachDay('2026-04-21')).toBe(1);
    await fixture.classify(lineId);
    const returned = await firstProposal();
    expect(returned).toMatchObject({ state: 'draft', predecessor_id: proposed.id });
    expect(await parking()).toMatchObject({ until: '2026-04-20', ended: true });
    const history = (
      await fixture.send('GET', `/api/items/${returned.id}/history`, await fixture.person('coordinator'))
    ).json<ItemHistory>().items;
    expect(history[0]!.because.map(({ code }) => code)).toEqual(['parking-ended']);
    expect(await fixture.jobs.reachDay('2026-12-31')).toBe(0);
    await fixture.query('UPDATE treatment_line SET history_version = history_version + 1 WHERE id = $1', lineId);
    await fixture.classify(lineId);
    expect((await firstProposal()).id).toBe(returned.id);
  },
);

it('a later word on the window counts: it moves the day, or takes it away', async () => {
  const day = async () =>
    (
      await fixture.query<{ day: string | null }>(
        'SELECT reconsider_on::text AS day FROM treatment_line WHERE id = $1',
        lineId,
      )
    )[0]!.day;
  await park('2026-04-20', 'first');
  expect(await day()).toBe('2026-04-21');
  await park('2026-05-05', 'second');
  expect(await day()).toBe('2026-05-06');
  await park(null, 'third');
  expect([await day(), await parking()]).toEqual([null, null]);
});

it('a case with a new lesion in the spine is not parked, whoever confirms it, and nothing proposes it', async () => {
  const [document] = assessmentsOf('HN-02').slice(-1);
  await fixture.record({
    ...document!,
    revision: 2,
    findings: document!.findings.map((finding) =>
      finding.lesion === 'New-1' ? { ...finding, site: 'vertebra T8' } : finding,
    ),
  });
  await fixture.classify(lineId);
  await park('2026-04-20', 'parking');
  expect(await parking()).toBeNull();
  const [{ patient_id: patientId } = { patient_id: '' }] = await fixture.query<{ patient_id: string }>(
    'SELECT patient_id FROM treatment_line WHERE id = $1',
    lineId,
  );
  const { items } = (
    await fixture.send('GET', `/api/patients/${patientId}/case`, await fixture.person('coordinator'))
  ).json<CaseView>().lines[0]!;
  expect(items.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['T1', 'T13']));
  expect(items.filter(({ parks }) => parks)).toEqual([]);
  expect(await fixture.jobs.reachDay('2026-12-31')).toBe(0);
});
