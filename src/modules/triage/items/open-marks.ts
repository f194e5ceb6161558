import type { EntityManager } from 'typeorm';
import { type OpenMarks, writeOpenMarks } from '../../assessments/index.js';
import { openItemSql } from './item-states.js';

/**
 * Notes on each line what is open about it, by which the worklist finds it: in every transaction that changes flags or items, after
 * the change. The lines must be locked.
 */
export async function markOpen(manager: EntityManager, treatmentLineIds: readonly string[]): Promise<void> {
  await writeOpenMarks(manager, await readOpen(manager, treatmentLineIds));
}

/** What is open about each line now, for whoever writes more of the lines at the same time. */
export function readOpen(manager: EntityManager, treatmentLineIds: readonly string[]): Promise<OpenMarks[]> {
  return manager.query<OpenMarks[]>(openSql, [[...treatmentLineIds]]);
}

const openSql = `
  SELECT line.id AS "treatmentLineId",
    EXISTS (SELECT FROM flag WHERE treatment_line_id = line.id AND superseded_at IS NULL AND state = 'open' AND tier = 'flag') AS flag,
    EXISTS (SELECT FROM flag WHERE treatment_line_id = line.id AND superseded_at IS NULL AND state = 'open' AND tier = 'watch') AS watch,
    EXISTS (SELECT FROM discussion_item WHERE treatment_line_id = line.id AND ${openItemSql()}) AS question
  FROM unnest($1::bigint[]) AS line (id)`;
