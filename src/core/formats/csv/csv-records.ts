/** Reading records out of CSV text the same way everywhere: from a stream (intake) and from memory (the command line). */
import { parse } from 'csv-parse/sync';
import type { Cells, ImportRow, TabularContext } from '../tabular-format.js';

/** A row whose number of cells is not the header's carries that number here, so that its group can be held for it. */
export const misfitCell = '#cells';

const longestRecord = 100_000;

/**
 * Options for csv-parse (stream or sync) that every reader of this project uses. Records come as arrays of text.
 * Blank lines come through as records (skip them with `isBlankRecord`), so that counting records counts rows.
 */
export const csvOptions = (context: Pick<TabularContext, 'mapping'>) => ({
  bom: true,
  delimiter: context.mapping?.delimiter ?? ',',
  relax_column_count: true,
  skip_empty_lines: false,
  max_record_size: longestRecord,
});

export const isBlankRecord = (record: readonly string[]): boolean => record.every((cell) => cell.trim() === '');

/**
 * A record as cells by column name. `columns`, where given, are those worth keeping (from `recognise`).
 * A record that is too short or too long keeps what it has and is marked with `misfitCell`.
 */
export function cellsOf(header: readonly string[], record: readonly string[], columns?: ReadonlySet<string>): Cells {
  const cells: [string, string][] = [];
  header.forEach((column, index) => {
    const value = record[index];
    if (value !== undefined && value !== '' && (columns === undefined || columns.has(column)))
      cells.push([column, value]);
  });
  if (record.length !== header.length) cells.push([misfitCell, `${record.length} instead of ${header.length}`]);
  return Object.fromEntries(cells);
}

/** A whole CSV text in memory: its header (trimmed) and its records. Throws csv-parse's error where quoting is broken. */
export function recordsOfText(
  text: string,
  context: Pick<TabularContext, 'mapping'>,
): { header: readonly string[]; records: readonly (readonly string[])[] } {
  const [header = [], ...records] = parse(text, csvOptions(context)) as string[][];
  return { header: header.map((column) => column.trim()), records };
}

/** The rows of a file in memory; blank lines are left out, row numbers count them. */
export function rowsOfRecords(
  file: string,
  header: readonly string[],
  records: readonly (readonly string[])[],
  columns?: ReadonlySet<string>,
): ImportRow[] {
  return records.flatMap((record, index) =>
    isBlankRecord(record) ? [] : [{ file, row: index + 2, cells: cellsOf(header, record, columns) }],
  );
}
