import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { notify } from '../../platform/live/index.js';
import type { OpenMarks } from './open-marks.js';

export interface StaleFigures {
  /** Lines whose history is newer than their classification. */
  readonly count: number;
  readonly oldestSince: Date | null;
}

/** What a line's lock tells. */
export interface LineStanding {
  readonly historyVersion: string;
  /** Whether its history is newer than its classification. */
  readonly isUnclassified: boolean;
}

/** The versions of treatment lines: what is classified, what is stale. A line is stale by its versions, never by a timestamp. */
@Injectable()
export class LineVersions {
  /** Locks lines in the order of their ids for the rest of the transaction, and tells their history versions. */
  async lock(manager: EntityManager, treatmentLineIds: Iterable<string>): Promise<Map<string, string>> {
    const standings = await this.lockStandings(manager, treatmentLineIds);
    return new Map([...standings].map(([id, { historyVersion }]) => [id, historyVersion]));
  }

  /** Locks lines likewise, and tells whether they are classified. */
  async lockStandings(manager: EntityManager, treatmentLineIds: Iterable<string>): Promise<Map<string, LineStanding>> {
    const rows: (LineStanding & { id: string })[] = await manager.query(
      `
      SELECT id, history_version AS "historyVersion", history_version <> classified_version AS "isUnclassified"
      FROM treatment_line WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE`,
      [[...new Set(treatmentLineIds)]],
    );
    return new Map(rows.map(({ id, ...standing }) => [id, standing]));
  }

  /** Counts the history of each line up by one; once a transaction, in the one that writes to it, after what it writes. The lines must be locked. */
  async advance(manager: EntityManager, treatmentLineIds: Iterable<string>): Promise<void> {
    await manager.query(
      `
      UPDATE treatment_line SET
        history_version = history_version + 1, failed_at = NULL,
        stale_since = CASE WHEN history_version <> classified_version THEN coalesce(stale_since, now()) ELSE now() END,
        last_scan = coalesce((SELECT max(date_to) FROM assessment WHERE treatment_line_id = treatment_line.id AND superseded_by IS NULL), 'infinity')
      WHERE id = ANY ($1::bigint[])`,
      [[...new Set(treatmentLineIds)]],
    );
  }

  /**
   * Notes that the histories of these lines are classified as of now, under a release. The lines must be locked, and still be at the
   * versions that were classified.
   * @param reconsiderOn by line id, the day (YYYY-MM-DD) on which a line has to be looked at again without any new data
   * @param marks what is open about the lines, written along; lines without marks keep theirs
   */
  async markClassified(
    manager: EntityManager,
    treatmentLineIds: Iterable<string>,
    releaseId: string,
    reconsiderOn: ReadonlyMap<string, string> = new Map(),
    marks: readonly OpenMarks[] = [],
  ): Promise<void> {
    const marked = new Map(marks.map((mark) => [mark.treatmentLineId, mark]));
    const rows = [...new Set(treatmentLineIds)].map((id) => ({
      id,
      reconsiderOn: reconsiderOn.get(id) ?? null,
      ...marked.get(id),
    }));
    await manager.query(
      `
      UPDATE treatment_line AS line SET
        classified_version = history_version, classified_release_id = $2, stale_since = NULL, failed_at = NULL,
        reconsider_on = row."reconsiderOn", open_flag = coalesce(row.flag, open_flag), open_watch = coalesce(row.watch, open_watch),
        open_question = coalesce(row.question, open_question)
      FROM json_to_recordset($1) AS row (id bigint, "reconsiderOn" date, flag boolean, watch boolean, question boolean)
      WHERE line.id = row.id`,
      [JSON.stringify(rows), releaseId],
    );
  }

