import { timeAxis, type Scan } from '../../../src/web/charts/time-axis.js';

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
