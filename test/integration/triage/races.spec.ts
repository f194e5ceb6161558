import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { engineVersion } from '../../../src/core/response/index.js';
import { ruleSetVersion } from '../../../src/core/discussion/index.js';
import { Reevaluation } from '../../../src/modules/triage/release/reevaluation.service.js';
import { Releases } from '../../../src/modules/triage/release/releases.service.js';
import { JobQueue } from '../../../src/platform/queue/index.js';
import { assessmentsOf, openTriageFixture, resized, type TriageFixture } from './triage-fixture.js';
import { until } from '../../support/until.js';

let fixture: TriageFixture;
let lineId: string;
beforeEach(async () => {
  fixture = await openTriageFixture();
  lineId = await fixture.receive('HN-01');
});
afterEach(() => fixture.close());

const last = () => assessmentsOf('HN-01').at(-1)!;
const grownTo = (size: string, revision?: number) => fixture.record({ ...resized(last(), { N: size }), revision });

/** Size of N at its last scan in the current classification, in micrometres. */
async function sizeClassified(): Promise<number | null> {
  const [row] = await fixture.query<{ size: number }>(
    `
    SELECT (SELECT max((point ->> 'size')::integer) FROM json_array_elements(lesion -> 'points') AS point) AS size
    FROM classification, json_array_elements(result -> 'lesions') AS lesion
    WHERE treatment_line_id = $1 AND superseded_at IS NULL AND lesion ->> 'lesion' = 'N'`,
    lineId,
  );
  return row?.size ?? null;
}

const isCurrent = async (): Promise<boolean> =>
  (
    await fixture.query<{ current: boolean }>(
      'SELECT history_version = classified_version AS current FROM treatment_line WHERE id = $1',
      lineId,
    )
  )[0]!.current;
const questions = () =>
  fixture.query<{ state: string; question: string }>(
    "SELECT state, question FROM discussion_item WHERE rule = 'T3a' AND treatment_line_id = $1 AND superseded_at IS NULL",
    lineId,
  );

/** Waits until so many sessions of this database wait for a lock of another one. */
async function waitingSessions(count: number): Promise<void> {
  await until(`${count} sessions wait for a lock`, async () => {
    const [row] = await fixture.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row!.count >= count;
  });
}

/** Two parts of the work that must meet: the first waits until the second has come so far. */
function barrier(): { readonly reached: Promise<void>; readonly opened: Promise<void>; reach(): void; open(): void } {
  let reach = (): void => undefined;
  let open = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { reached, opened, reach: () => reach(), open: () => open() };
}

describe('a correction during a classification', () => {
  it('makes it throw its result away and ask for another run', async () => {
    fixture.reader.afterRead = () => grownTo('33');
    const result = await fixture.classifier.classify([lineId]);
    expect(result).toEqual({ classified: [], overtaken: [lineId] });
    expect([await sizeClassified(), await isCurrent(), await questions()]).toEqual([null, false, []]);
    await fixture.classify(lineId);
    expect([await sizeClassified(), await isCurrent()]).toEqual([33_000, true]);
  });

  it('is classified by the job that the handler puts into the queue', async () => {
    fixture.reader.afterRead = () => grownTo('33');
    const enqueue = jest.spyOn(fixture.application.get(JobQueue), 'enqueue');
    await fixture.jobs.classify([lineId]);
    expect(enqueue.mock.calls).toEqual([['classify-lines', { treatmentLineIds: [lineId] }]]);
    await fixture.jobs.classify([lineId]);
    expect([enqueue.mock.calls.length, await sizeClassified()]).toEqual([1, 33_000]);
  });

  it('leaves the other lines of the batch alone', async () => {
    const other = await fixture.receive('HN-02');
    fixture.reader.afterRead = () => grownTo('33');
    expect(await fixture.classifier.classify([lineId, other])).toEqual({ classified: [other], overtaken: [lineId] });
  });
});

describe('two classifications of one line at once', () => {
  it('the slower one, which read an older version, does not overwrite the newer', async () => {
    const { reached, opened, reach, open } = barrier();
    fixture.reader.afterRead = async () => {
      reach();
      await opened;
    };
    const slower = fixture.classifier.classify([lineId]);
    await reached;
    await grownTo('33');
    expect(await fixture.classifier.classify([lineId])).toEqual({ classified: [lineId], overtaken: [] });
    open();
    expect(await slower).toEqual({ classified: [], overtaken: [lineId] });
    expect([await sizeClassified(), await isCurrent()]).toEqual([33_000, true]);
    expect(await questions()).toHaveLength(1);
  });

  it('of the same version give one classification, one flag and one item', async () => {
    const { reached, opened, reach, open } = barrier();
    fixture.reader.afterRead = async () => {
      reach();
      await opened;
    };
    const slower = fixture.classifier.classify([lineId]);
    await reached;
    await fixture.classifier.classify([lineId]);
    open();
    expect(await slower).toEqual({ classified: [lineId], overtaken: [] });
    const counts = await fixture.query<object>(
      `SELECT
      (SELECT count(*)::integer FROM classification WHERE treatment_line_id = $1) AS classifications,
      (SELECT count(*)::integer FROM flag WHERE treatment_line_id = $1 AND definition = 'DR-A') AS flags,
      (SELECT count(*)::integer FROM discussion_item WHERE rule = \'T3a\' AND treatment_line_id = $1) AS items,
      (SELECT count(*)::integer FROM audit_event WHERE action = 'treatment-line.classify') AS audited`,
      lineId,
    );
    expect(counts).toEqual([{ classifications: 1, flags: 1, items: 1, audited: 1 }]);
  });

  it('of many lines in opposite orders do not block each other', async () => {
    const ids = await Promise.all(['HN-02', 'HN-03', 'HN-05'].map((patient) => fixture.receive(patient)));
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, run) =>
        fixture.classifier.classify(run % 2 === 0 ? [lineId, ...ids] : [...ids].reverse().concat(lineId)),
      ),
    );
    expect(results.flatMap(({ overtaken }) => overtaken)).toEqual([]);
    expect(await fixture.query('SELECT FROM treatment_line WHERE history_version <> classified_version')).toEqual([]);
  });
});

