/** Reading matches of lesions: those in force for histories, all of a line for the page. */
import type { EntityManager } from 'typeorm';
import type { LesionMatch } from '../../core/record/index.js';
import type { LesionMatchView } from './lesion-match-views.js';
import { listsBy } from './recorded-assessments.js';

/** Matches in force by treatment line. */
export async function readMatchesInForce(
  manager: EntityManager,
  treatmentLineIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LesionMatch[]>> {
  const rows = await manager.query<(LesionMatch & { treatmentLineId: string })[]>(
    `
    SELECT treatment_line_id AS "treatmentLineId", evaluator, label, read_as AS "readAs" FROM lesion_match
    WHERE treatment_line_id = ANY ($1::bigint[]) AND undone_at IS NULL ORDER BY id`,
    [treatmentLineIds],
  );
  return listsBy(rows, ({ treatmentLineId, ...match }) => [treatmentLineId, match]);
}

/** Every match of a line, the latest first, undone ones among them. */
export async function readMatches(manager: EntityManager, treatmentLineId: string): Promise<LesionMatchView[]> {
  const rows = await manager.query<
    (Omit<LesionMatchView, 'confirmedAt' | 'undoneAt'> & { confirmedAt: Date; undoneAt: Date | null })[]
  >(
    `
    SELECT match.id, match.evaluator, match.label, match.read_as AS "readAs", match.confirmed_at AS "confirmedAt",
      confirmed.display_name AS "confirmedBy", match.undone_at AS "undoneAt", undone.display_name AS "undoneBy"
    FROM lesion_match AS match
    JOIN access_account AS confirmed ON confirmed.id = match.confirmed_by LEFT JOIN access_account AS undone ON undone.id = match.undone_by
    WHERE match.treatment_line_id = $1 ORDER BY match.id DESC`,
    [treatmentLineId],
  );
  return rows.map((row) => ({
    ...row,
    confirmedAt: row.confirmedAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }));
}
