import type { RowSource, SourceFault } from '../../core/formats/index.js';
import type { RowFault } from '../../core/record/index.js';
import { isUnpackingError } from './uploaded-bytes.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';

/** Most faults of a file that are named: a file with another separator has one in every row. */
export const mostFaults = 20;

/**
 * Ends the reading of a file. Its message is constant, since it travels to the database's log as the reason why COPY was ended; what
 * is wrong stands in `faults`.
 */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';

  constructor(readonly faults: readonly SourceFault[]) {
    super('the file is refused');
  }
}

/** The refusal of an upload for the faults of one file, each with file, row and column. */
export const fileProblem = (sentAs: string, faults: readonly (SourceFault | RowFault)[]): Problem =>
  Problem.invalid(faults.map((fault) => errorOf(sentAs, fault)));

function errorOf(sentAs: string, { row, column, code, message, expected }: SourceFault | RowFault): ProblemError {
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

export const tooLarge = (sentAs: string): Problem =>
  new Problem({ kind: 'too large', detail: `${sentAs} is larger than this service takes: split it by patients.` });

export const notUnpacked = (sentAs: string): Problem =>
  fileProblem(sentAs, [
    {
      row: null,
      column: null,
      code: 'unreadable',
      message: 'the file begins as gzip and cannot be unpacked',
      expected: 'a whole gzip file, or plain text',
    },
  ]);

/** What ended the reading of a file, as it is answered. */
export function refusedFile(error: unknown, source: RowSource, sentAs: string): unknown {
  if (error instanceof FileRefusal) return fileProblem(sentAs, error.faults);
  const fault = source.faultIn(error);
  if (fault !== null) return fileProblem(sentAs, [fault]);
  return isUnpackingError(error) ? notUnpacked(sentAs) : error;
}
