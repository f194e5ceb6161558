import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | null;

/**
 * Records as CSV (RFC 4180), each with its line end, safe to open in a spreadsheet: a text that would be taken for a formula, and be
 * computed or run, is marked as text by an apostrophe.
 */
export const csvText = (records: readonly (readonly CsvCell[])[]): string =>
  stringify([...records], { record_delimiter: 'windows', quote_record_delimiter: true, escape_formulas: true });
