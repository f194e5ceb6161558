import type { EntityManager } from 'typeorm';

/** What is open about a treatment line: by these the worklist finds it along an index. */
export interface OpenMarks {
  readonly treatmentLineId: string;
  readonly flag: boolean;
  readonly watch: boolean;
  readonly question: boolean;
}

/**
 * Notes on each line what is open about it. The lines must be locked. A line of which nothing changed keeps its row: a new version of it
 * would be one more to write into every index.
 */
export async function writeOpenMarks(manager: EntityManager, marks: readonly OpenMarks[]): Promise<void> {
  await manager.query(
    `
    UPDATE treatment_line AS line SET open_flag = open.flag, open_watch = open.watch, open_question = open.question
    FROM json_to_recordset($1) AS open ("treatmentLineId" bigint, flag boolean, watch boolean, question boolean)
    WHERE line.id = open."treatmentLineId" AND (line.open_flag, line.open_watch, line.open_question) IS DISTINCT FROM (open.flag, open.watch, open.question)`,
    [JSON.stringify(marks)],
  );
}
