import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, reading } from '../../../platform/database/index.js';
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
    private readonly database: Database,
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
    const treatmentLineIds = await this.database.asService(
      'classification',
      (manager) => this.#forgottenLines(manager),
      reading,
    );
    if (treatmentLineIds.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds });
    return treatmentLineIds.length;
  }

  async #forgottenLines(manager: EntityManager): Promise<string[]> {
    if ((await this.releases.currentOfThisProcess(manager)) === null) return [];
    const stale = await this.versions.staleLines(manager, linesPerSweep);
    if (stale.length === 0) return [];
    const forgotten = await manager.query<{ id: string }[]>(
      `
      SELECT id FROM assessments_treatment_line
      WHERE id = ANY ($1::bigint[]) AND (stale_since IS NULL OR stale_since < now() - make_interval(secs => $2)) ORDER BY id`,
      [stale, graceSeconds],
    );
    return forgotten.map(({ id }) => id);
  }

  /**
   * Brings lines back whose day has come, such as a parked case at the end of its window.
   * @param today YYYY-MM-DD
   * @returns how many lines these were
   */
  async reachDay(today: string): Promise<number> {
    const treatmentLineIds = await this.database.asService('classification', (manager) =>
      this.versions.reachDays(manager, today, linesPerSweep),
    );
    if (treatmentLineIds.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds });
    return treatmentLineIds.length;
  }
}
