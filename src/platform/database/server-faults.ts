import { errorCode } from './error-code.js';
import { sqlState } from './sql-state.js';

/** Connection errors (SQLSTATE class 08), shutdown and start (57P01 to 57P03), too many connections (53300). */
const serverIsAway = /^(08|57P0[123]|53300)/;
const connectionIsAway: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** The words of pg for a connection that broke off during a query; it gives them no code. */
const connectionBroke = /^Connection terminated/;
const diskFull = '53100';

/** Whether the work failed because the database does not answer: whatever it was, it would have failed. */
export function databaseIsAway(error: unknown): boolean {
  return (
    serverIsAway.test(sqlState(error) ?? '') ||
    connectionIsAway.has(errorCode(error) ?? '') ||
    (error instanceof Error && connectionBroke.test(error.message))
  );
}

/** Whether the work failed because the disk that holds the database is full. */
export const diskIsFull = (error: unknown): boolean => sqlState(error) === diskFull;
