import { monthAfter, readMeetingsSearch, weeksOf } from '../../../src/web/meetings/meetings-search.js';
import { readRule, repeatsFrom, ruleOf, type Repeating } from '../../../src/web/meetings/repeat.js';
import { ruleFault, seriesFault } from '../../../src/modules/boards/meetings/recurrence.js';

describe('how a meeting repeats', () => {
  it.each<[Repeating, string, string]>([
    ['week', '2026-10-01', 'FREQ=WEEKLY;BYDAY=TH'],
    ['two-weeks', '2026-10-01', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH'],
    ['four-weeks', '2026-10-05', 'FREQ=WEEKLY;INTERVAL=4;BYDAY=MO'],
    ['month', '2026-10-08', 'FREQ=MONTHLY;BYDAY=2TH'],
    ['month-end', '2026-10-29', 'FREQ=MONTHLY;BYDAY=-1TH'],
  ])('%s from %s is the rule %s, which the service takes and a form reads again', (repeat, date, rule) => {
    expect(ruleOf(repeat, date, '')).toBe(rule);
    const ended = ruleOf(repeat, date, '2027-12-31');
    expect(ended).toBe(`${rule};UNTIL=20271231`);
    expect(readRule(ended)).toEqual({ repeat, until: '2027-12-31' });
    expect(ruleFault(ended)).toBeNull();
    expect(
      seriesFault({ firstStart: `${date}T14:00`, timeZone: 'UTC', rule: ended, excluded: [], endsBefore: null }),
    ).toBeNull();
  });

  it('is read as no form of ours where it is none', () => {
    expect(readRule('FREQ=DAILY')).toEqual({ repeat: null, until: '' });
  });

  it('offers only what a day can begin', () => {
    expect(repeatsFrom('2026-10-29')).toEqual(['once', 'week', 'two-weeks', 'four-weeks', 'month-end']);
    expect(repeatsFrom('2026-10-22')).toEqual(['once', 'week', 'two-weeks', 'four-weeks', 'month']);
    expect(repeatsFrom('2026-02-26')).toContain('month-end');
  });
});

describe('a month of meetings', () => {
  it('is shown in whole weeks from Monday on', () => {
    const weeks = weeksOf('2026-11');
    expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.at(-1)]).toEqual([6, '2026-10-26', '2026-12-06']);
    expect(weeksOf('2027-02')).toHaveLength(4);
  });

  it('turns over the year, and an address that names none is the list', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
    expect(readMeetingsSearch({ view: 'month', month: '2026-13' })).toEqual({ view: 'month' });
    expect(readMeetingsSearch({ view: 'week' })).toEqual({});
  });
});
