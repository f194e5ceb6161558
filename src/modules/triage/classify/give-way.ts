import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { LineVersions } from '../../assessments/index.js';

const pauseMilliseconds = 25;

/** Longest wait before one batch: background work becomes slow under a long upload, and never stands still. */
const pauses = 40;

/** Lets new data go first: waits while a line's history is newer than its classification. */
export async function giveWay(manager: EntityManager, versions: LineVersions): Promise<void> {
  for (let pause = 0; pause < pauses && (await versions.areStale(manager)); pause += 1) await delay(pauseMilliseconds);
}
