/** ECOG then and now, over every order and every partly known date. */
import { daySpan } from '../../../../src/core/response/model/dates.js';
import { ecogDropped, ecogThenAndNow } from '../../../../src/core/response/model/ecog.js';
import type { ReportedContext } from '../../../../src/core/response/index.js';
import { day } from './support.js';

type Stated = readonly [date: string | readonly [from: string, to: string], value: number];
const ecogOf = (stated: readonly Stated[]): ReportedContext['ecog'] =>
  stated.map(([date, value]) => ({
    date: typeof date === 'string' ? day(date) : { from: date[0], to: date[1] },
    value,
  }));
const [january, february] = [
  ['2026-01-01', '2026-01-31'],
  ['2026-02-01', '2026-02-28'],
] as const;

test.each<
  [
    string,
    readonly Stated[],
    string | readonly [string, string] | null,
    { readonly then: number; readonly now: number } | null,
  ]
>([
  ['nothing is stated', [], '2026-02-01', null],
  ['one value, before the baseline', [['2026-01-20', 1]], '2026-02-01', null],
  ['one value, after it', [['2026-02-20', 1]], '2026-02-01', null],
  ['one value, no baseline', [['2026-01-20', 1]], null, null],
  [
    'before and after',
    [
      ['2026-01-20', 0],
      ['2026-02-20', 2],
    ],
    '2026-02-01',
    { then: 0, now: 2 },
  ],
  [
    'the newest of several before',
    [
      ['2026-01-02', 2],
      ['2026-01-20', 1],
      ['2026-02-20', 0],
    ],
    '2026-02-01',
    { then: 1, now: 0 },
  ],
  [
    'on the day of the baseline',
    [
      ['2026-01-20', 2],
      ['2026-02-01', 1],
      ['2026-02-20', 3],
    ],
    '2026-02-01',
    { then: 1, now: 3 },
  ],
  [
    'all before the baseline: the newest is then and now',
    [
      ['2026-01-02', 2],
      ['2026-01-20', 1],
    ],
    '2026-02-01',
    null,
  ],
  [
    'all after the baseline: the oldest is then',
    [
      ['2026-02-20', 2],
      ['2026-02-10', 1],
    ],
    '2026-02-01',
    { then: 1, now: 2 },
  ],
  [
    'no baseline: the oldest is then',
    [
      ['2026-02-20', 2],
      ['2026-02-10', 1],
      ['2026-02-15', 3],
    ],
    null,
    { then: 1, now: 2 },
  ],
  [
    'a baseline known to the month takes what is stated up to its end',
    [
      ['2026-01-02', 0],
      ['2026-01-31', 1],
      ['2026-02-20', 2],
    ],
    january,
    { then: 1, now: 2 },
  ],
  [
    'of two that begin together the one that may be later is newer',
    [
      [february, 2],
      ['2026-02-01', 1],
      ['2026-01-05', 0],
    ],
    '2026-01-20',
    { then: 0, now: 2 },
  ],
  [
    'of two on one day the worse is newer',
    [
      ['2026-02-20', 2],
      ['2026-02-20', 1],
      ['2026-01-05', 0],
    ],
    '2026-01-20',
    { then: 0, now: 2 },
  ],
])('%s', (_, stated, baseline, expected) => {
  const span =
    baseline === null
      ? null
      : daySpan(typeof baseline === 'string' ? day(baseline) : { from: baseline[0], to: baseline[1] });
  for (const order of [stated, [...stated].reverse()]) {
    expect(ecogThenAndNow(ecogOf(order), span)).toEqual(expected);
    expect(ecogDropped(ecogOf(order), span)).toBe(expected === null ? null : expected.now > expected.then);
  }
});
