import type { EntityManager } from 'typeorm';
import { openItemSql } from './item-states.js';

/**
 * Notes on each line what is open about it, by which the worklist finds it: in every transaction that changes flags or items, after
 * the change. The lines must be locked.
 */
export async function markOpen(manager: EntityManager, treatmentLineIds: readonly string[]): Promise<void> {
  await manager.query(markOpenSql, [[...treatmentLineIds]]);
}

/** A line of which nothing changed keeps its row: a new version of it would be one more to write into every index. */
const markOpenSql = `
  UPDATE treatment_line AS line SET open_flag = open.flag, open_watch = open.watch, open_question = open.question
  FROM (
    SELECT id,
      EXISTS (SELECT FROM flag WHERE treatment_line_id = stored.id AND superseded_at IS NULL AND state = 'open' AND tier = 'flag') AS flag,
      EXISTS (SELECT FROM flag WHERE treatment_line_id = stored.id AND superseded_at IS NULL AND state = 'open' AND tier = 'watch') AS watch,
      EXISTS (SELECT FROM discussion_item WHERE treatment_line_id = stored.id AND ${openItemSql()}) AS question
    FROM treatment_line AS stored WHERE id = ANY ($1::bigint[])) AS open
  WHERE line.id = open.id AND (line.open_flag, line.open_watch, line.open_question) IS DISTINCT FROM (open.flag, open.watch, open.question)`;
