import fc from 'fast-check';
import { dayNumber, daySpan, formatDate } from '../../../../src/core/response/model/dates.js';
import {
  formatMillimetres,
  formatMillimetresShort,
  formatPercentChange,
  hasGrown,
  hasShrunk,
} from '../../../../src/core/response/model/lengths.js';

test.each([
  [9800, '9.8'],
  [18_000, '18.0'],
  [9949, '9.9'],
  [9950, '10.0'],
  [0, '0.0'],
  [-1250, '-1.3'],
  [49, '0.0'],
  [50, '0.1'],
])('%d micrometres are %s mm', (length, text) => {
  expect(formatMillimetres(length)).toBe(text);
});

test('a decimal only where there is one', () => {
  expect(formatMillimetresShort(18_000)).toBe('18');
  expect(formatMillimetresShort(9800)).toBe('9.8');
  expect(formatMillimetresShort(10_000)).toBe('10');
});

test.each([
  [18_000, 26_000, '+44.4 %'],
  [80_000, 58_000, '-27.5 %'],
  [14_000, 9800, '-30.0 %'],
  [100_000, 100_040, '0.0 %'],
  [100_000, 100_050, '+0.1 %'],
  [100_000, 99_950, '-0.1 %'],
  [0, 6000, 'from 0 mm'],
  [0, 0, '0.0 %'],
  [10_000, 10_000, '0.0 %'],
  [10_000, 20_000, '+100.0 %'],
])('from %d to %d is %s', (from, to, text) => {
  expect(formatPercentChange(from, to)).toBe(text);
});

test('thresholds are exact where binary floats are not: 14 to 9.8 mm is -30 %', () => {
  expect(hasShrunk(14_000, 9800, 30, false)).toBe(true);
  expect(hasShrunk(14_000, 9800, 30, true)).toBe(false);
  expect(hasShrunk(14_000, 9801, 30, false)).toBe(false);
  expect(hasGrown(10_000, 12_000, 20, false)).toBe(true);
  expect(hasGrown(10_000, 12_000, 20, true)).toBe(false);
  expect(hasGrown(10_000, 11_999, 20, false)).toBe(false);
  expect(hasShrunk(14_000, 9799, 30, true)).toBe(true);
  expect(hasGrown(10_000, 12_001, 20, true)).toBe(true);
  expect(hasGrown(0, 1, 20, false)).toBe(true);
  expect(hasGrown(0, 0, 20, false)).toBe(false);
});

test('day numbers agree with the calendar', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }),
      (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(dayNumber(iso)).toBe(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});

test('spans and words of dates', () => {
  expect(daySpan({ from: '2026-02-01', to: '2026-02-28' })).toEqual({ from: 20_485, to: 20_512 });
  expect(formatDate({ from: '2026-05-04', to: '2026-05-04' })).toBe('04-May');
  expect(formatDate({ from: '2026-02-01', to: '2026-02-28' })).toBe('Feb 2026');
  expect(formatDate({ from: '2026-01-01', to: '2026-12-31' })).toBe('2026');
});
