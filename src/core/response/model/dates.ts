/**
 * Calendar arithmetic on ISO dates without a clock and without a time zone: a date is a whole number of days.
 */
import type { DateInterval } from './history.js';

/** Inclusive interval of day numbers (days since 1970-01-01, proleptic Gregorian). */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const digits = (text: string, start: number, end: number): number => {
  let value = 0;
  for (let index = start; index < end; index += 1) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
};

/** Day number of a date written YYYY-MM-DD (days since 1970-01-01). */
export function dayNumber(isoDate: string): number {
  const month = digits(isoDate, 5, 7);
  const year = digits(isoDate, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(isoDate, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day numbers of a date interval. */
export const daySpan = (interval: DateInterval): DaySpan => {
  const from = dayNumber(interval.from);
  return { from, to: interval.to === interval.from ? from : dayNumber(interval.to) };
};

/** Fewest days that can lie between two spans (negative when `later` may lie before `earlier`). */
export const fewestDaysBetween = (earlier: DaySpan, later: DaySpan): number => later.from - earlier.to;

/** Most days that can lie between two spans. */
export const mostDaysBetween = (earlier: DaySpan, later: DaySpan): number => later.to - earlier.from;

/** A date in the words of the project: '04-May' for a full date, 'May 2014' for a month, '2014' for a year. */
export function formatDate(interval: DateInterval): string {
  const year = interval.from.slice(0, 4);
  const month = months[digits(interval.from, 5, 7) - 1] ?? '';
  if (interval.from === interval.to) return `${interval.from.slice(8, 10)}-${month}`;
  return interval.from.slice(0, 7) === interval.to.slice(0, 7) ? `${month} ${year}` : year;
}
