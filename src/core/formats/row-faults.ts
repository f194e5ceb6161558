/** Collects what is wrong with the rows of one group, held faults and queries apart. */
import { type FaultCode, type RowFault, compareText } from '../record/index.js';
import type { ImportRow } from './tabular-format.js';
import { statedText } from './words.js';

/** One key out of several parts, so that different parts never give the same key. */
export function keyOfParts(parts: readonly string[]): string {
  let key = '';
  for (let index = 0; index < parts.length; index += 1)
    key += index === 0 ? escaped(parts[index]!) : `|${escaped(parts[index]!)}`;
  return key;
}

const escaped = (part: string): string =>
  part.includes('|') || part.includes('\\') ? part.replace(/[\\|]/g, '\\$&') : part;

export interface RowFinding {
  readonly code: FaultCode;
  readonly row: ImportRow;
  /** The column in the sender's header; its value is shown as sent. */
  readonly column?: string | null;
  readonly message: string;
  readonly expected: string;
  readonly others?: readonly ImportRow[];
  /** What the question is about; with the code it makes the key. Left out: this row. */
  readonly about?: readonly string[];
}

/** `place` tells this group from others in the keys of its faults; `columnAsSent` names the sender's column of one that a row was spread into. */
export class RowFaults {
  readonly held: RowFault[] = [];
  readonly queries: RowFault[] = [];

  constructor(
    private readonly place: string,
    private readonly columnAsSent: (row: ImportRow, column: string) => string = (_, column) => column,
  ) {}

  hold(finding: RowFinding): void {
    this.held.push(this.#faultOf(finding));
  }

  ask(finding: RowFinding): void {
    this.queries.push(this.#faultOf(finding));
  }

  /** Both lists in an order that does not depend on the order of rows as handed over. */
  sorted(): { readonly held: readonly RowFault[]; readonly queries: readonly RowFault[] } {
    return { held: this.held.sort(compareFaults), queries: this.queries.sort(compareFaults) };
  }

  #faultOf({ code, row, column = null, message, expected, others = [], about }: RowFinding): RowFault {
    const value = column === null ? null : (row.cells[column] ?? null);
    return {
      file: row.file,
      row: row.row,
      column: column === null ? null : this.columnAsSent(row, column),
      code,
      message,
      expected,
      value,
      otherRows: others.map((other) => other.row).sort((one, other) => one - other),
      key: keyOfParts([code, ...(about ?? [this.place, row.file, String(row.row), column ?? ''])]),
    };
  }
}

const compareFaults = (one: RowFault, other: RowFault): number =>
  compareText(one.file, other.file) ||
  (one.row ?? 0) - (other.row ?? 0) ||
  compareText(one.code, other.code) ||
  compareText(one.column ?? '', other.column ?? '') ||
  compareText(one.key, other.key);

/** Rows in the order of their file. */
export const inRowOrder = (rows: readonly ImportRow[]): ImportRow[] =>
  [...rows].sort((one, other) => compareText(one.file, other.file) || one.row - other.row);

/** A fault of a whole file, found in its header. */
export const fileFault = (
  file: string,
  code: FaultCode,
  column: string | null,
  message: string,
  expected: string,
): RowFault => ({
  file,
  row: column === null ? null : 1,
  column,
  code,
  message,
  expected,
  value: column,
  otherRows: [],
  key: keyOfParts([code, file, column ?? '']),
});

/** The cells of a row as they are compared with another's: blanks around a value make no other row. */
export const comparableCells = ({ cells }: ImportRow): string =>
  JSON.stringify(
    Object.entries(cells)
      .map(([column, text]) => [column, statedText(text)] as const)
      .filter(([, text]) => text !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
