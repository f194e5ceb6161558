import { QueryFailedError } from 'typeorm';
import { errorCode } from './error-code.js';

/** The SQLSTATE of an error from PostgreSQL (for example '23505', unique violation), else undefined. */
export function sqlState(error: unknown): string | undefined {
  const code = errorCode(error instanceof QueryFailedError ? error.driverError : error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
