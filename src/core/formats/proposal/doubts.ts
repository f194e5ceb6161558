/** What a proposal leaves to a person: each with the readings that it could have, and none of them chosen. */
import type { CsvColumnName } from '../csv/csv-columns.js';

export const doubtCodes = [
  /** By what the cells are separated. */
  'delimiter',
  /** Whether a comma is the decimal sign. */
  'decimal',
  /** Which number of a day is the month. */
  'dates',
  /** In which unit sizes stand. */
  'unit',
  /** A heading that names none of our columns for certain. */
  'column',
  /** One of our columns that has to come from somewhere. */
  'needed',
  /** A word that is none of ours. */
  'word',
  /** More words than a list of ours could have. */
  'many-words',
  /** A visit of which nothing says when it was. */
  'visit-day',
] as const;
export type DoubtCode = (typeof doubtCodes)[number];

export interface Doubt {
  readonly code: DoubtCode;
  /** The sender's column; of 'visit-day' the visit. */
  readonly column: string | null;
  /** Our column that it is about. */
  readonly name: CsvColumnName | null;
  /** The word as sent. */
  readonly word: string | null;
  /** What it could mean; empty where the answer is free. */
  readonly readings: readonly { readonly value: string; readonly shows: string }[];
  /** False: it can be taken without an answer, and is then asked as a question. */
  readonly holds: boolean;
}

const reading = (value: string, shows = value): Doubt['readings'][number] => ({ value, shows });

export const doubt = (
  code: DoubtCode,
  about: Partial<Pick<Doubt, 'column' | 'name' | 'word' | 'holds'>>,
  readings: readonly (string | readonly [string, string])[] = [],
): Doubt => ({
  code,
  column: null,
  name: null,
  word: null,
  holds: true,
  ...about,
  readings: readings.map((one) => (typeof one === 'string' ? reading(one) : reading(...one))),
});
