import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assessmentsOf,
  openTriageFixture,
  resized,
  statementOf,
  statementsAbout,
  type TriageFixture,
} from './triage-fixture.js';

let fixture: TriageFixture;
beforeAll(async () => {
  fixture = await openTriageFixture();
});
afterAll(() => fixture.close());

interface Item {
  readonly id: string;
  readonly rule: string;
  readonly state: string;
  readonly state_reason: string | null;
  readonly predecessor_id: string | null;
  readonly version: number;
  readonly question: string;
}

const currentItems = (lineId: string) =>
  fixture.query<Item>(
    'SELECT id, rule, state, state_reason, predecessor_id, version, question FROM discussion_item WHERE treatment_line_id = $1 AND superseded_at IS NULL ORDER BY rule',
    lineId,
  );
const itemOf = async (lineId: string, rule: string): Promise<Item> =>
  (await currentItems(lineId)).find((item) => item.rule === rule)!;
const currentFlags = (lineId: string) =>
  fixture.query<{
    id: string;
    definition: string;
    tier: string;
    state: string;
    predecessor_id: string | null;
    holds: string[];
  }>(
    `SELECT id, definition, tier, state, predecessor_id, holds FROM flag WHERE treatment_line_id = $1 AND superseded_at IS NULL AND definition IN ('DR-A', 'DR-B') ORDER BY definition`,
    lineId,
  );
