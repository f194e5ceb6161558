import { setTimeout as delay } from 'node:timers/promises';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { errorCode } from './error-code.js';

export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

/** serialization_failure and deadlock_detected: the transaction left nothing, and the same work may succeed at once. */
const passing: ReadonlySet<string> = new Set(['40001', '40P01']);
const attempts = 6;

/**
 * Runs `work` in one transaction. Where PostgreSQL ends it for a conflict with another one (serialization failure, deadlock), it is
 * rolled back and `work` runs again, six times at most: `work` must do nothing that outlives a rollback.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  isolation: Isolation = 'READ COMMITTED',
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.transaction(isolation, work);
    } catch (error) {
      if (attempt === attempts || !passing.has(sqlState(error) ?? '')) throw error;
      // Spread, so that the two sides of a conflict do not meet again.
      await delay(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/** The SQLSTATE of an error from PostgreSQL (for example '23505', unique violation), else undefined. */
export function sqlState(error: unknown): string | undefined {
  const code = errorCode(error instanceof QueryFailedError ? error.driverError : error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
