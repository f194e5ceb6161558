import { setTimeout as delay } from 'node:timers/promises';
import { type Database, reading } from '../../../platform/database/index.js';
import type { LineVersions } from '../../assessments/index.js';

const pauseMilliseconds = 25;

/** Longest wait before one batch: background work becomes slow under a long upload, and never stands still. */
const pauses = 40;

/** Lets new data go first: waits while a line's history is newer than its classification. */
export async function giveWay(database: Database, versions: LineVersions): Promise<void> {
  const areStale = (): Promise<boolean> =>
    database.asService('classification', (manager) => versions.areStale(manager), reading);
  for (let pause = 0; pause < pauses && (await areStale()); pause += 1) await delay(pauseMilliseconds);
}
