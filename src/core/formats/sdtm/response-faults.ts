/** A fault of a row of RS, with its place. */
import type { FaultCode, RowFault } from '../../record/index.js';
import { keyOfParts } from '../row-faults.js';
import type { ImportRow } from '../tabular-format.js';

export interface ResponseFinding {
  readonly code: FaultCode;
  readonly message: string;
  readonly expected: string;
  readonly otherRows?: readonly number[];
}

export const faultAt = (
  row: ImportRow,
  column: string,
  { code, message, expected, otherRows = [] }: ResponseFinding,
): RowFault => ({
  file: row.file,
  row: row.row,
  column,
  code,
  message,
  expected,
  value: row.cells[column] ?? null,
  otherRows,
  key: keyOfParts([code, row.file, String(row.row), column]),
});
