/** Dates as sent: whole or partial, without a clock and without a time zone. */
import type { DateInterval } from '../response/index.js';
import type { Unreadable } from './fault.js';

export const partialDatePattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

const expected = 'a date of the calendar as YYYY-MM-DD, YYYY-MM or YYYY';

/** Forms of other programs, each named by what it is: none of them is guessed at. */
const otherForms: readonly { readonly shape: RegExp; readonly says: string }[] = [
  { shape: /^\d{1,2}\/\d{1,2}\/(\d{2}|\d{4})$/, says: 'may name two dates, day or month first' },
  { shape: /^\d{1,2}[.-]\d{1,2}[.-](\d{2}|\d{4})$/, says: 'is written with the year last' },
  { shape: /^\d{4}[/.]\d{1,2}[/.]\d{1,2}$/, says: 'is written with other marks than hyphens' },
  { shape: /^\d{8}$/, says: 'is written without hyphens' },
  { shape: /^\d{5}(\.\d+)?$/, says: 'is the number by which a spreadsheet counts days' },
  { shape: /^\d{1,2}[ -]?[A-Z]{3,9}[ -]?(\d{2}|\d{4})$/i, says: 'names the month by a word, as SAS writes it' },
  { shape: /^--?\d{2}(-\d{2})?$/, says: 'names no year' },
  { shape: /^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/, says: 'is an interval between two dates' },
];

/** The days from which spreadsheets, databases and clocks count, and the last that some of them have: each stands for a blank cell. */
const blanks: readonly string[] = ['1899-12-30', '1899-12-31', '1900-01-01', '1904-01-01', '1970-01-01', '9999-12-31'];

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const daysOfMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (daysOfMonths[month - 1] ?? 0);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * The inclusive interval that a whole or partial ISO 8601 date names: '2014-01' is 2014-01-01 to 2014-01-31. No day is invented.
 * Days that are not in the calendar (2014-02-30) and years before 1880 are refused.
 */
export function intervalOfPartialDate(text: string): DateInterval | Unreadable {
  const parts = partialDatePattern.exec(text);
  if (parts === null)
    return {
      code: 'unreadable-date',
      message:
        text === ''
          ? 'no date is given'
          : `'${text}' ${otherForms.find(({ shape }) => shape.test(text))?.says ?? 'is not a date in this form'}`,
      expected,
    };
  if (blanks.includes(text))
    return { code: 'unreadable-date', message: `'${text}' is what programs write for no date`, expected };
  const [, yearText = '', monthText, dayText] = parts;
  const year = Number(yearText);
  if (year < 1880) return { code: 'unreadable-date', message: `'${text}' lies before 1880`, expected };
  if (monthText === undefined) return { from: `${yearText}-01-01`, to: `${yearText}-12-31` };
  const month = Number(monthText);
  const days = daysOfMonth(year, month);
  if (days === 0) return { code: 'unreadable-date', message: `'${text}' names a month that does not exist`, expected };
  if (dayText === undefined) return { from: `${text}-01`, to: `${text}-${twoDigits(days)}` };
  const day = Number(dayText);
  if (day < 1 || day > days)
    return { code: 'unreadable-date', message: `'${text}' names a day that does not exist`, expected };
  return { from: text, to: text };
}

const millisecondsOfDay = 86_400_000;

/** Days since 1970-01-01 of a whole ISO date. */
const dayNumber = (isoDate: string): number =>
  Date.UTC(Number(isoDate.slice(0, 4)), Number(isoDate.slice(5, 7)) - 1, Number(isoDate.slice(8, 10))) /
  millisecondsOfDay;

/** Days that lie between two dates for certain; 0 where the intervals touch or overlap. */
export const certainDaysApart = (one: DateInterval, other: DateInterval): number =>
  Math.max(0, dayNumber(one.from) - dayNumber(other.to), dayNumber(other.from) - dayNumber(one.to));

/** Hours by which the calendar is ahead of UTC where it is furthest. */
const hoursAhead = 14;

/** The latest day that it now is anywhere: an exam of today is not in the future because its sender lives further east. */
export const latestDay = (now: Date): string =>
  new Date(now.getTime() + hoursAhead * 3_600_000).toISOString().slice(0, 10);
