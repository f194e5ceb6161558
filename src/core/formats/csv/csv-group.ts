/** The rows of one CSV assessment, and reading values that belong to all of them. */
import type { CsvColumnName } from './csv-columns.js';
import type { CsvReader } from './csv-rows.js';
import { dateText, type DatedRow } from '../group-dates.js';
import {
  certainDaysApart,
  distinct,
  historyDefaults,
  intervalOfPartialDate,
  isUnreadable,
} from '../../record/index.js';
import type { RowFaults } from '../row-faults.js';
import type { ImportRow } from '../tabular-format.js';
import { lookUp, wordOf } from '../words.js';

export interface CsvGroup {
  readonly rows: readonly ImportRow[];
  readonly first: ImportRow;
  readonly reader: CsvReader;
  readonly faults: RowFaults;
  readonly key: string;
}

/** The day of this row's own exam, else of its timepoint. */
export const datedRow = (row: ImportRow, { valueOf, columnOf }: CsvReader): DatedRow => {
  const own: CsvColumnName = valueOf(row, 'exam_date') === '' ? 'date' : 'exam_date';
  return {
    row,
    date: dateText(valueOf(row, own)),
    dateColumn: columnOf(own) ?? own,
    studyDay: valueOf(row, 'study_day'),
    studyDayColumn: columnOf('study_day') ?? 'study_day',
  };
};

/** A row whose own exam lies far from the day of its timepoint: the exam's day is read, and one of the two may be wrong. */
export function askAboutExamDates({ rows, reader, faults }: CsvGroup): void {
  for (const row of rows) {
    const [own, ofTimepoint] = [reader.valueOf(row, 'exam_date'), reader.valueOf(row, 'date')].map(dateText);
    if (!own || !ofTimepoint) continue;
    const [exam, timepoint] = [intervalOfPartialDate(own), intervalOfPartialDate(ofTimepoint)];
    if (isUnreadable(exam) || isUnreadable(timepoint)) continue;
    const days = historyDefaults.sameTimepointDays;
    if (certainDaysApart(exam, timepoint) <= days) continue;
    faults.ask({
      code: 'dates-apart',
      row,
      column: reader.columnOf('exam_date'),
      message: `the exam is dated ${own} and its timepoint ${ofTimepoint}, more than ${days} days apart; the date of the exam is read`,
      expected: 'a timepoint of its own for each exam, or the right date',
    });
  }
}

/** The value of a column that belongs to the assessment; where rows differ, the group is held and nothing is picked. */
export function agreed({ rows, reader, faults, key }: CsvGroup, name: CsvColumnName): string | null {
  const valued = rows.filter((row) => reader.valueOf(row, name) !== '');
  const values = distinct(valued.map((row) => reader.valueOf(row, name)));
  const [row, ...others] = valued;
  if (values.length > 1 && row !== undefined) {
    faults.hold({
      code: 'rows-disagree',
      row,
      others,
      column: reader.columnOf(name),
      about: [key, name],
      message: `the rows of one assessment say ${values.map((value) => `'${value}'`).join(' and ')}`,
      expected: `one ${name} for one assessment`,
    });
    return null;
  }
  return values[0] ?? null;
}

export function yesOrNo(value: string, name: CsvColumnName, { first, reader, faults }: CsvGroup): boolean | null {
  const word =
    reader.words.baseline !== undefined && name === 'baseline'
      ? (lookUp(reader.words.baseline, value) ?? value)
      : value;
  if (word.toLowerCase() === 'yes') return true;
  if (word.toLowerCase() === 'no') return false;
  faults.hold({
    code: 'unknown-word',
    row: first,
    column: reader.columnOf(name),
    message: `'${value}' is neither yes nor no`,
    expected: 'yes, no, or blank where it is not stated',
  });
  return null;
}

/** A word of one of our lists, in the sender's words where a mapping translates them; null where it is not known and was named. */
export function oneOf<const Value extends string>(
  values: readonly Value[],
  row: ImportRow,
  name: CsvColumnName & keyof CsvReader['words'],
  { reader, faults }: CsvGroup,
): Value | undefined | null {
  const text = reader.valueOf(row, name);
  if (text === '') return undefined;
  const translated = lookUp(reader.words[name] ?? {}, text) ?? text;
  const value = values.find((candidate) => wordOf(candidate) === wordOf(translated));
  if (value !== undefined) return value;
  faults.hold({
    code: 'unknown-word',
    row,
    column: reader.columnOf(name),
    message: `'${text}' is not ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`,
    expected: `one of: ${values.join(', ')}`,
  });
  return null;
}