  /**
   * Lets days pass: lines that have to be looked at again by `today` get that day into their history, which makes them stale without
   * any new data. The caller enqueues their classification after the commit.
   * @param today YYYY-MM-DD
   * @returns ids of at most `limit` lines
   */
  async reachDays(manager: EntityManager, today: string, limit: number): Promise<string[]> {
    const due = await manager.query<{ id: string }[]>(dueLinesSql, [today, limit]);
    // Locked in the order of ids like everywhere; what is no longer due under its lock is left out.
    await this.lock(
      manager,
      due.map(({ id }) => id),
    );
    const [reached] = await manager.query<[{ id: string }[], number]>(
      `
      UPDATE treatment_line SET day_reached = reconsider_on, reconsider_on = NULL WHERE id = ANY ($1::bigint[]) AND reconsider_on <= $2 RETURNING id`,
      [due.map(({ id }) => id), today],
    );
    const ids = reached.map(({ id }) => id);
    if (ids.length > 0) await this.advance(manager, ids);
    return ids;
  }

  /** Notes that a line could not be classified: it stays stale, and is tried again after a while. Open pages are told. */
  async markFailed(manager: EntityManager, treatmentLineId: string): Promise<void> {
    const [rows] = await manager.query<[{ patientId: string }[], number]>(
      `
      UPDATE treatment_line SET failed_at = now() WHERE id = $1 RETURNING patient_id AS "patientId"`,
      [treatmentLineId],
    );
    await notify(manager, { topic: 'patients', ids: rows.map(({ patientId }) => patientId) });
  }

  /**
   * Takes back that a line failed: it counts as one that waits. The caller enqueues its classification after the commit.
   * @returns whether it had failed
   */
  async forgetFailure(manager: EntityManager, treatmentLineId: string): Promise<boolean> {
    const [rows] = await manager.query<[{ patientId: string }[], number]>(
      `
      UPDATE treatment_line SET failed_at = NULL WHERE id = $1 AND failed_at IS NOT NULL RETURNING patient_id AS "patientId"`,
      [treatmentLineId],
    );
    await notify(manager, { topic: 'patients', ids: rows.map(({ patientId }) => patientId) });
    return rows.length > 0;
  }

  /**
   * Ids of at most `limit` lines whose history is newer than their classification, the longest waiting first: a walk along an index.
   * A line that failed rests for ten minutes, so that it takes no other line's place.
   */
  async staleLines(manager: EntityManager, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(staleLinesSql, [limit]);
    return rows.map(({ id }) => id);
  }

  /** Ids of at most `limit` lines that were classified under another release than this one, found likewise. */
  async linesOfOtherReleases(manager: EntityManager, releaseId: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(otherReleasesSql, [releaseId, limit]);
    return rows.map(({ id }) => id).slice(0, limit);
  }

  /** Whether a line waits whose history is newer than its classification. */
  async areStale(manager: EntityManager): Promise<boolean> {
    return (await this.staleLines(manager, 1)).length > 0;
  }

  /** How many lines wait for their classification, and since when the longest of them does. */
  async staleFigures(manager: EntityManager): Promise<StaleFigures> {
    const [row]: StaleFigures[] = await manager.query(`
      SELECT count(*)::integer AS count, min(stale_since) AS "oldestSince" FROM treatment_line WHERE history_version <> classified_version`);
    return row ?? { count: 0, oldestSince: null };
  }
}

const isRested = `(failed_at IS NULL OR failed_at < now() - interval '10 minutes')`;

/** $1 the limit. */
export const staleLinesSql = `
  SELECT id FROM treatment_line WHERE history_version <> classified_version AND ${isRested} ORDER BY stale_since, id LIMIT $1`;

/** $1 the day, $2 the limit. */
export const dueLinesSql =
  'SELECT id FROM treatment_line WHERE reconsider_on <= $1 ORDER BY reconsider_on, id LIMIT $2';

/** Two ranges instead of `<>`, which no index answers. $1 the current release, $2 the limit. */
export const otherReleasesSql = `
  (SELECT id FROM treatment_line WHERE classified_release_id < $1 AND ${isRested} ORDER BY classified_release_id, id LIMIT $2)
  UNION ALL
  (SELECT id FROM treatment_line WHERE classified_release_id > $1 AND ${isRested} ORDER BY classified_release_id, id LIMIT $2)`;
