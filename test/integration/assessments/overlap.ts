import type { DataSource, EntityManager } from 'typeorm';
import { until } from '../../support/until.js';

/** A transaction that has done its work and holds it open until `commit` is called. */
export interface OpenTransaction<T> {
  readonly result: T;
  commit(): Promise<void>;
}

/** Begins a transaction, does the work in it, and leaves it open. */
export async function openTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<OpenTransaction<T>> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  await runner.startTransaction('READ COMMITTED');
  try {
    const result = await work(runner.manager);
    return {
      result,
      commit: async () => {
        await runner.commitTransaction();
        await runner.release();
      },
    };
  } catch (error) {
    await runner.rollbackTransaction();
    await runner.release();
    throw error;
  }
}

/** Resolves when so many connections to this database wait for a lock: what follows then overlaps for certain. */
export async function untilWaiting(dataSource: DataSource, count = 1): Promise<void> {
  await until(`${count} wait for a lock, so that something overlaps`, async () => {
    const [row]: { waiting: number }[] = await dataSource.query(
      `SELECT count(*)::integer AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return (row?.waiting ?? 0) >= count;
  });
}
