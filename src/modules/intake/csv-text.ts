/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */

/** Begins a formula in a spreadsheet: such a text would be computed, or would run, when the file is opened. */
const formula = /^[=+\-@\t\r]/;

/** A cell; text that a spreadsheet would take for a formula is marked as text by an apostrophe. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A record with its line end. */
export const csvRecord = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`;
