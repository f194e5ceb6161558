/** What of the page of meetings stands in its address. */
export interface MeetingsSearch {
  readonly view?: 'month';
  /** yyyy-mm; left out: the month it is. */
  readonly month?: string;
}

/** The part of an address that can be read; anything else is the list. */
export const readMeetingsSearch = ({ view, month }: Record<string, unknown>): MeetingsSearch =>
  view === 'month'
    ? { view, ...(typeof month === 'string' && /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}) }
    : {};

/** The month so many months after one. */
export function monthAfter(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The weeks that a month touches, each of seven ISO dates from Monday on. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = Date.parse(`${month}-01T00:00Z`) / 86_400_000;
  const last = Date.parse(`${monthAfter(month, 1)}-01T00:00Z`) / 86_400_000 - 1;
  // 1970-01-01 was a Thursday.
  const start = first - ((first + 3) % 7);
  const count = Math.ceil((last - start + 1) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => new Date((start + week * 7 + day) * 86_400_000).toISOString().slice(0, 10)),
  );
}
