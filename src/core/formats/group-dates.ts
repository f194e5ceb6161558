/** When a group of rows was: the date of its timepoint, and the date of each row where it differs. */
import type { DateInterval } from '../response/index.js';
import {
  historyDefaults,
  isUnreadable,
  compareText,
  distinct,
  certainDaysApart,
  intervalOfPartialDate,
} from '../record/index.js';
import type { RowFaults } from './row-faults.js';
import type { ImportRow } from './tabular-format.js';

export interface DatedRow {
  readonly row: ImportRow;
  /** Date as sent without its time of day; '' where the row has none. */
  readonly date: string;
  readonly dateColumn: string;
  /** Study day as sent; '' where the row has none. */
  readonly studyDay: string;
  readonly studyDayColumn: string;
}

export interface GroupDates {
  /** The latest of the rows' dates (docs/clinical-basis.md#baseline-scans-and-dates); null where no row has one. */
  readonly date: string | null;
  readonly studyDay: number | null;
}

interface ReadDate {
  readonly text: string;
  readonly interval: DateInterval;
  readonly row: ImportRow;
}

const latestFirst = (one: ReadDate, other: ReadDate): number =>
  compareText(other.interval.to, one.interval.to) || compareText(other.interval.from, one.interval.from);

/** Parts of a date that are not known, as --DTC may write them: a hyphen (2024-01--, 2024---15), or UN, UNK, X in their place. */
const part = String.raw`\d{2}|-|UNK?|XX?`;
const timeOfDay = String.raw`(?:T[\d:.,-]*| +\d{1,2}:[\d:.,]*)(?: ?(?:[+-]\d{2}(?::?\d{2})?|Z|[AP]M))?`;
const timedOrPartial = new RegExp(`^(\\d{4})(?:-(${part})?)?(?:-(${part})?)?(?:${timeOfDay})?$`, 'i');
const twoDigits = /^\d{2}$/;

/**
 * A date as sent without what is of no use here: 2014-01-05T10:20 and '2014-01-05 10:20' are 2014-01-05, the day where it was; of a date
 * whose month or day is a placeholder, what is known is kept.
 */
export function dateText(text: string): string {
  const sent = text.trim();
  const parts = timedOrPartial.exec(sent);
  if (parts === null) return sent;
  const [, year = '', month = '', day = ''] = parts;
  if (!twoDigits.test(month)) return year;
  return twoDigits.test(day) ? `${year}-${month}-${day}` : `${year}-${month}`;
}

export interface DateChoices {
  readonly placedByOrder?: string | null;
  readonly today?: string | undefined;
  /** The day before day 1 is day -1, as in SDTM. */
  readonly countsFromOne?: boolean;
}

/**
 * Reads the dates and study days of a group; what cannot be read holds it, what should be looked at is asked. `placedByOrder` names a
 * timepoint at which nothing was done and whose place among the others is known: without a date it is asked, not held. A day after `today`
 * holds.
 */
export function datesOfGroup(
  rows: readonly DatedRow[],
  faults: RowFaults,
  { placedByOrder = null, today, countsFromOne = false }: DateChoices = {},
): GroupDates {
  const dates = readDates(rows, faults, today).sort(latestFirst);
  const studyDays = readStudyDays(rows, faults, { countsFromOne, dated: dates.length > 0 });
  const [latest] = dates;
  const [row] = rows;
  if (latest === undefined && studyDays.length === 0 && faults.held.length === 0 && row !== undefined) {
    const finding = { code: 'no-date', row: row.row, column: null, expected: 'a date, a study day, or both' } as const;
    if (placedByOrder === null)
      faults.hold({ ...finding, message: 'no row of this timepoint has a date or a study day' });
    else
      faults.ask({
        ...finding,
        message: `${placedByOrder} has neither a date nor a study day; nothing was done, and it stands where its number puts it`,
      });
  }
  askAboutDates(dates, faults);
  return { date: latest?.text ?? null, studyDay: studyDays.length === 0 ? null : Math.max(...studyDays) };
}

function readDates(rows: readonly DatedRow[], faults: RowFaults, today: string | undefined): ReadDate[] {
  return distinctBy(
    rows.filter(({ date }) => date !== ''),
    ({ date }) => date,
  ).flatMap(({ row, date, dateColumn }) => {
    const interval = intervalOfPartialDate(date);
    if (!isUnreadable(interval)) {
      if (today !== undefined && interval.from > today)
        faults.hold({
          code: 'date-in-future',
          row,
          column: dateColumn,
          message: `the exam is dated ${date}, and that day has not come`,
          expected: 'the date of an exam that has been done',
        });
      return [{ text: date, interval, row }];
    }
    faults.hold({
      code: 'unreadable-date',
      row,
      column: dateColumn,
      message: interval.message,
      expected: interval.expected,
    });
    return [];
  });
}

/** A day that does not exist is one of the two beside it: it is asked and left out where a date stands, else it holds. */
function readStudyDays(
  rows: readonly DatedRow[],
  faults: RowFaults,
  { countsFromOne, dated }: { readonly countsFromOne: boolean; readonly dated: boolean },
): number[] {
  return distinctBy(
    rows.filter(({ studyDay }) => studyDay !== ''),
    ({ studyDay }) => studyDay,
  ).flatMap(({ row, studyDay, studyDayColumn }) => {
    // A column of numbers with blanks in it is written as 57.0 by some programs.
    const isDay = /^-?\d{1,5}(\.0+)?$/.test(studyDay);
    if (isDay && countsFromOne && Number(studyDay) === 0) {
      const finding = { code: 'unreadable-study-day', row, column: studyDayColumn } as const;
      const message = `the study day is ${studyDay}, and SDTM has no day 0: the day of the start is 1, the one before it -1`;
      if (dated) faults.ask({ ...finding, message: `${message}; it is left out`, expected: 'the study day, 1 or -1' });
      else faults.hold({ ...finding, message, expected: 'the study day, 1 or -1, or a date' });
      return [];
    }
    if (isDay) return [Number(studyDay)];
    faults.hold({
      code: 'unreadable-study-day',
      row,
      column: studyDayColumn,
      message: `'${studyDay}' is not a study day`,
      expected: 'a whole number such as -7 or 42',
    });
    return [];
  });
}

/** The first row of each value. */
function distinctBy(rows: readonly DatedRow[], valueOf: (row: DatedRow) => string): DatedRow[] {
  return distinct(rows.map(valueOf)).flatMap((value) => rows.find((row) => valueOf(row) === value) ?? []);
}

function askAboutDates(dates: readonly ReadDate[], faults: RowFaults): void {
  const [latest] = dates;
  if (latest === undefined) return;
  const days = historyDefaults.sameTimepointDays;
  const far = dates.filter(({ interval }) => certainDaysApart(interval, latest.interval) > days);
  if (far.length > 0) {
    faults.ask({
      code: 'dates-apart',
      row: latest.row,
      others: far.map(({ row }) => row),
      message: `the rows of one timepoint are dated ${distinct(dates.map(({ text }) => text)).join(' and ')}, more than ${days} days apart; each lesion keeps the date of its own row`,
      expected: 'a timepoint of its own for each exam, or the right date',
    });
  }
  for (const { text, row } of dates.filter(({ interval }) => interval.from !== interval.to)) {
    faults.ask({
      code: 'partial-date',
      row,
      message: `'${text}' names no day; it is kept as an interval`,
      expected: 'the day, where it is known',
    });
  }
}
