import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTransaction } from '../../../platform/database/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { LineVersions } from '../../assessments/index.js';
import { LineClassifier } from './line-classifier.service.js';
import { Releases } from '../release/releases.service.js';

/** Lines that one run of a sweep puts back into the queue; the next run goes on. */
const linesPerSweep = 2_000;

/** A line that changed within this time has its own job still under way; the sweep is for those that were forgotten. */
const graceSeconds = 5;

/** The work of `classify-lines`, and the sweeps that find lines for which no job stands. */
@Injectable()
export class TriageJobs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly versions: LineVersions,
    private readonly releases: Releases,
    private readonly classifier: LineClassifier,
  ) {}

  async classify(treatmentLineIds: readonly string[]): Promise<void> {
    const { overtaken } = await this.classifier.classify(treatmentLineIds);
    if (overtaken.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds: overtaken });
  }

  /** @returns how many lines with newer data were put back into the queue */
  async sweep(): Promise<number> {
    const { manager } = this.dataSource;
    if ((await this.releases.currentOfThisProcess(manager)) === null) return 0;
    const stale = await this.versions.staleLines(manager, linesPerSweep);
    if (stale.length === 0) return 0;
    const forgotten = await manager.query<{ id: string }[]>(
      `
      SELECT id FROM treatment_line
      WHERE id = ANY ($1::bigint[]) AND (stale_since IS NULL OR stale_since < now() - make_interval(secs => $2)) ORDER BY id`,
      [stale, graceSeconds],
    );
    if (forgotten.length > 0)
      await this.queue.enqueue('classify-lines', { treatmentLineIds: forgotten.map(({ id }) => id) });
    return forgotten.length;
  }

  /**
   * Brings lines back whose day has come, such as a parked case at the end of its window.
   * @param today YYYY-MM-DD
   * @returns how many lines these were
   */
  async reachDay(today: string): Promise<number> {
    const treatmentLineIds = await inTransaction(this.dataSource, (manager) =>
      this.versions.reachDays(manager, today, linesPerSweep),
    );
    if (treatmentLineIds.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds });
    return treatmentLineIds.length;
  }
}
