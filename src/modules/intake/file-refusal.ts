import type { RowFault } from '../../core/record/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';

/** What is wrong with a file as a whole, so that nothing of the upload is stored. */
export interface FileFault {
  /** As a spreadsheet counts: the header is row 1. Null where the fault is the whole file's. */
  readonly row: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly expected: string;
}

/** Most faults of a file that are named: a file with another separator has one in every row. */
export const mostFaults = 20;

/**
 * Ends the reading of a file. Its message is constant, since it travels to the database's log as the reason why COPY was ended; what
 * is wrong stands in `faults`.
 */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';

  constructor(readonly faults: readonly FileFault[]) {
    super('the file is refused');
  }
}

/** The refusal of an upload for the faults of one file, each with file, row and column. */
export const fileProblem = (sentAs: string, faults: readonly (FileFault | RowFault)[]): Problem =>
  Problem.invalid(faults.map((fault) => errorOf(sentAs, fault)));

function errorOf(sentAs: string, { row, column, code, message, expected }: FileFault | RowFault): ProblemError {
  const places = [row === null ? null : `row ${row}`, column === null ? null : `column ${column}`].filter(
    (place) => place !== null,
  );
  const pointer = [sentAs, ...(row === null ? [] : [String(row)]), ...(column === null ? [] : [column])];
  return {
    in: 'body',
    code,
    expected,
    pointer: pointer.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    detail: `${[sentAs, ...places].join(', ')}: ${message}`,
  };
}
