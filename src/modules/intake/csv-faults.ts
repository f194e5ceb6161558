import { CsvError } from 'csv-parse';
import { FileRefusal } from './file-refusal.js';

type Code = CsvError['code'];

const faults: Partial<Readonly<Record<Code, { readonly message: string; readonly expected: string }>>> = {
  CSV_QUOTE_NOT_CLOSED: {
    message: 'a double quote is opened here and never closed',
    expected: 'a closing double quote; a quote inside a quoted cell is written twice',
  },
  CSV_INVALID_CLOSING_QUOTE: {
    message: 'text stands behind a closing double quote',
    expected: 'a separator or the end of the line behind a quoted cell; a quote inside a quoted cell is written twice',
  },
  INVALID_OPENING_QUOTE: {
    message: 'a double quote stands inside a cell that does not begin with one',
    expected: 'the whole cell in double quotes, and the quote inside it written twice',
  },
  CSV_MAX_RECORD_SIZE: {
    message: 'the row is longer than 100,000 characters',
    expected: 'shorter rows; a quote that is never closed makes one long row of the rest',
  },
};

/** An error of the CSV reader as the refusal of its file; any other error as it is. */
export function refusalOfCsv(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const fault = faults[error.code];
  if (fault === undefined) return error;
  const records: unknown = Reflect.get(error, 'records');
  const column: unknown = Reflect.get(error, 'column');
  return new FileRefusal([
    {
      row: typeof records === 'number' ? records + 1 : null,
      column: typeof column === 'number' ? `number ${column + 1}` : null,
      code: 'unreadable',
      ...fault,
    },
  ]);
}