const rows = async (table: string, lineId: string): Promise<number> =>
  (
    await fixture.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM ${table} WHERE treatment_line_id = $1`,
      lineId,
    )
  )[0]!.count;
const decide = (itemId: string, state: string) =>
  fixture.query(
    `UPDATE discussion_item SET state = $2, state_reason = 'said so', state_changed_by = $3, state_changed_at = now(), version = version + 1 WHERE id = $1`,
    itemId,
    state,
    fixture.context.accountId,
  );

/** A patient of the cohort of their own for each test: the ids are changed, nothing else. */
async function another(
  patient: string,
  name: string,
): Promise<{
  readonly lineId: string;
  correct(sizes: Readonly<Record<string, string>>, revision?: number): Promise<void>;
  state(...facts: Parameters<typeof statementOf>[2][]): Promise<void>;
}> {
  const rename = <Document extends { readonly sourceId: string }>(document: Document): Document =>
    JSON.parse(JSON.stringify(document).replaceAll(patient, name)) as Document;
  const documents = assessmentsOf(patient).map(rename);
  await fixture.record(...documents);
  await fixture.state(...statementsAbout(patient).map(rename));
  const [line] = await fixture.query<{ id: string }>(
    'SELECT line.id FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id = $1',
    name,
  );
  await fixture.classify(line!.id);
  let statements = 0;
  return {
    lineId: line!.id,
    correct: async (sizes, revision) => {
      await fixture.record({ ...resized(documents.at(-1)!, sizes), revision });
      await fixture.classify(line!.id);
    },
    state: async (...facts) => {
      await fixture.state(statementOf(name, `${name}/more ${(statements += 1)}`, ...facts));
      await fixture.classify(line!.id);
    },
  };
}

describe('a line that is classified', () => {
  it('has classification, flags, items and its own version written at once, and nothing is written twice', async () => {
    const lineId = await fixture.receive('HN-01');
    expect([await currentFlags(lineId), await currentItems(lineId)]).toEqual([[], []]);
    await fixture.classify(lineId);
    expect(await currentFlags(lineId)).toMatchObject([{ definition: 'DR-A', tier: 'flag', state: 'open' }]);
    expect(await itemOf(lineId, 'T3a')).toMatchObject({
      state: 'draft',
      version: 1,
      question: 'Should the lymph node (N) be treated locally while pembrolizumab continues?',
    });
    const [line] = await fixture.query<Record<string, unknown>>(
      'SELECT history_version = classified_version AS current, classified_release_id IS NOT NULL AS released, stale_since FROM treatment_line WHERE id = $1',
      lineId,
    );
    expect(line).toEqual({ current: true, released: true, stale_since: null });
    const before = [
      await rows('classification', lineId),
      await rows('flag', lineId),
      await rows('discussion_item', lineId),
    ];
    await fixture.classify(lineId, lineId);
    expect([
      await rows('classification', lineId),
      await rows('flag', lineId),
      await rows('discussion_item', lineId),
    ]).toEqual(before);
  });

  it('keeps what its rules wait for beside its verdicts', async () => {
    const { lineId } = await another('HN-06', 'W-06');
    const [row] = await fixture.query<{
      discussion: { population: object; waiting: { rule: string; waitsFor: { fact: string }[] }[] };
    }>('SELECT discussion FROM classification WHERE treatment_line_id = $1 AND superseded_at IS NULL', lineId);
    expect(row!.discussion.population).toMatchObject({ standing: 'covered', group: 'squamous' });
    expect(
      row!.discussion.waiting.map(({ rule, waitsFor }) => [rule, waitsFor.map(({ fact }) => fact)]),
    ).toContainEqual(['T6a', ['resectable', 'irradiable']]);
  });

  it('shows the flags of the cohort, and the items of the first rules, as they are expected of it', async () => {
    const found: Record<string, string[]> = {};
    for (let number = 1; number <= 16; number += 1) {
      const patient = `HN-${String(number).padStart(2, '0')}`;
      const lineId = await fixture.receive(patient);
      await fixture.classify(lineId);
      const flags = (await currentFlags(lineId))
        .filter(({ tier, state }) => tier === 'flag' && state === 'open')
        .map(({ definition }) => definition);
      found[patient] = [
        ...flags,
        ...(await currentItems(lineId)).filter(({ state }) => state === 'draft').map(({ rule }) => rule),
      ];
    }
    const printed = {
      'HN-01': ['DR-A', 'T3a'],
      'HN-02': ['DR-B', 'T1', 'T3b'],
      'HN-11': ['T6a'],
      'HN-12': ['T6a-NPC'],
    };
    for (const [patient, what] of Object.entries(printed)) expect(found[patient]).toEqual(expect.arrayContaining(what));
    const flagged = Object.entries(found)
      .filter(([, what]) => what.some((name) => name.startsWith('DR-')))
      .map(([patient]) => patient);
    expect(flagged).toEqual(['HN-01', 'HN-02']);
  });
});

describe('evidence that stays or changes', () => {
  it('keeps the item, and what people did to it, while its evidence stays', async () => {
    const { lineId, state } = await another('HN-01', 'K-01');
    const item = await itemOf(lineId, 'T3a');
    await decide(item.id, 'accepted');
    await state({ name: 'sex', state: 'known', value: 'male' });
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ id: item.id, state: 'accepted', version: 2 });
    expect(
      await fixture.query(
        'SELECT superseded_at IS NULL AS current, history_version FROM classification WHERE treatment_line_id = $1 ORDER BY id',
        lineId,
      ),
    ).toEqual([
      { current: false, history_version: expect.any(String) },
      { current: true, history_version: expect.any(String) },
    ]);
  });

  it('makes a successor that points back when a millimetre changes, and never changes the item that was', async () => {
    const { lineId, correct: change } = await another('HN-01', 'S-01');
    const item = await itemOf(lineId, 'T3a');
    const [before] = await fixture.query<object>(
      'SELECT content, question, evidence_hash FROM discussion_item WHERE id = $1',
      item.id,
    );
    const flagsBefore = await currentFlags(lineId);
    await change({ N: '27' });
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ predecessor_id: item.id, state: 'draft' });
    expect((await currentFlags(lineId))[0]).toMatchObject({ predecessor_id: flagsBefore[0]!.id, state: 'open' });
    expect(
      (
        await fixture.query<object>(
          'SELECT content, question, evidence_hash FROM discussion_item WHERE id = $1',
          item.id,
        )
      )[0],
    ).toEqual(before);
  });

  it('makes a successor when only the words for a site are corrected: the side of a node is evidence', async () => {
    const { lineId } = await another('HN-01', 'L-01');
    const last = JSON.parse(JSON.stringify(assessmentsOf('HN-01')[0]!).replaceAll('HN-01', 'L-01')) as ReturnType<
      typeof assessmentsOf
    >[0];
    const sited = (site: string) => ({
      ...last,
      findings: last.findings.map((finding) => (finding.lesion === 'N' ? { ...finding, site } : finding)),
    });
    await fixture.record(sited('left neck node'));
    await fixture.classify(lineId);
    const left = await itemOf(lineId, 'T3a');
    await fixture.record(sited('right neck node'));
    await fixture.classify(lineId);
    const right = await itemOf(lineId, 'T3a');
    expect([left.question, right.question]).toEqual(
      ['left', 'right'].map(
        (side) => `Should the ${side} neck node (N) be treated locally while pembrolizumab continues?`,
      ),
    );
    expect(right.predecessor_id).toBe(left.id);
  });

  it('withdraws a flag that a correction makes vanish, closes its item, and raises both again when it is undone', async () => {
    const { lineId, correct: change } = await another('HN-01', 'V-01');
    const [flag] = await currentFlags(lineId);
    const item = await itemOf(lineId, 'T3a');
    await change({ N: '20' });
    expect(await currentFlags(lineId)).toMatchObject([{ state: 'withdrawn', predecessor_id: flag!.id }]);
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ id: item.id, state: 'closed', state_reason: 'flag-withdrawn' });
    await change({ N: '26' }, 9);
    expect(await currentFlags(lineId)).toMatchObject([{ state: 'open' }]);
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ state: 'draft', predecessor_id: item.id });
  });

  it.each([
    ['HN-10', 'T3a', '2026-03-25', 'carried-out'],
    ['HN-15', 'T3b', '2026-08-10', 'second-primary'],
    ['HN-06', 'T1', '2026-03-15', 'no-longer-met'],
  ])('%s: closes %s of %s with the code %s', async (patient, rule, until, code) => {
    const fresh = await openTriageFixture();
    try {
      const lineId = await fresh.receive(patient, until);
      await fresh.classify(lineId);
      const open = await fresh.query<Item>(
        'SELECT id, rule, state FROM discussion_item WHERE treatment_line_id = $1 AND rule = $2',
        lineId,
        rule,
      );
      expect(open).toMatchObject([{ rule, state: 'draft' }]);
      await fresh.receive(patient);
      await fresh.classify(lineId);
      expect(
        await fresh.query(
          'SELECT id, state, state_reason FROM discussion_item WHERE treatment_line_id = $1 AND rule = $2',
          lineId,
          rule,
        ),
      ).toEqual([{ id: open[0]!.id, state: 'closed', state_reason: code }]);
    } finally {
      await fresh.close();
    }
  });
});

describe('a dismissal', () => {
  it('silences through small steps until they add up to 5 mm, and keeps who dismissed it', async () => {
    const { lineId, correct: change } = await another('HN-01', 'D-01');
    await decide((await itemOf(lineId, 'T3a')).id, 'dismissed');
    await change({ N: '29' });
    const silent = await itemOf(lineId, 'T3a');
    expect(silent).toMatchObject({ state: 'dismissed', state_reason: 'said so', version: 1 });
    await change({ N: '30.9' });
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ state: 'dismissed', predecessor_id: silent.id });
    await change({ N: '31' });
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ state: 'draft', state_reason: null });
  });

  it('ends at a new fact, and is remembered while the question does not stand', async () => {
    const { lineId, correct: change, state } = await another('HN-01', 'E-01');
    await decide((await itemOf(lineId, 'T3a')).id, 'dismissed');
    await change({ N: '20' });
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ state: 'dismissed' });
    await change({ N: '26' }, 9);
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ state: 'dismissed' });
    await state({ name: 'ecog', state: 'known', value: 1, date: '2026-05-20' });
    expect(await itemOf(lineId, 'T3a')).toMatchObject({ state: 'draft' });
  });
});

describe('what only the sender can answer', () => {
  const queries = (lineId: string) =>
    fixture.query<{ code: string; message: string; answered: boolean; place: object }>(
      'SELECT code, message, place, answered_at IS NOT NULL AS answered FROM sender_query WHERE treatment_line_id = $1 ORDER BY code',
      lineId,
    );

  it('is asked once, a watch meanwhile, and answered by the fact: then it is a flag', async () => {
    const documents = assessmentsOf('HN-01').map(
      (document) => JSON.parse(JSON.stringify(document).replaceAll('HN-01', 'Q-01')) as typeof document,
    );
    await fixture.record(...documents);
    const [line] = await fixture.query<{ id: string }>(
      `SELECT line.id FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id = 'Q-01'`,
    );
    await fixture.classify(line!.id);
    expect(await currentFlags(line!.id)).toMatchObject([
      { definition: 'DR-A', tier: 'watch', holds: expect.arrayContaining(['treatment-unknown']) },
    ]);
    expect(await currentItems(line!.id)).toEqual([]);
    expect(await queries(line!.id)).toMatchObject([
      { code: 'which-setting', answered: false },
      { code: 'which-treatment', answered: false, place: { file: null, otherRows: [] } },
    ]);
    const known = statementsAbout('HN-01').map(
      (statement) => JSON.parse(JSON.stringify(statement).replaceAll('HN-01', 'Q-01')) as typeof statement,
    );
    await fixture.state(...known);
    await fixture.classify(line!.id);
    expect(await currentFlags(line!.id)).toMatchObject([{ definition: 'DR-A', tier: 'flag', state: 'open' }]);
    expect((await queries(line!.id)).map(({ answered }) => answered)).toEqual([true, true]);
  });

  it('names every lesion that one question is about, and follows their number', async () => {
    const { lineId } = await another('HN-01', 'M-01');
    const first = JSON.parse(JSON.stringify(assessmentsOf('HN-01')[0]!).replaceAll('HN-01', 'M-01')) as ReturnType<
      typeof assessmentsOf
    >[0];
    const longAxis = (...lesions: string[]) => ({
      ...first,
      findings: first.findings.map((finding) =>
        lesions.includes(finding.lesion)
          ? { ...finding, organ: 'lymph-node' as const, axis: 'longest-diameter' as const }
          : finding,
      ),
    });
    await fixture.record(longAxis('N', 'H'));
    await fixture.classify(lineId);
    const [both] = (await queries(lineId)).filter(({ code }) => code === 'node-on-longest-diameter');
    expect(both!.message).toMatch(/Node H .*Node N |Node N .*Node H /);
    await fixture.record(longAxis('N'));
    await fixture.classify(lineId);
    const [one] = (await queries(lineId)).filter(({ code }) => code === 'node-on-longest-diameter');
    expect(one!.message).not.toContain('Node H');
  });
});

it('a correction of an early scan re-classifies all that follow it', async () => {
  const lineId = await fixture.receive('HN-06');
  await fixture.classify(lineId);
  const verdicts = async () =>
    (
      await fixture.query<{ result: { timepoints: { overallResponse: string | null }[] } }>(
        'SELECT result FROM classification WHERE treatment_line_id = $1 AND superseded_at IS NULL',
        lineId,
      )
    )[0]!.result.timepoints.map(({ overallResponse }) => overallResponse);
  const before = await verdicts();
  await fixture.record(resized(assessmentsOf('HN-06')[0]!, { P: '20', N: '10', L: '10' }));
  await fixture.classify(lineId);
  expect([before, await verdicts()]).toEqual([
    [null, 'PD', 'SD', 'PR'],
    [null, 'PD', 'PD', 'SD'],
  ]);
});
