import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  dueLinesSql,
  otherReleasesSql,
  staleLinesSql,
} from '../../../src/modules/assessments/line-versions.service.js';
import { openRecordingFixture, type RecordingFixture } from './recording-fixture.js';

const lineCount = 100_000;

let fixture: RecordingFixture;
beforeAll(async () => {
  fixture = await openRecordingFixture();
  const { siteId } = fixture.context;
  await fixture.query(
    `INSERT INTO patient (site_id, issuer, patient_id) SELECT $1, 'north', n::text FROM generate_series(1, $2) AS n`,
    [siteId, lineCount],
  );
  await fixture.query(`
    INSERT INTO treatment_line (patient_id, line_key, implied, history_version, classified_version, classified_release_id)
    SELECT id, '', true, 3, 3, 7 FROM patient ORDER BY id`);
  await fixture.query('ANALYZE treatment_line');
});
afterAll(() => fixture.close());

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

async function scans(sql: string, parameters: readonly unknown[]): Promise<string[]> {
  const [row] = await fixture.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
  const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
  return row === undefined
    ? []
    : nodes(row['QUERY PLAN'][0].Plan)
        .filter((node) => node['Relation Name'] === 'treatment_line')
        .map((node) => node['Node Type']);
}

describe(`among ${lineCount} lines`, () => {
  it('stale ones are found along indexes alone', async () => {
    const found = [
      ...(await scans(staleLinesSql, [2_000])),
      ...(await scans(otherReleasesSql, ['7', 2_000])),
      ...(await scans(dueLinesSql, ['2026-03-01', 2_000])),
    ];
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(found).not.toContain('Seq Scan');
  });

  it('none is stale while all are classified under the current release', async () => {
    expect(await fixture.lines.staleLines(fixture.dataSource.manager, 10)).toEqual([]);
    expect(await fixture.lines.areStale(fixture.dataSource.manager)).toBe(false);
    expect(await fixture.lines.linesOfOtherReleases(fixture.dataSource.manager, '7', 10)).toEqual([]);
    expect(await fixture.lines.staleFigures(fixture.dataSource.manager)).toEqual({ count: 0, oldestSince: null });
  });

  it('those with a newer history are found, the longest waiting first, and apart from them those of another release', async () => {
    const ids = (await fixture.query<{ id: string }>('SELECT id FROM treatment_line ORDER BY id LIMIT 4')).map(
      ({ id }) => id,
    );
    await fixture.inTransaction((manager) => fixture.lines.advance(manager, [ids[2] ?? '']));
    await fixture.inTransaction((manager) => fixture.lines.advance(manager, [ids[0] ?? '']));
    await fixture.query('UPDATE treatment_line SET classified_release_id = 6 WHERE id = $1', [ids[1]]);
    await fixture.query('UPDATE treatment_line SET classified_release_id = 9 WHERE id = $1', [ids[3]]);
    expect(await fixture.lines.staleLines(fixture.dataSource.manager, 10)).toEqual([ids[2], ids[0]]);
    expect(await fixture.lines.staleLines(fixture.dataSource.manager, 1)).toEqual([ids[2]]);
    expect(await fixture.lines.areStale(fixture.dataSource.manager)).toBe(true);
    expect(await fixture.lines.linesOfOtherReleases(fixture.dataSource.manager, '7', 10)).toEqual([ids[1], ids[3]]);
    expect(await fixture.lines.linesOfOtherReleases(fixture.dataSource.manager, '7', 1)).toEqual([ids[1]]);
    expect(await fixture.lines.staleFigures(fixture.dataSource.manager)).toMatchObject({ count: 2 });
  });

  it('a new release makes all of them stale, a bounded number at a time', async () => {
    expect(await fixture.lines.linesOfOtherReleases(fixture.dataSource.manager, '8', 500)).toHaveLength(500);
  });
});

describe('a line', () => {
  it('keeps the moment since which it is stale, until it is classified', async () => {
    const [{ id } = { id: '' }] = await fixture.query<{ id: string }>('SELECT max(id) AS id FROM treatment_line');
    const staleSince = async () =>
      (
        await fixture.query<{ staleSince: Date | null }>(
          'SELECT stale_since AS "staleSince" FROM treatment_line WHERE id = $1',
          [id],
        )
      )[0]?.staleSince ?? null;
    const advance = () => fixture.inTransaction((manager) => fixture.lines.advance(manager, [id]));
    await advance();
    const first = await staleSince();
    expect(first).toBeInstanceOf(Date);
    await advance();
    expect(await staleSince()).toEqual(first);
    await fixture.inTransaction((manager) => fixture.lines.markClassified(manager, [id], '7'));
    expect(await staleSince()).toBeNull();
    await advance();
    expect((await staleSince())?.getTime()).toBeGreaterThan(first?.getTime() ?? Infinity);
  });

  it('becomes stale by a day that comes, once, and keeps that day', async () => {
    const [{ id } = { id: '' }] = await fixture.query<{ id: string }>('SELECT min(id) + 20 AS id FROM treatment_line');
    const line = async () =>
      (
        await fixture.query<object>(
          'SELECT history_version AS version, reconsider_on::text AS "on", day_reached::text AS reached FROM treatment_line WHERE id = $1',
          [id],
        )
      )[0];
    await fixture.inTransaction((manager) =>
      fixture.lines.markClassified(manager, [id], '7', new Map([[id, '2026-03-10']])),
    );
    const passTo = (day: string) => fixture.inTransaction((manager) => fixture.lines.reachDays(manager, day, 10));
    expect(await passTo('2026-03-09')).toEqual([]);
    expect(await line()).toEqual({ version: '3', on: '2026-03-10', reached: null });
    expect(await passTo('2026-03-11')).toEqual([id]);
    expect(await passTo('2026-03-11')).toEqual([]);
    expect(await line()).toEqual({ version: '4', on: null, reached: '2026-03-10' });
  });

  it('is locked until the transaction ends, and tells its version', async () => {
    const [{ id } = { id: '' }] = await fixture.query<{ id: string }>('SELECT min(id) + 10 AS id FROM treatment_line');
    await fixture.inTransaction(async (manager) => {
      expect([...(await fixture.lines.lock(manager, [id, id]))]).toEqual([[id, '3']]);
      await expect(
        fixture.query('SELECT FROM treatment_line WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [id]),
      ).rejects.toThrow('could not obtain lock');
    });
  });
});