describe('people and the classifier at once', () => {
  it('an acceptance during a classification of the same evidence stays', async () => {
    await fixture.classify(lineId);
    const coordinator = await fixture.person('coordinator');
    const [item] = await fixture.query<{ id: string }>(
      "SELECT id FROM discussion_item WHERE rule = 'T3a' AND treatment_line_id = $1",
      lineId,
    );
    await fixture.state({
      issuer: 'clinic',
      sourceId: 'sex',
      synthetic: true,
      patient: { issuer: 'consilium-demo', id: 'HN-01' },
      facts: [{ name: 'sex', state: 'known', value: 'male' }],
    });
    fixture.reader.afterRead = async () => {
      expect(
        (await fixture.send('POST', `/api/items/${item!.id}/accept`, coordinator, undefined, '"1"')).statusCode,
      ).toBe(200);
    };
    await fixture.classify(lineId);
    expect(await questions()).toMatchObject([{ state: 'accepted' }]);
  });

  it('an acceptance that comes just after new evidence has taken the place of the item is refused, and names the successor', async () => {
    await fixture.classify(lineId);
    const coordinator = await fixture.person('coordinator');
    const [item] = await fixture.query<{ id: string }>(
      "SELECT id FROM discussion_item WHERE rule = 'T3a' AND treatment_line_id = $1",
      lineId,
    );
    await grownTo('33');
    const blocker = fixture.database.createQueryRunner();
    await blocker.startTransaction();
    // The classifier's last statement waits for a chain of the audit: everything is written and nothing is committed.
    await blocker.query(
      `SELECT pg_advisory_xact_lock(hashtext('consilium audit chain'), chain) FROM generate_series(0, 15) AS chain`,
    );
    const classifying = fixture.classifier.classify([lineId]);
    await waitingSessions(1);
    const accepting = fixture.send('POST', `/api/items/${item!.id}/accept`, coordinator, undefined, '"1"');
    await waitingSessions(2);
    await blocker.commitTransaction();
    await blocker.release();
    expect(await classifying).toEqual({ classified: [lineId], overtaken: [] });
    const [current] = await fixture.query<{ id: string; state: string; predecessor_id: string }>(
      "SELECT id, state, predecessor_id FROM discussion_item WHERE rule = 'T3a' AND treatment_line_id = $1 AND superseded_at IS NULL",
      lineId,
    );
    expect(current).toMatchObject({ predecessor_id: item!.id, state: 'draft' });
    expect((await accepting).json()).toMatchObject({ status: 409, successorId: current!.id });
  });
});

describe('what is released', () => {
  const release = (engine: string, rules: string) =>
    fixture
      .query(
        `
    WITH former AS (UPDATE release SET current = false WHERE current)
    INSERT INTO release (engine_version, rule_set_version, note, current) VALUES ($1, $2, 'test', false)`,
        engine,
        rules,
      )
      .then(() => fixture.query('UPDATE release SET current = true WHERE id = (SELECT max(id) FROM release)'));

  it('is this process by its first start, once', async () => {
    expect(await fixture.query('SELECT engine_version, rule_set_version, current FROM release')).toEqual([
      { engine_version: engineVersion, rule_set_version: ruleSetVersion, current: true },
    ]);
  });

  it('leaves a line alone while another engine or rule set is released, and classifies it anew once its own is back', async () => {
    await fixture.classify(lineId);
    for (const [engine, rules] of [
      ['99.0.0', ruleSetVersion],
      [engineVersion, '99.0.0'],
    ] as const) {
      await release(engine, rules);
      await grownTo(engine === '99.0.0' ? '33' : '34');
      await fixture.classify(lineId);
      expect([await sizeClassified(), await isCurrent()]).toEqual([26_000, false]);
      expect(await fixture.jobs.sweep()).toBe(0);
      await fixture.application.get(Releases).onModuleInit();
      expect(fixture.logLines.at(-1)).toMatch(
        /"version":"\d+\.\d+\.\d+\/\d+\.\d+\.\d+".*this process classifies nothing|this process classifies nothing.*"version":"\d+\.\d+\.\d+\/\d+\.\d+\.\d+"/,
      );
    }
    await release(engineVersion, ruleSetVersion);
    await fixture.classify(lineId);
    expect([await sizeClassified(), await isCurrent()]).toEqual([34_000, true]);
  });

  it('that changes during a classification makes it throw its result away', async () => {
    fixture.reader.afterRead = async () => {
      await release('99.0.0', ruleSetVersion);
    };
    expect(await fixture.classifier.classify([lineId])).toEqual({ classified: [], overtaken: [lineId] });
    expect(await sizeClassified()).toBeNull();
  });

  it('again under another row makes every line stale, which the sweep finds by an index', async () => {
    await fixture.classify(lineId);
    await release(engineVersion, ruleSetVersion);
    const sweeps = async (): Promise<number[]> => [
      await fixture.jobs.sweep(),
      await fixture.application.get(Reevaluation).sweep(),
    ];
    expect(await sweeps()).toEqual([0, 1]);
    await fixture.classify(lineId);
    expect(await sweeps()).toEqual([0, 0]);
  });
});
