import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface StaleFigures {
  /** Lines whose history is newer than their classification. */
  readonly count: number;
  readonly oldestSince: Date | null;
}

/** The versions of treatment lines: what is classified, what is stale. A line is stale by its versions, never by a timestamp. */
@Injectable()
export class LineVersions {
  /** Locks lines in the order of their ids for the rest of the transaction, and tells their history versions. */
  async lock(manager: EntityManager, treatmentLineIds: Iterable<string>): Promise<Map<string, string>> {
    const rows: { id: string; historyVersion: string }[] = await manager.query(`
      SELECT id, history_version AS "historyVersion" FROM treatment_line WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE`,
    [[...new Set(treatmentLineIds)]]);
    return new Map(rows.map((row) => [row.id, row.historyVersion]));
  }

  /** Counts the history of each line up by one; once a transaction, in the one that writes to it. The lines must be locked. */
  async advance(manager: EntityManager, treatmentLineIds: Iterable<string>): Promise<void> {
    await manager.query(`
      UPDATE treatment_line SET
        history_version = history_version + 1, failed_at = NULL,
        stale_since = CASE WHEN history_version <> classified_version THEN coalesce(stale_since, now()) ELSE now() END
      WHERE id = ANY ($1::bigint[])`, [[...new Set(treatmentLineIds)]]);
  }

  /**
   * Notes that the histories of these lines are classified as of now, under a release. The lines must be locked, and still be at the
   * versions that were classified.
   */
  async markClassified(manager: EntityManager, treatmentLineIds: Iterable<string>, releaseId: string): Promise<void> {
    await manager.query(`
      UPDATE treatment_line SET classified_version = history_version, classified_release_id = $2, stale_since = NULL, failed_at = NULL
      WHERE id = ANY ($1::bigint[])`, [[...new Set(treatmentLineIds)], releaseId]);
  }

  /** Notes that a line could not be classified: it stays stale, and is tried again after a while. */
  async markFailed(manager: EntityManager, treatmentLineId: string): Promise<void> {
    await manager.query('UPDATE treatment_line SET failed_at = now() WHERE id = $1', [treatmentLineId]);
  }

  /**
   * Ids of at most `limit` stale lines: first those whose history is newer than their classification, the longest waiting first, then
   * those that were classified under another release than the current one. Each part is a walk along an index. A line that failed
   * rests for ten minutes, so that it takes no other line's place.
   */
  async staleLines(manager: EntityManager, currentReleaseId: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(staleLinesSql, [currentReleaseId, limit]);
    return [...new Set(rows.map(({ id }) => id))].slice(0, limit);
  }

  /** How many lines wait for their classification, and since when the longest of them does. */
  async staleFigures(manager: EntityManager): Promise<StaleFigures> {
    const [row]: StaleFigures[] = await manager.query(`
      SELECT count(*)::integer AS count, min(stale_since) AS "oldestSince" FROM treatment_line WHERE history_version <> classified_version`);
    return row ?? { count: 0, oldestSince: null };
  }
}

const isRested = `(failed_at IS NULL OR failed_at < now() - interval '10 minutes')`;

/** Two ranges instead of `<>`, which no index answers. $1 the current release, $2 the limit. */
export const staleLinesSql = `
  (SELECT id FROM treatment_line WHERE history_version <> classified_version AND ${isRested} ORDER BY stale_since, id LIMIT $2)
  UNION ALL
  (SELECT id FROM treatment_line WHERE classified_release_id < $1 AND ${isRested} ORDER BY classified_release_id, id LIMIT $2)
  UNION ALL
  (SELECT id FROM treatment_line WHERE classified_release_id > $1 AND ${isRested} ORDER BY classified_release_id, id LIMIT $2)`;
