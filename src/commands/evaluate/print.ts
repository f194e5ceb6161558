/** Cells and tables of what `consilium evaluate` prints. */
import { stringify } from 'csv-stringify/sync';

/** Rows as CSV (RFC 4180), a header first unless they go on after others; a text that a spreadsheet would take for a formula gets an apostrophe. */
export const csvOf = (
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
  header = true,
): string =>
  stringify([...rows], {
    header,
    columns: [...columns],
    eof: false,
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: { boolean: String },
  });

/** A cell of a table; a dash where there is nothing. */
export const shown = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '-' : String(value);

/** Rows in columns of one width, indented; the first row tells how many columns there are. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
