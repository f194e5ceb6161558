import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';

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
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const [row]: { waiting: number }[] = await dataSource.query(
      `SELECT count(*)::integer AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if ((row?.waiting ?? 0) >= count) return;
    await delay(10);
  }
  throw new Error(`Nothing waits for a lock: expected ${count} to wait, so nothing overlapped.`);
}
