import type { LesionTrajectory } from '../../../src/core/response/index.js';
import { lesionStanding, lesionStandings, type Direction } from '../../../src/web/charts/lesion-direction.js';
import { timeAxis, type Scan } from '../../../src/web/charts/time-axis.js';

const lesion = (sizes: readonly (number | null)[], role: LesionTrajectory['role'] = 'target'): LesionTrajectory => ({
  lesion: 'L',
  role,
  organ: 'lung',
  site: null,
  axis: 'longest-diameter',
  points: sizes.map((size, index) => ({
    timepoint: `t${index}`,
    state: size === null ? 'not-done' : 'measured',
    size,
    change: null,
  })),
});

describe("a lesion's direction", () => {
  it.each<[readonly (number | null)[], Direction]>([
    [[18_000, 19_000, 26_000], 'grew'],
    [[25_000, 30_000], 'grew'],
    [[25_000, 29_999], 'noise'],
    [[10_000, 14_999], 'grew-less'],
    [[14_000, 9_800], 'shrank'],
    [[14_000, 9_801], 'shrank-less'],
    [[20_000, 10_000, 20_000], 'grew'],
    [[20_000, 20_500], 'noise'],
    [[20_000, null], 'not-measured'],
  ])('of %j micrometres is %s', (sizes, direction) => {
    expect(lesionStanding(lesion(sizes)).direction).toBe(direction);
  });

  it('of a new lesion is new whatever it measures', () => {
    expect(lesionStanding(lesion([16_000], 'new')).direction).toBe('new');
    expect(lesionStanding(lesion([16_000, 22_000], 'new'))).toMatchObject({
      direction: 'new',
      baseline: null,
      nadir: 16_000,
      now: 22_000,
    });
  });

  it('puts what grew before what shrank before what did neither', () => {
    const order = lesionStandings([lesion([20_000, 20_000]), lesion([20_000, 10_000]), lesion([20_000, 30_000])]).map(
      ({ standing }) => standing.direction,
    );
    expect(order).toEqual(['grew', 'shrank', 'noise']);
  });
});

describe('the time axis', () => {
  const scan = (key: string, date: string | null, studyDay: number | null): Scan => ({
    key,
    label: key,
    studyDay,
    date: date === null ? null : { from: date, to: date },
  });

  it('is by dates where every scan has one, in the order of time', () => {
    const axis = timeAxis([scan('b', '2026-03-01', null), scan('a', '2026-01-01', 1)]);
    expect(axis).toMatchObject({ kind: 'dates', scans: [{ key: 'a' }, { key: 'b' }] });
    expect(axis.to - axis.from).toBe(59);
  });

  it('is by study days, else by order: no date is made up', () => {
    expect(timeAxis([scan('a', null, 1), scan('b', '2026-01-01', 57)])).toMatchObject({
      kind: 'study-days',
      from: 1,
      to: 57,
    });
    expect(timeAxis([scan('a', null, null), scan('b', '2026-01-01', 57)])).toMatchObject({
      kind: 'order',
      from: 0,
      to: 1,
    });
    expect(timeAxis([])).toMatchObject({ from: 0, to: 0 });
  });

  it('puts a partial date at the middle of its interval', () => {
    const axis = timeAxis([
      { key: 'a', label: 'a', studyDay: null, date: { from: '2026-01-01', to: '2026-01-31' } },
      scan('b', '2026-01-20', null),
    ]);
    expect(axis.scans.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});
