import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DraftItem, Phrase } from '../../../src/core/discussion/index.js';
import type { Page } from '../../../src/platform/http/index.js';
import { verifyAuditChain } from '../../../src/platform/audit/index.js';
import type { ComputedLine } from '../../../src/modules/triage/classify/compute-line.js';
import { DryRunWorker } from '../../../src/modules/triage/release/dry-run-worker.service.js';
import type {
  DryRunChangeView,
  DryRunDetail,
  DryRunView,
  ItemHistory,
  ReleasesView,
  RuleStanding,
} from '../../../src/modules/triage/ledger/ledger-views.js';
import { Reevaluation } from '../../../src/modules/triage/release/reevaluation.service.js';
import { assessmentsOf, openTriageFixture, resized, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let lineId: string;
let other: string;
let administrator: string;
let coordinator: string;

beforeEach(async () => {
  fixture = await openTriageFixture();
  [lineId, other] = [await fixture.receive('HN-01'), await fixture.receive('HN-02')];
  await fixture.classify(lineId, other);
  [administrator, coordinator] = [await fixture.administrator(), await fixture.person('coordinator')];
});
afterEach(() => fixture.close());

const worker = (): DryRunWorker => fixture.application.get(DryRunWorker);
const reevaluation = (): Reevaluation => fixture.application.get(Reevaluation);
const reevaluateAll = async (): Promise<void> => {
  const rows = await fixture.query<{ first: string }>(
    'SELECT DISTINCT (id - id % 50)::text AS first FROM treatment_line',
  );
  await reevaluation().reevaluate(rows.map(({ first }) => first));
};

interface Item {
  readonly id: string;
  readonly rule: string;
  readonly state: string;
  readonly state_reason: string | null;
  readonly state_changed_by: string | null;
  readonly state_changed_at: Date | null;
  readonly predecessor_id: string | null;
}

const itemOf = async (rule: string, line = lineId): Promise<Item | undefined> =>
  (
    await fixture.query<Item>(
      `
  SELECT id, rule, state, state_reason, state_changed_by, state_changed_at, predecessor_id FROM discussion_item
  WHERE treatment_line_id = $1 AND rule = $2 AND superseded_at IS NULL`,
      line,
      rule,
    )
  )[0];
const patientOf = async (line: string): Promise<string> =>
  (await fixture.query<{ id: string }>('SELECT patient_id AS id FROM treatment_line WHERE id = $1', line))[0]!.id;
const everything = (): Promise<object[]> =>
  fixture.query(`
  SELECT 'flag' AS kind, id, state, superseded_at FROM flag UNION ALL SELECT 'item', id, state, superseded_at FROM discussion_item
  UNION ALL SELECT 'classification', id, rule_set_version, superseded_at FROM classification ORDER BY kind, id`);
const correct = (size: string) => fixture.record(resized(assessmentsOf('HN-01').at(-1)!, { N: size }));

/** The next version of the rules: T3a says one caution more, and T3b is gone. */
const caution: Phrase = { id: 'catalogue', parameters: { text: 'statement/nature-unknown' } };
function upgrade(version = '9.0.0'): void {
  fixture.computation.ruleSetVersion = version;
  fixture.computation.alter = (computed): ComputedLine => ({
    ...computed,
    outcome: {
      ...computed.outcome,
      items: computed.outcome.items
        .filter(({ rule }) => rule !== 'T3b')
        .map((item): DraftItem =>
          item.rule === 'T3a' ? { ...item, ruleVersion: version, cautions: [...item.cautions, caution] } : item,
        ),
    },
  });
}

const start = async (): Promise<DryRunView> =>
  (await fixture.send('POST', '/api/dry-runs', administrator)).json<DryRunView>();
const detail = async (id: string, who = administrator): Promise<DryRunDetail> =>
  (await fixture.send('GET', `/api/dry-runs/${id}`, who)).json<DryRunDetail>();
const changes = async (id: string, who = coordinator, query = ''): Promise<readonly DryRunChangeView[]> =>
  (await fixture.send('GET', `/api/dry-runs/${id}/changes${query}`, who)).json<Page<DryRunChangeView>>().items;
const act = (id: string, what: string, version: number, body?: object) =>
  fixture.send('POST', `/api/dry-runs/${id}/${what}`, administrator, body, `"${version}"`);

async function finished(): Promise<DryRunDetail> {
  const { id } = await start();
  await worker().run(id);
  return detail(id);
}

async function released(): Promise<DryRunView> {
  const run = await finished();
  const answer = await act(run.id, 'release', run.version, { reason: 'reviewed by the rules group' });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<DryRunView>();
}

describe('a dry run', () => {
  it('tells then, now and because of what would appear, change and go, and changes nothing', async () => {
    const before = await everything();
    upgrade();
    const run = await finished();
    expect(run).toMatchObject({
      state: 'done',
      lines: 2,
      done: 2,
      newerData: 0,
      failed: 0,
      ruleSetVersion: '9.0.0',
      obstacles: [],
      version: 1,
      startedBy: 'Administrator',
    });
    expect(run.counts).toEqual([
      { subject: 'item', name: 'T3a', kind: 'changes', shown: true, code: 'rule-version', count: 1 },
      { subject: 'item', name: 'T3b', kind: 'goes', shown: true, code: 'no-longer-met', count: 1 },
    ]);
    const [changed, gone] = await changes(run.id);
    expect(changed).toMatchObject({
      subject: 'item',
      name: 'T3a',
      kind: 'changes',
      treatmentLineId: lineId,
      patient: { id: await patientOf(lineId), synthetic: true },
      newerData: false,
      currentId: (await itemOf('T3a'))!.id,
      then: { state: 'draft', words: 'Should the lymph node (N) be treated locally while pembrolizumab continues?' },
      now: {
        state: 'draft',
        ruleVersion: '9.0.0',
        words: 'Should the lymph node (N) be treated locally while pembrolizumab continues?',
      },
    });
    expect(changed!.because.map(({ code, words }) => [code, words])).toEqual([
      ['rule-version', `The rule has another version: ${changed!.then!.ruleVersion} then, 9.0.0 now.`],
      ['says-otherwise', 'It says something else: the cautions.'],
    ]);
    expect(gone).toMatchObject({
      name: 'T3b',
      kind: 'goes',
      treatmentLineId: other,
      then: { state: 'draft' },
      now: { state: 'closed' },
      because: [{ code: 'no-longer-met' }],
    });
    expect((await changes(run.id, coordinator, '?kind=goes')).map(({ name }) => name)).toEqual(['T3b']);
    expect(await everything()).toEqual(before);
  });

  it('shows patients to those who sit on their boards, numbers to administrators, and nothing to members', async () => {
    upgrade();
    const { id } = await finished();
    expect(await changes(id, administrator)).toEqual([]);
    expect((await detail(id)).counts).toHaveLength(2);
    expect(JSON.stringify(await detail(id))).not.toContain('HN-0');
    const found = await changes(id);
    expect(found.map(({ patient }) => patient)).toEqual([
      { id: await patientOf(lineId), synthetic: true },
      { id: await patientOf(other), synthetic: true },
    ]);
    expect(JSON.stringify(found)).not.toContain('HN-0');
    const [read] = await fixture.query<{ patient_ids: string[] }>(
      `SELECT patient_ids FROM audit_event WHERE action = 'dry-run.read' ORDER BY id DESC LIMIT 1`,
    );
    expect(read!.patient_ids).toHaveLength(2);
    expect((await fixture.send('GET', `/api/dry-runs/${id}`, await fixture.person('member'))).statusCode).toBe(403);
    expect((await fixture.send('POST', '/api/dry-runs', coordinator)).statusCode).toBe(403);
  });

  it('is one at a time, and is paused, resumed where it was and cancelled', async () => {
    const { id } = await start();
    expect((await fixture.send('POST', '/api/dry-runs', administrator)).statusCode).toBe(409);
    expect((await act(id, 'pause', 7)).statusCode).toBe(412);
    fixture.reader.afterRead = async () => {
      expect((await act(id, 'pause', 1)).json()).toMatchObject({ state: 'paused', version: 2 });
    };
    await worker().run(id);
    expect(await detail(id)).toMatchObject({ state: 'paused', done: 0 });
    await worker().run(id);
    expect(await detail(id)).toMatchObject({ done: 0 });
    expect((await act(id, 'resume', 2)).json()).toMatchObject({ state: 'running', version: 3 });
    await worker().run(id);
    expect(await detail(id)).toMatchObject({ state: 'done', done: 2 });
    expect((await act(id, 'cancel', 3)).json()).toMatchObject({
      status: 409,
      state: 'done',
      detail: `Dry run ${id} is done: to cancel, it has to be running or paused.`,
      allowed: [{ transition: 'release', to: 'released', by: ['administrator'] }],
    });
    const second = await start();
    expect((await act(second.id, 'cancel', 1)).json()).toMatchObject({ state: 'cancelled' });
    await worker().run(second.id);
    expect(await detail(second.id)).toMatchObject({ state: 'cancelled', done: 0 });
    expect((await act(second.id, 'resume', 2)).json()).toMatchObject({ status: 409, state: 'cancelled', allowed: [] });
  });

  it('does not go on beside another one, and says what is allowed instead', async () => {
    const { id } = await start();
    expect((await act(id, 'pause', 1)).statusCode).toBe(200);
    const second = await start();
    expect((await act(id, 'resume', 2)).json()).toMatchObject({
      status: 409,
      state: 'paused',
      detail: expect.stringContaining('Another dry run is under way'),
      allowed: [
        { transition: 'resume', to: 'running', by: ['administrator'], needs: ['no other dry run is under way'] },
        { transition: 'cancel', to: 'cancelled', by: ['administrator'], needs: [] },
      ],
    });
    expect((await act(second.id, 'cancel', 1)).statusCode).toBe(200);
    expect((await act(id, 'resume', 2)).json()).toMatchObject({ state: 'running' });
  });

  it('goes on after its worker was lost, and two workers at once write nothing twice', async () => {
    upgrade();
    const { id } = await start();
    fixture.reader.afterRead = () => worker().run(id);
    await worker().run(id);
    expect(await detail(id)).toMatchObject({ state: 'done', done: 2 });
    expect(await changes(id)).toHaveLength(2);
    const second = await start();
    fixture.reader.afterRead = async () => {
      await fixture.database.destroy();
    };
    await expect(worker().run(second.id)).rejects.toThrow();
    await fixture.database.initialize();
    expect(await worker().resume()).toBe(0);
    await fixture.query(`UPDATE dry_run SET moved_at = now() - interval '6 seconds'`);
    expect(await worker().resume()).toBe(1);
    await worker().run(second.id);
    expect([(await detail(second.id)).state, (await changes(second.id)).length]).toEqual(['done', 2]);
  });

  it('is computed by its own version alone', async () => {
    upgrade();
    const { id } = await start();
    fixture.computation.ruleSetVersion = '9.1.0';
    await worker().run(id);
    await fixture.query(`UPDATE dry_run SET moved_at = now() - interval '6 seconds'`);
    expect([await worker().resume(), (await detail(id)).done]).toEqual([0, 0]);
  });

  it('counts a line that cannot be computed and goes on with the others', async () => {
    upgrade();
    fixture.computation.broken.add(lineId);
    expect(await finished()).toMatchObject({ state: 'done', done: 2, failed: 1, counts: [{ name: 'T3b' }] });
  });

  it('reads one moment: a correction while it computes is not in it, is classified at once, and is marked in the next', async () => {
    const { id } = await start();
    fixture.reader.afterRead = async () => {
      await correct('33');
      await fixture.classify(lineId);
    };
    await worker().run(id);
    expect(await changes(id)).toEqual([]);
    expect((await itemOf('T3a'))!.predecessor_id).not.toBeNull();
    await correct('35');
    const next = await finished();
    expect(next.newerData).toBe(1);
    const found = await changes(next.id);
    expect(found.find(({ name }) => name === 'T3a')).toMatchObject({
      newerData: true,
      because: [{ code: 'evidence-differs' }, { code: 'says-otherwise' }],
    });
    expect(found.every(({ newerData }) => newerData)).toBe(true);
  });
});

describe('a release', () => {
  it('makes the new version current, audited, and every line follows in the background', async () => {
    upgrade();
    const run = await released();
    expect(run).toMatchObject({ state: 'released', obstacles: ['already-released'], version: 2 });
    expect(await fixture.query('SELECT rule_set_version, current, note FROM release ORDER BY id DESC LIMIT 1')).toEqual(
      [{ rule_set_version: '9.0.0', current: true, note: 'reviewed by the rules group' }],
    );
    const [event] = await fixture.query<object>(
      `SELECT action, subject_id, detail FROM audit_event WHERE action = 'release.make'`,
    );
    expect(event).toMatchObject({ subject_id: run.releaseId, detail: { dryRunId: run.id, ruleSetVersion: '9.0.0' } });
    const figures = async (): Promise<ReleasesView> =>
      (await fixture.send('GET', '/api/releases', coordinator)).json<ReleasesView>();
    expect((await figures()).reevaluation).toEqual({ lines: 2, toDo: 2, paused: false });
    await reevaluateAll();
    expect(await figures()).toMatchObject({
      reevaluation: { toDo: 0 },
      thisProcess: { isReleased: true },
      items: [
        { current: true, releasedBy: 'Administrator', dryRunId: run.id },
        { current: false, releasedBy: null },
      ],
    });
    expect(await itemOf('T3b', other)).toMatchObject({ state: 'closed' });
    const changed = await itemOf('T3a');
    const history = (await fixture.send('GET', `/api/items/${changed!.id}/history`, coordinator)).json<ItemHistory>()
      .items;
    expect(history).toMatchObject([
      {
        itemId: changed!.id,
        ruleVersion: '9.0.0',
        ruleSetVersion: '9.0.0',
        inputHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        because: [{ code: 'rule-version' }, { code: 'says-otherwise' }],
      },
      { itemId: changed!.predecessor_id, because: [] },
    ]);
    expect(history[0]!.inputHash).toBe(history[1]!.inputHash);
    expect(await reevaluation().sweep()).toBe(0);
    expect(await verifyAuditChain(fixture.database.manager)).toMatchObject({ intact: true });
  });

  it('is refused without a version and a reason, before the end of the dry run, and once anything else has changed', async () => {
    const same = await finished();
    expect((await act(same.id, 'release', 1, { reason: 'nothing new' })).json()).toMatchObject({
      status: 409,
      obstacles: ['nothing-to-release'],
    });
    upgrade();
    const early = await start();
    expect((await act(early.id, 'release', 1, { reason: 'too early' })).json()).toMatchObject({
      status: 409,
      obstacles: ['not-done'],
    });
    await worker().run(early.id);
    expect(
      (await fixture.send('POST', `/api/dry-runs/${early.id}/release`, administrator, { reason: 'unseen' })).statusCode,
    ).toBe(428);
    expect((await act(early.id, 'release', 1, {})).statusCode).toBe(422);
    expect(
      (await fixture.send('POST', `/api/dry-runs/${early.id}/release`, coordinator, { reason: 'not mine' }, '"1"'))
        .statusCode,
    ).toBe(403);
    await fixture.send('POST', '/api/rules/T3b/switch', administrator, { on: false, reason: 'under review' });
    expect((await act(early.id, 'release', 1, { reason: 'outdated' })).json()).toMatchObject({
      obstacles: ['rules-switched-since'],
    });
    upgrade('9.1.0');
    expect((await act(early.id, 'release', 1, { reason: 'outdated' })).json()).toMatchObject({
      obstacles: ['another-rule-set', 'rules-switched-since'],
    });
    await released();
    expect((await act(early.id, 'release', 1, { reason: 'outdated' })).json()).toMatchObject({
      obstacles: expect.arrayContaining(['another-release-since']),
    });
  });

  it('while a line is being classified lets that result go, and the line comes under the new release', async () => {
    await correct('33');
    fixture.reader.afterRead = async () => {
      upgrade();
      await released();
    };
    expect(await fixture.classifier.classify([lineId])).toEqual({ classified: [], overtaken: [lineId] });
    await fixture.classify(lineId);
    expect(
      await fixture.query(
        'SELECT rule_set_version FROM classification WHERE treatment_line_id = $1 AND superseded_at IS NULL',
        lineId,
      ),
    ).toEqual([{ rule_set_version: '9.0.0' }]);
  });

  it('does not let a re-evaluation overwrite a correction that comes meanwhile', async () => {
    upgrade();
    await released();
    fixture.reader.afterRead = () => correct('33');
    await reevaluateAll();
    const [line] = await fixture.query<{ stale: boolean }>(
      'SELECT history_version <> classified_version AS stale FROM treatment_line WHERE id = $1',
      lineId,
    );
    expect(line).toEqual({ stale: true });
    await fixture.classify(lineId);
    expect(
      (
        await fixture.query<{ rule_version: string; cautions: unknown[] }>(
          `SELECT rule_version, content -> 'cautions' AS cautions FROM discussion_item WHERE id = $1`,
          (await itemOf('T3a'))!.id,
        )
      )[0]!,
    ).toMatchObject({ rule_version: '9.0.0', cautions: expect.arrayContaining([caution]) });
  });

  it('is followed more slowly, never not at all, while new data waits; and not while it is paused', async () => {
    upgrade();
    await released();
    const [current] = (await fixture.send('GET', '/api/releases', administrator)).json<ReleasesView>().items;
    expect(
      (await fixture.send('POST', '/api/releases/current/pause', administrator, undefined, '"9"')).statusCode,
    ).toBe(412);
    expect(
      (
        await fixture.send('POST', '/api/releases/current/pause', administrator, undefined, `"${current!.version}"`)
      ).json(),
    ).toMatchObject({ reevaluation: { paused: true, toDo: 2 } });
    expect(
      (
        await fixture.send('POST', '/api/releases/current/pause', administrator, undefined, `"${current!.version + 1}"`)
      ).json(),
    ).toMatchObject({
      status: 409,
      state: 'held-up',
      allowed: [
        { transition: 'resume', by: ['administrator'] },
        { transition: 'replace', by: ['administrator'] },
      ],
    });
    await reevaluateAll();
    expect([await reevaluation().sweep(), (await itemOf('T3b', other))!.state]).toEqual([0, 'draft']);
    await fixture.send('POST', '/api/releases/current/resume', administrator, undefined, `"${current!.version + 1}"`);
    expect(await reevaluation().sweep()).toBe(2);
    await correct('33');
    const began = performance.now();
    await reevaluateAll();
    expect(performance.now() - began).toBeGreaterThan(900);
    expect((await itemOf('T3b', other))!.state).toBe('closed');
  });

  it('leaves an item as it was, and accepts its successor for the person who accepted it', async () => {
    const item = await itemOf('T3a');
    await fixture.send('POST', `/api/items/${item!.id}/accept`, coordinator, undefined, '"1"');
    const seen = () =>
      fixture.query(
        'SELECT rule_version, question, content, evidence_hash, input_hash, state, state_changed_by, state_changed_at, version FROM discussion_item WHERE id = $1',
        item!.id,
      );
    const before = await seen();
    upgrade();
    await released();
    await reevaluateAll();
    expect(await seen()).toEqual(before);
    const successor = await itemOf('T3a');
    expect(successor).toMatchObject({ state: 'accepted', predecessor_id: item!.id });
  });
});

describe('a rule that is switched off', () => {
  const decide = async (path: string, body: object, rule = 'T3a'): Promise<RuleStanding> =>
    (
      await fixture.send('POST', `/api/rules/${rule}/${path}`, administrator, { reason: 'under review', ...body })
    ).json<RuleStanding>();
  const standing = async (rule = 'T3a'): Promise<RuleStanding | undefined> =>
    (await fixture.send('GET', '/api/rule-standings', administrator))
      .json<{ items: RuleStanding[] }>()
      .items.find((each) => each.rule === rule);

  it('has its items closed with a code, and they come back as they were: the same item, the same decision of a person', async () => {
    const item = await itemOf('T3a');
    await fixture.send('POST', `/api/items/${item!.id}/accept`, coordinator, undefined, '"1"');
    const accepted = await itemOf('T3a');
    expect(await decide('switch', { on: false })).toMatchObject({
      isOn: false,
      inShadow: false,
      reason: 'under review',
      changedBy: 'Administrator',
    });
    expect(await itemOf('T3a')).toMatchObject({
      id: item!.id,
      state: 'closed',
      state_reason: 'rule-switched-off',
      state_changed_by: null,
    });
    expect(await reevaluation().sweep()).toBe(0);
    expect(await standing()).toMatchObject({ items: { accepted: 0, closed: 1 }, shadowItems: 1 });
    await decide('switch', { on: true });
    expect(await reevaluation().sweep()).toBe(1);
    await reevaluateAll();
    expect(await itemOf('T3a')).toEqual(accepted);
    expect(await standing()).toMatchObject({ isOn: true, items: { accepted: 1, closed: 0 }, shadowItems: 0 });
    expect(await reevaluation().sweep()).toBe(0);
  });

  it('keeps every decision: each is a row of its own, and none is changed or taken away', async () => {
    await decide('switch', { on: false });
    await decide('switch', { on: true, reason: 'reviewed' });
    const decisions = () => fixture.query('SELECT version, is_on, reason FROM rule_switch ORDER BY version');
    const both = [
      { version: 1, is_on: false, reason: 'under review' },
      { version: 2, is_on: true, reason: 'reviewed' },
    ];
    expect(await decisions()).toEqual(both);
    for (const statement of [
      'DELETE FROM rule_switch',
      `UPDATE rule_switch SET reason = 'x'`,
      'TRUNCATE rule_switch',
    ]) {
      await expect(fixture.query(statement)).rejects.toThrow('rule_switch is append-only');
    }
    expect(await decisions()).toEqual(both);
  });

  /** Where T3a is shown to a person of the board. */
  async function shownAt(): Promise<string[]> {
    const patientId = await patientOf(lineId);
    const addresses = [
      '/api/items?limit=200',
      `/api/items?patientId=${patientId}`,
      '/api/flags',
      `/api/patients/${patientId}/case`,
    ];
    const answers = await Promise.all(addresses.map((address) => fixture.send('GET', address, coordinator)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(addresses.map(() => 200));
    return answers.flatMap(({ body }, index) => (body.includes('"rule":"T3a"') ? [addresses[index]!] : []));
  }

  it.each([
    ['switch', { on: false }, { on: true }, 'rule-switched-off'],
    ['shadow', { inShadow: true }, { inShadow: false }, 'rule-in-shadow'],
  ] as const)('by %s leaves every list at once, with the reason in the audit', async (path, off, on, code) => {
    const item = await itemOf('T3a');
    await fixture.send('POST', `/api/items/${item!.id}/accept`, coordinator, undefined, '"1"');
    expect(await shownAt()).toHaveLength(4);
    await decide(path, { ...off, reason: 'wording under review' });
    expect(await shownAt()).toEqual([]);
    expect(await itemOf('T3a')).toMatchObject({ id: item!.id, state: 'closed', state_reason: code });
    const audited = await fixture.query<object>(`
        SELECT reason, patient_ids AS patients FROM audit_event
        JOIN rule_switch ON rule = detail ->> 'rule' AND rule_switch.version = (detail ->> 'version')::integer WHERE action = 'rule.switch'`);
    expect(audited).toEqual([{ reason: 'wording under review', patients: [await patientOf(lineId)] }]);
    expect(await verifyAuditChain(fixture.database.manager)).toMatchObject({ intact: true });
    await decide(path, on);
    await reevaluateAll();
    expect(await shownAt()).toHaveLength(4);
    expect(await itemOf('T3a')).toMatchObject({ id: item!.id, state: 'accepted' });
  });

  it('and in shadow before is told by the later of the two, and comes back only when both are over', async () => {
    await decide('shadow', { inShadow: true });
    await decide('switch', { on: false });
    expect(await itemOf('T3a')).toMatchObject({ state: 'closed', state_reason: 'rule-switched-off' });
    await decide('switch', { on: true });
    expect(await itemOf('T3a')).toMatchObject({ state: 'closed', state_reason: 'rule-in-shadow' });
    expect(await standing()).toMatchObject({ isOn: true, inShadow: true, shadowItems: 1 });
    await decide('shadow', { inShadow: false });
    await reevaluateAll();
    expect(await itemOf('T3a')).toMatchObject({ state: 'draft' });
  });

  it('is read by everyone of a board, and switched by administrators alone', async () => {
    for (const who of [coordinator, await fixture.person('member')]) {
      expect((await fixture.send('GET', '/api/rule-standings', who)).statusCode).toBe(200);
      for (const path of ['switch', 'shadow'])
        expect(
          (await fixture.send('POST', `/api/rules/T3a/${path}`, who, { on: false, inShadow: true, reason: 'not mine' }))
            .statusCode,
        ).toBe(403);
    }
  });

  it('leaves the other items and what people did to them alone, and a dismissal goes on', async () => {
    const item = await itemOf('T3a');
    await fixture.send(
      'POST',
      `/api/items/${item!.id}/dismiss`,
      coordinator,
      { reason: 'answered-outside-the-board' },
      '"1"',
    );
    const [dismissed, untouched] = [await itemOf('T3a'), await itemOf('T3b', other)];
    await decide('switch', { on: false });
    await reevaluateAll();
    await decide('switch', { on: true });
    await reevaluateAll();
    expect([await itemOf('T3a'), await itemOf('T3b', other)]).toEqual([dismissed, untouched]);
  });

  it('makes a successor on return where the evidence has changed meanwhile', async () => {
    const item = await itemOf('T3a');
    await decide('switch', { on: false });
    await correct('33');
    await fixture.classify(lineId);
    expect(await itemOf('T3a')).toMatchObject({ id: item!.id, state: 'closed', state_reason: 'rule-switched-off' });
    await decide('switch', { on: true });
    await reevaluateAll();
    expect(await itemOf('T3a')).toMatchObject({ state: 'draft', predecessor_id: item!.id });
  });

  it('during a classification makes it let its result go: nothing is written under the former decision', async () => {
    await correct('33');
    fixture.reader.afterRead = async () => {
      await decide('switch', { on: false });
    };
    expect(await fixture.classifier.classify([lineId])).toEqual({ classified: [], overtaken: [lineId] });
    await fixture.classify(lineId);
    expect(await itemOf('T3a')).toMatchObject({ state: 'closed', state_reason: 'rule-switched-off' });
  });

  it('stays off while a release is paused and after it, and is in the audit without free text', async () => {
    await decide('switch', { on: false });
    const events = await fixture.query<{ detail: object }>(
      `SELECT detail FROM audit_event WHERE action = 'rule.switch'`,
    );
    expect(events.map(({ detail: kept }) => kept)).toEqual([{ rule: 'T3a', version: 1, isOn: false, inShadow: false }]);
    upgrade();
    await released();
    await fixture.query('UPDATE release SET paused = true WHERE current');
    await reevaluateAll();
    expect(await itemOf('T3a')).toMatchObject({ state: 'closed' });
    expect(
      (await fixture.send('POST', '/api/rules/T99/switch', administrator, { on: false, reason: 'not there' }))
        .statusCode,
    ).toBe(404);
    expect((await fixture.send('POST', '/api/rules/T3a/switch', administrator, { on: true })).statusCode).toBe(422);
    expect(
      (await fixture.send('POST', '/api/rules/T3a/switch', coordinator, { on: true, reason: 'not mine' })).statusCode,
    ).toBe(403);
  });

  it('in shadow is computed and counted for lines that come, and shown to no board', async () => {
    await decide('shadow', { inShadow: true });
    await reevaluateAll();
    expect(await itemOf('T3a')).toMatchObject({ state: 'closed', state_reason: 'rule-in-shadow' });
    const third = await fixture.receive('HN-10', '2026-03-25');
    await fixture.classify(third);
    expect([await itemOf('T3a', third), (await standing())!.shadowItems]).toEqual([undefined, 2]);
    const run = await finished();
    expect(await changes(run.id)).toEqual([]);
    await decide('shadow', { inShadow: false });
    await reevaluateAll();
    expect([(await itemOf('T3a', third))!.state, (await standing())!.shadowItems]).toEqual(['draft', 0]);
  });

  it('in shadow before its release is counted in the dry run and listed to nobody', async () => {
    await fixture.query(
      "UPDATE discussion_item SET state = 'closed', state_reason = 'rule-retired' WHERE rule = 'T3b'",
    );
    await decide('shadow', { inShadow: true }, 'T3b');
    fixture.computation.ruleSetVersion = '9.0.0';
    const run = await finished();
    expect(run.counts).toEqual([
      { subject: 'item', name: 'T3b', kind: 'appears', shown: false, code: 'rule-in-shadow', count: 1 },
    ]);
    expect(await changes(run.id)).toEqual([]);
  });
});
