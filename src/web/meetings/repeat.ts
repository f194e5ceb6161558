/** How a meeting repeats, as it is chosen in a form, and the rule of RFC 5545 for it. */
const repeats = ['once', 'week', 'two-weeks', 'four-weeks', 'month', 'month-end'] as const;
export type Repeat = (typeof repeats)[number];
export type Repeating = Exclude<Repeat, 'once'>;

const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** 0 = Sunday, of an ISO date. */
const weekdayOf = (date: string): number => new Date(`${date}T00:00Z`).getUTCDay();

/** Which of its weekdays in its month an ISO date is, from 1 to 5. */
export const placeInMonth = (date: string): number => Math.ceil(Number(date.slice(8, 10)) / 7);

const isLastInMonth = (date: string): boolean => {
  const next = new Date(Date.parse(`${date}T00:00Z`) + 7 * 86_400_000);
  return next.getUTCMonth() !== Number(date.slice(5, 7)) - 1;
};

/** The ways to repeat that begin on this date: the fifth of a month is no place that every month has, and only a last one is the last. */
export const repeatsFrom = (date: string): readonly Repeat[] =>
  repeats.filter(
    (repeat) =>
      (repeat !== 'month' || date === '' || placeInMonth(date) < 5) &&
      (repeat !== 'month-end' || (date !== '' && isLastInMonth(date))),
  );

/** @param until last day, as an ISO date; '' for no end */
export function ruleOf(repeat: Repeating, date: string, until: string): string {
  const day = codes[weekdayOf(date)] ?? 'MO';
  const rules: Readonly<Record<Repeating, string>> = {
    week: `FREQ=WEEKLY;BYDAY=${day}`,
    'two-weeks': `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day}`,
    'four-weeks': `FREQ=WEEKLY;INTERVAL=4;BYDAY=${day}`,
    month: `FREQ=MONTHLY;BYDAY=${placeInMonth(date)}${day}`,
    'month-end': `FREQ=MONTHLY;BYDAY=-1${day}`,
  };
  return `${rules[repeat]}${until === '' ? '' : `;UNTIL=${until.replaceAll('-', '')}`}`;
}

/** What a form shows for the rule of a series: its way to repeat, or null for one that no form can make, and its last day. */
export function readRule(rule: string): { readonly repeat: Repeating | null; readonly until: string } {
  const [, day = ''] = /UNTIL=(\d{8})/.exec(rule) ?? [];
  const until = day === '' ? '' : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const form = rule.replace(/;UNTIL=[^;]*/, '').replace(/(BYDAY=)(-?\d?)(SU|MO|TU|WE|TH|FR|SA)$/, '$1$2*');
  const known: Readonly<Record<string, Repeating>> = {
    'FREQ=WEEKLY;BYDAY=*': 'week',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=*': 'two-weeks',
    'FREQ=WEEKLY;INTERVAL=4;BYDAY=*': 'four-weeks',
    'FREQ=MONTHLY;BYDAY=-1*': 'month-end',
  };
  return { repeat: known[form] ?? (/^FREQ=MONTHLY;BYDAY=[1-4]\*$/.test(form) ? 'month' : null), until };
}
