import { drawSample } from '../../../../src/modules/boards/quality/audit-sample.js';

const ids = Array.from({ length: 200 }, (_, index) => String(index + 1));

describe('drawSample', () => {
  it('draws as many as asked for, or all where there are fewer, and none from nothing', () => {
    expect(drawSample(ids, 10, 'seed').size).toBe(10);
    expect(drawSample(ids.slice(0, 3), 10, 'seed')).toEqual(new Set(['1', '2', '3']));
    expect(drawSample([], 10, 'seed').size).toBe(0);
  });

  it('draws the same whoever asks and in whatever order, and another one from another seed', () => {
    const drawn = drawSample(ids, 10, '7 2026-01-01 2026-03-31');
    expect(drawSample([...ids].reverse(), 10, '7 2026-01-01 2026-03-31')).toEqual(drawn);
    expect(drawSample(ids, 10, '7 2026-01-01 2026-04-01')).not.toEqual(drawn);
  });

  it('holds the smaller sample in the larger one, and moves nothing else when a case comes', () => {
    const drawn = drawSample(ids, 10, 'seed');
    const larger = drawSample(ids, 20, 'seed');
    expect([...drawn].every((id) => larger.has(id))).toBe(true);
    const later = drawSample([...ids, '201'], 10, 'seed');
    expect([...drawn].filter((id) => !later.has(id)).length).toBeLessThanOrEqual(1);
  });

  it('draws each case as often as another, over many seeds', () => {
    const counts = new Map(ids.slice(0, 20).map((id) => [id, 0]));
    const seeds = 2_000;
    for (let seed = 0; seed < seeds; seed += 1)
      for (const id of drawSample(ids.slice(0, 20), 5, `seed ${seed}`)) counts.set(id, counts.get(id)! + 1);
    const expected = (seeds * 5) / 20;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // The 99.9th percentile for 19 degrees of freedom; the seeds are fixed, so the number is always the same.
    expect(chiSquare).toBeLessThan(43.8);
  });
});
