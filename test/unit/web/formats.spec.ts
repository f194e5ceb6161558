import {
  instantAt,
  isoDate,
  dayNumber,
  localParts,
  showDate,
  showInstant,
  showInterval,
} from '../../../src/web/format/dates.js';
import { showMillimetreChange, showMillimetres, showPercentChange } from '../../../src/web/format/lengths.js';
import { dateFromText, partialDateFromText } from '../../../src/web/format/typed-date.js';
import { english } from '../../../src/web/texts/english.js';
import { german } from '../../../src/web/texts/german.js';

describe('dates as people read them', () => {
  it.each([
    [{ from: '2026-05-04', to: '2026-05-04' }, '04-May-2026'],
    [{ from: '2024-02-01', to: '2024-02-29' }, 'Feb-2024'],
    [{ from: '2023-02-01', to: '2023-02-28' }, 'Feb-2023'],
    [{ from: '2014-01-01', to: '2014-12-31' }, '2014'],
    [{ from: '2026-03-02', to: '2026-03-31' }, '02-Mar-2026 – 31-Mar-2026'],
  ])('%j as %s', (interval, shown) => {
    expect(showInterval(interval, english.months)).toBe(shown);
  });

  it('in German too', () => {
    expect(showDate('2026-05-04', german.months)).toBe('04-Mai-2026');
  });

  it.each([
    ['2026-11-25', '14:00', 'Europe/Berlin', '2026-11-25T13:00:00.000Z'],
    ['2026-07-25', '14:00', 'Europe/Berlin', '2026-07-25T12:00:00.000Z'],
    ['2026-03-29', '03:15', 'Europe/Berlin', '2026-03-29T01:15:00.000Z'],
    ['2026-11-25', '00:30', 'America/Los_Angeles', '2026-11-25T08:30:00.000Z'],
    ['', '14:00', 'Europe/Berlin', null],
    ['2026-11-25', '', 'Europe/Berlin', null],
  ])('%s %s in %s is the instant %s', (date, time, timeZone, instant) => {
    expect(instantAt(date, time, timeZone)).toBe(instant);
  });

  it('instants in the time zone of the meeting, on 24 hours, across a change of date', () => {
    expect(showInstant('2026-11-26T23:30:00Z', 'Europe/Berlin', english.months)).toBe('27-Nov-2026, 00:30');
    expect(localParts('2026-07-01T12:00:00Z', 'America/St_Johns')).toEqual({ date: '2026-07-01', time: '09:30' });
  });

  it('day numbers and back', () => {
    for (const iso of ['1969-12-31', '2000-02-29', '2026-05-04']) expect(isoDate(dayNumber(iso))).toBe(iso);
  });
});

describe('lengths and changes', () => {
  it('in mm with one decimal, and signs that are signs', () => {
    expect(showMillimetres(9_950, '.')).toBe('10.0');
    expect(showMillimetres(18_000, ',')).toBe('18,0');
    expect(showMillimetreChange(18_000, 26_000, '.')).toBe('+8.0');
    expect(showMillimetreChange(26_000, 18_000, '.')).toBe('−8.0');
    expect(showMillimetreChange(5_000, 5_000, '.')).toBe('±0.0');
  });

  it('in percent, but not from nothing', () => {
    expect(showPercentChange(18_000, 26_000, '.')).toBe('+44.4\u00a0%');
    expect(showPercentChange(80_000, 58_000, ',')).toBe('−27,5\u00a0%');
    expect(showPercentChange(0, 5_000, '.')).toBeNull();
  });
});

describe('a date that somebody types', () => {
  const months = [english.months, german.months];
  it.each([
    ['04-May-2026', '2026-05-04'],
    ['4-mai-2026', '2026-05-04'],
    ['04 March 2026', '2026-03-04'],
    ['4.5.2026', '2026-05-04'],
    [' 2026-05-04 ', '2026-05-04'],
    ['29.2.2028', '2028-02-29'],
    ['5.8.2026', '2026-08-05'],
    ['5. August 2026', '2026-08-05'],
    ['05. Aug. 2026', '2026-08-05'],
    ['August 5, 2026', '2026-08-05'],
    ['Aug 5 2026', '2026-08-05'],
    ['1. März 2026', '2026-03-01'],
    ['1 Mrz 2026', '2026-03-01'],
    ['7. Jänner 2026', '2026-01-07'],
  ])('%s is %s', (typed, date) => {
    expect(dateFromText(typed, months)).toBe(date);
  });
  it.each(['04/05/2026', '5/4/26', '29.2.2026', '31-Jun-2026', '0.1.2026', '1-Foo-2026', '2026', 'soon', ''])(
    '%p is none: nobody can know which day is meant',
    (typed) => {
      expect(dateFromText(typed, months)).toBeNull();
    },
  );
  it.each([
    ['2026', '2026'],
    ['5.2026', '2026-05'],
    ['May 2026', '2026-05'],
    ['Dez-2025', '2025-12'],
    ['Aug 2026', '2026-08'],
    ['August 2026', '2026-08'],
    ['Aug. 2026', '2026-08'],
    ['2026-08', '2026-08'],
    ['8.2026', '2026-08'],
    ['Oktober 2025', '2025-10'],
    ['Mrz. 2026', '2026-03'],
    ['4.5.2026', '2026-05-04'],
  ])('%s, where a part is enough, is %s', (typed, date) => {
    expect(partialDateFromText(typed, months)).toBe(date);
  });
  it.each(['13.2026', '2026-00', 'Foo 2026', '05/2026'])('%p is no month', (typed) => {
    expect(partialDateFromText(typed, months)).toBeNull();
  });
});
