import fc from 'fast-check';
import { certainDaysApart, intervalOfPartialDate, isUnreadable } from '../../../../src/core/record/index.js';

describe('the interval of a partial date', () => {
  it.each([
    ['2014', '2014-01-01', '2014-12-31'],
    ['2014-01', '2014-01-01', '2014-01-31'],
    ['2014-02', '2014-02-01', '2014-02-28'],
    ['2016-02', '2016-02-01', '2016-02-29'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2014-04', '2014-04-01', '2014-04-30'],
    ['2014-01-02', '2014-01-02', '2014-01-02'],
    ['2016-02-29', '2016-02-29', '2016-02-29'],
  ])('%s', (text, from, to) => {
    expect(intervalOfPartialDate(text)).toEqual({ from, to });
  });

  it.each([
    '2014-02-30',
    '2015-02-29',
    '2014-13',
    '2014-00',
    '2014-01-00',
    '2014-1-2',
    '02.01.2014',
    '2014-01-02T10:00',
    '',
    '14',
    '0000-01-01',
    '2014---02',
  ])('%j is refused with what would be right', (text) => {
    const refused = intervalOfPartialDate(text);
    expect(isUnreadable(refused) && [refused.code, refused.expected]).toEqual([
      'unreadable-date',
      'a date of the calendar as YYYY-MM-DD, YYYY-MM or YYYY',
    ]);
  });

  it('takes exactly the days that the calendar has', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1880, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const inCalendar = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text);
          expect(!isUnreadable(intervalOfPartialDate(text))).toBe(inCalendar);
        },
      ),
    );
  });

  it('counts only days that lie between for certain', () => {
    const day = (text: string) => ({ from: text, to: text });
    expect(certainDaysApart(day('2026-02-27'), day('2026-03-01'))).toBe(2);
    expect(certainDaysApart({ from: '2014-01-01', to: '2014-01-31' }, day('2014-02-03'))).toBe(3);
    expect(certainDaysApart({ from: '2014-01-01', to: '2014-01-31' }, day('2014-01-02'))).toBe(0);
  });
});
