/**
 * Dates as people read them here: dd-Mmm-yyyy, so that no order of day and month can be mistaken. Partial dates stay partial.
 */

/** An inclusive interval of ISO dates, as the service sends it; from = to is one day. */
export interface ShownInterval {
  readonly from: string;
  readonly to: string;
}

export type MonthNames = readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const monthOf = (iso: string, months: MonthNames): string => months[Number(iso.slice(5, 7)) - 1] ?? iso.slice(5, 7);

/** '2026-05-04' -> '04-May-2026'. */
export const showDate = (iso: string, months: MonthNames): string =>
  `${iso.slice(8, 10)}-${monthOf(iso, months)}-${iso.slice(0, 4)}`;

/** A full date, a month ('May-2026') or a year ('2026'), as exact as the interval is; any other interval as 'from - to'. */
export function showInterval({ from, to }: ShownInterval, months: MonthNames): string {
  if (from === to) return showDate(from, months);
  if (from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01') && to === lastDayOfMonth(from))
    return `${monthOf(from, months)}-${from.slice(0, 4)}`;
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01-01') && to.endsWith('-12-31')) return from.slice(0, 4);
  return `${showDate(from, months)} – ${showDate(to, months)}`;
}

function lastDayOfMonth(iso: string): string {
  return new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0)).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of an ISO date. */
export const dayNumber = (iso: string): number =>
  Math.round(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 86_400_000);

/** The ISO date of a day number. */
export const isoDate = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Date and 24-hour time of an instant in a named time zone: '04-May-2026, 14:30'. */
export function showInstant(instant: string, timeZone: string, months: MonthNames): string {
  const { date, time } = localParts(instant, timeZone);
  return `${showDate(date, months)}, ${time}`;
}

/** The calendar date (ISO) and the 24-hour time of an instant in a named time zone. */
export function localParts(instant: string, timeZone: string): { readonly date: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/**
 * The instant at which a clock in a named time zone shows a date (ISO) and a time (hh:mm), as ISO in UTC; null where either is missing. A
 * time that the clock skips in spring is that much later; of one that it shows twice in autumn, one of the two.
 */
export function instantAt(date: string, time: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (at: number): number => {
    const shown = localParts(new Date(at).toISOString(), timeZone);
    return Date.parse(`${shown.date}T${shown.time}Z`) - at;
  };
  // The offset holds at the instant itself, which the first guess may miss by the change of the clocks.
  return new Date(asUtc - offsetAt(asUtc - offsetAt(asUtc))).toISOString();
}

/** A partial date as sent: '2026', '2026-05' -> 'May-2026', '2026-05-04' -> '04-May-2026'. */
export function showPartialDate(date: string, months: MonthNames): string {
  if (date.length === 10) return showDate(date, months);
  return date.length === 7 ? `${monthOf(date, months)}-${date.slice(0, 4)}` : date;
}

/** The day it is where the reader sits, as an ISO date. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
