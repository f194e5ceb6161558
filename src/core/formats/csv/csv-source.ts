/** Rows out of CSV text (RFC 4180), the same from a stream and from memory. */
import { CsvError, parse as reading } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type SourceFault, UnreadableFile } from '../file-signs.js';
import type { RowSource, RowSourceContext, SourceRecords } from '../row-source.js';
import { textOfBytes } from '../text-bytes.js';

export const csvSource: RowSource = {
  name: 'csv',
  isText: true,
  signs: { endings: ['.csv'], starts: [] },
  reader: (context) => ({
    stream: reading(csvOptions(context)),
    notes: () => [],
  }),
  read,
  faultIn,
};

function read(bytes: Uint8Array, context: RowSourceContext): SourceRecords {
  const decoded = textOfBytes(bytes);
  if ('fault' in decoded) throw new UnreadableFile(decoded.fault);
  return { ...recordsOfText(decoded.text, context), encoding: decoded.encoding };
}

const longestRecord = 100_000;

/** Records come as arrays of text, blank lines among them. */
const csvOptions = ({ mapping }: RowSourceContext) => ({
  bom: true,
  delimiter: mapping?.delimiter ?? ',',
  relax_column_count: true,
  skip_empty_lines: false,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: longestRecord,
});

/** A whole CSV text in memory. Throws csv-parse's error where quoting is broken. */
export function recordsOfText(text: string, context: RowSourceContext): SourceRecords {
  const [header = [], ...records] = parse(text, csvOptions(context)) as string[][];
  return { header: header.map((column) => column.trim()), records };
}

const faults: Partial<Readonly<Record<CsvError['code'], Pick<SourceFault, 'message' | 'expected'>>>> = {
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

function faultIn(error: unknown): SourceFault | null {
  if (error instanceof UnreadableFile) return error.fault;
  if (!(error instanceof CsvError)) return null;
  const fault = faults[error.code];
  if (fault === undefined) return null;
  const records: unknown = Reflect.get(error, 'records');
  const column: unknown = Reflect.get(error, 'column');
  return {
    row: typeof records === 'number' ? records + 1 : null,
    column: typeof column === 'number' ? `number ${column + 1}` : null,
    code: 'unreadable',
    ...fault,
  };
}
