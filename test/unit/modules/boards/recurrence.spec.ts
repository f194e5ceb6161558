import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  instantOf,
  localTimeOf,
  occurrencesOf,
  ruleFault,
  seriesFault,
  type Repeating,
} from '../../../../src/modules/boards/meetings/recurrence.js';

const series = (firstStart: string, rule: string, others: Partial<Repeating> = {}): Repeating => ({
  firstStart,
  timeZone: 'Europe/Berlin',
  rule,
  excluded: [],
  endsBefore: null,
  ...others,
});
const starts = (repeating: Repeating, limit: number): readonly string[] =>
  occurrencesOf(repeating, { limit }).map(({ startsAt }) => startsAt.toISOString());

describe('a series', () => {
  it.each([
    // Europe: clocks go back on the last Sunday of October, forward on that of March. America: first Sunday of November, second of March.
    ['Europe/Berlin', '2026-10-15T14:00', ['2026-10-15T12:00', '2026-10-22T12:00', '2026-10-29T13:00']],
    ['Europe/Berlin', '2027-03-18T14:00', ['2027-03-18T13:00', '2027-03-25T13:00', '2027-04-01T12:00']],
    ['America/New_York', '2026-10-22T08:30', ['2026-10-22T12:30', '2026-10-29T12:30', '2026-11-05T13:30']],
    ['America/New_York', '2027-03-04T08:30', ['2027-03-04T13:30', '2027-03-11T13:30', '2027-03-18T12:30']],
    ['Australia/Sydney', '2026-09-24T07:00', ['2026-09-23T21:00', '2026-09-30T21:00', '2026-10-07T20:00']],
  ])('keeps its local time in %s over the change of the clocks after %s', (timeZone, firstStart, instants) => {
    const repeating = series(firstStart, 'FREQ=WEEKLY;BYDAY=TH', { timeZone });
    expect(starts(repeating, 3)).toEqual(instants.map((instant) => `${instant}:00.000Z`));
    expect(
      occurrencesOf(repeating, { limit: 60 }).every(
        ({ occurrence, startsAt }) =>
          localTimeOf(startsAt, timeZone) === occurrence && occurrence.endsWith(firstStart.slice(10)),
      ),
    ).toBe(true);
  });

  it('has a time that the clock skips once, that much later, and of a time shown twice the first', () => {
    const daily = series('2027-03-27T02:30', 'FREQ=DAILY');
    expect(
      occurrencesOf(daily, { limit: 3 }).map(({ occurrence, startsAt }) => [occurrence, startsAt.toISOString()]),
    ).toEqual([
      ['2027-03-27T02:30', '2027-03-27T01:30:00.000Z'],
      ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
      ['2027-03-29T02:30', '2027-03-29T00:30:00.000Z'],
    ]);
    expect(instantOf('2026-10-25T02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', ['10-01', '10-15', '10-29', '11-12']],
    ['FREQ=WEEKLY;BYDAY=MO,TH', ['10-01', '10-05', '10-08', '10-12']],
    ['FREQ=MONTHLY;BYDAY=1TH', ['10-01', '11-05', '12-03', '01-07']],
    ['FREQ=WEEKLY;BYDAY=TH;COUNT=2', ['10-01', '10-08']],
    ['FREQ=WEEKLY;BYDAY=TH;UNTIL=20261015', ['10-01', '10-08', '10-15']],
    ['FREQ=WEEKLY;BYDAY=TH;UNTIL=20261015T120000Z', ['10-01', '10-08', '10-15']],
    ['FREQ=WEEKLY;BYDAY=TH;UNTIL=20261015T115900Z', ['10-01', '10-08']],
  ])('of %s names these days', (rule, days) => {
    const repeating = series('2026-10-01T14:00', rule);
    expect(seriesFault(repeating)).toBeNull();
    expect(occurrencesOf(repeating, { limit: 4 }).map(({ occurrence }) => occurrence.slice(5, 10))).toEqual(days);
  });

  it('leaves out what is excluded, and ends before what is not of it any more', () => {
    const repeating = series('2026-10-01T14:00', 'FREQ=WEEKLY;BYDAY=TH', {
      excluded: ['2026-10-08T14:00'],
      endsBefore: '2026-10-29T14:00',
    });
    expect(occurrencesOf(repeating, { limit: 9 }).map(({ occurrence }) => occurrence.slice(5, 10))).toEqual([
      '10-01',
      '10-15',
      '10-22',
    ]);
    expect(
      occurrencesOf(repeating, { after: new Date('2026-10-01T12:00Z'), before: new Date('2026-10-22T12:00Z') }),
    ).toHaveLength(1);
  });

  it('has to begin on a day that its rule names', () => {
    expect(seriesFault(series('2026-10-02T14:00', 'FREQ=WEEKLY;BYDAY=TH'))).toEqual({
      detail: 'The series begins on 2026-10-02, which its rule does not name.',
      expected: 'a beginning that the rule names, such as 2026-10-08',
    });
    expect(seriesFault(series('2026-02-01T14:00', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'))).toMatchObject({
      detail: 'The rule names no day.',
    });
  });

  it('names as many weeks as there are, each seven days on by the clock on the wall', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata'),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (timeZone, date) => {
          const first = date.toISOString().slice(0, 16);
          const found = occurrencesOf(series(first, 'FREQ=WEEKLY', { timeZone }), { limit: 53 });
          expect(found.map(({ occurrence }) => Date.parse(`${occurrence}Z`))).toEqual(
            found.map((_, index) => Date.parse(`${first}Z`) + index * 7 * 86_400_000),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a rule', () => {
  it.each([
    ['', 'This is no recurrence rule.'],
    ['every Thursday', 'This is no recurrence rule.'],
    ['FREQ=HOURLY', 'How often it repeats (FREQ) is not named.'],
    ['BYDAY=TH', 'How often it repeats (FREQ) is not named.'],
    ['FREQ=WEEKLY;BYHOUR=9', 'BYHOUR cannot stand here, or not twice.'],
    ['FREQ=WEEKLY;FREQ=DAILY', 'FREQ cannot stand here, or not twice.'],
    ['FREQ=WEEKLY;COUNT=3;UNTIL=20261231', 'It has two ends.'],
    ['FREQ=WEEKLY;INTERVAL=0', 'INTERVAL cannot be 0.'],
    ['FREQ=WEEKLY;BYDAY=DO', 'BYDAY cannot be DO.'],
  ])('"%s" is refused: %s', (rule, detail) => {
    expect(ruleFault(rule)?.detail).toBe(detail);
  });

  it.each(['FREQ=WEEKLY;BYDAY=TH', 'FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3', 'FREQ=DAILY;UNTIL=20261231T120000Z'])(
    '"%s" is taken',
    (rule) => {
      expect(ruleFault(rule)).toBeNull();
    },
  );
});
