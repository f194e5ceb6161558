import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MetricsRegistry } from '../../../src/platform/observability/index.js';
import { assessmentsOf, openTriageFixture, resized, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
beforeEach(async () => {
  fixture = await openTriageFixture();
});
afterEach(() => fixture.close());

const failed = async (): Promise<string[]> =>
  (await fixture.query<{ id: string }>('SELECT id FROM treatment_line WHERE failed_at IS NOT NULL ORDER BY id')).map(
    ({ id }) => id,
  );
const current = async (): Promise<string[]> =>
  (
    await fixture.query<{ id: string }>(
      'SELECT id FROM treatment_line WHERE history_version = classified_version ORDER BY id',
    )
  ).map(({ id }) => id);
const outcomes = async (): Promise<string> =>
  fixture.application.get(MetricsRegistry).getSingleMetricAsString('consilium_classified_lines_total');

describe('a line that cannot be classified', () => {
  it('does not take its batch with it; it is counted, logged by its id, and shown as failed', async () => {
    const [one, bad, three] = [
      await fixture.receive('HN-01'),
      await fixture.receive('HN-02'),
      await fixture.receive('HN-10'),
    ];
    await fixture.classify(bad);
    fixture.reader.broken.add(bad);
    await fixture.record(resized(assessmentsOf('HN-02').at(-1)!, { L1: '17' }));
    expect(await fixture.classifier.classify([one, bad, three])).toEqual({ classified: [one, three], overtaken: [] });
    expect([await current(), await failed()]).toEqual([
      [one, three].sort((first, second) => Number(first) - Number(second)),
      [bad],
    ]);
    expect(await outcomes()).toContain('consilium_classified_lines_total{outcome="failed"} 1');
    const told = fixture.logLines.filter(
      (line) => line.includes('could not be classified') && line.includes(`"${bad}"`),
    );
    expect(told).toHaveLength(1);
    expect(told.join()).not.toContain('HN-02');

    const coordinator = await fixture.person('coordinator');
    const { items } = (await fixture.send('GET', '/api/flags', coordinator)).json<{
      items: { treatmentLineId: string; lineState: string }[];
    }>();
    expect(items.find(({ treatmentLineId }) => treatmentLineId === bad)?.lineState).toBe('failed');
    expect(items.find(({ treatmentLineId }) => treatmentLineId === one)?.lineState).toBe('current');
  });

  it('rests in the sweep, and is tried again with its next assessment', async () => {
    const bad = await fixture.receive('HN-02');
    fixture.reader.broken.add(bad);
    await fixture.classify(bad);
    expect(await failed()).toEqual([bad]);
    await fixture.query(`UPDATE treatment_line SET stale_since = now() - interval '1 minute'`);
    expect(await fixture.jobs.sweep()).toBe(0);
    await fixture.query(`UPDATE treatment_line SET failed_at = now() - interval '11 minutes'`);
    expect(await fixture.jobs.sweep()).toBe(1);
    fixture.reader.broken.clear();
    await fixture.record(resized(assessmentsOf('HN-02').at(-1)!, { L1: '17' }));
    await fixture.classify(bad);
    expect([await failed(), await current()]).toEqual([[], [bad]]);
  });

  it('is tried again at the word of a coordinator of its board, once, which is audited', async () => {
    const bad = await fixture.receive('HN-01');
    fixture.reader.broken.add(bad);
    await fixture.classify(bad);
    const coordinator = await fixture.person('coordinator');
    const retry = async (person: string, id = bad): Promise<number> =>
      (await fixture.send('POST', `/api/treatment-lines/${id}/retry`, person)).statusCode;
    expect([
      await retry(await fixture.person('member')),
      await retry(await fixture.administrator()),
      await retry(coordinator, '999999'),
    ]).toEqual([403, 403, 404]);
    expect(await failed()).toEqual([bad]);
    expect(await retry(coordinator)).toBe(202);
    expect(await failed()).toEqual([]);
    expect(await retry(coordinator)).toBe(409);
    const state = async (): Promise<string | undefined> =>
      (await fixture.send('GET', '/api/worklist', coordinator)).json<{ items: { lineState: string }[] }>().items[0]
        ?.lineState;
    expect(await state()).toBeUndefined();

    await fixture.classify(bad);
    expect([await failed(), await state()]).toEqual([[bad], 'failed']);
    fixture.reader.broken.clear();
    expect(await retry(coordinator)).toBe(202);
    await fixture.classify(bad);
    // With its questions it stands among the cases.
    expect([await current(), await state()]).toEqual([[bad], undefined]);
    const audited = await fixture.query<{ count: number; patients: number }>(
      `
      SELECT count(*)::integer AS count, max(cardinality(patient_ids)) AS patients FROM audit_event WHERE action = 'treatment-line.retry' AND subject_id = $1`,
      bad,
    );
    expect(audited).toEqual([{ count: 2, patients: 1 }]);
  });

  it('is none where only a connection was lost: the line is tried once more', async () => {
    const lineId = await fixture.receive('HN-01');
    fixture.reader.afterRead = async () => {
      await fixture.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
    };
    expect(await fixture.classifier.classify([lineId])).toEqual({ classified: [lineId], overtaken: [] });
    expect(await failed()).toEqual([]);
  });

  it('is a fault of no line where the database does not answer: then the job fails as a whole', async () => {
    const lineId = await fixture.receive('HN-01');
    fixture.reader.afterRead = async () => {
      await fixture.database.destroy();
    };
    await expect(fixture.classifier.classify([lineId])).rejects.toThrow();
    await fixture.database.initialize();
    expect([await failed(), await current()]).toEqual([[], []]);
    await fixture.classify(lineId);
    expect(await current()).toEqual([lineId]);
  });
});

describe('the sweep', () => {
  it('finds a line whose job was lost, and leaves one that has just changed to its own job', async () => {
    const [lost] = [await fixture.receive('HN-01'), await fixture.receive('HN-02')];
    expect(await fixture.jobs.sweep()).toBe(0);
    await fixture.query(`UPDATE treatment_line SET stale_since = now() - interval '6 seconds' WHERE id = $1`, lost);
    expect(await fixture.jobs.sweep()).toBe(1);
  });

  it('finds nothing without work, and there is no flag without a worker', async () => {
    await fixture.receive('HN-01');
    expect(await fixture.query('SELECT FROM flag')).toEqual([]);
    const [line] = await fixture.query<{ id: string }>('SELECT id FROM treatment_line');
    await fixture.classify(line!.id);
    expect(await fixture.jobs.sweep()).toBe(0);
  });
});
