import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobHandlers, JobQueue, Sweeps } from '../../platform/queue/index.js';
import { LineVersions } from '../assessments/index.js';
import { LineClassifier } from './line-classifier.service.js';
import { Releases } from './releases.service.js';

const sweepMilliseconds = 5_000;

/** Lines that one run of the sweep puts back into the queue; the next run goes on. */
const linesPerSweep = 2_000;

/** A line that changed within this time has its own job still under way; the sweep is for those that were forgotten. */
const graceSeconds = 5;

/** The handler of `classify-lines`, and the sweep that finds stale lines for which no job stands. */
@Injectable()
export class TriageJobs implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly handlers: JobHandlers,
    private readonly sweeps: Sweeps,
    private readonly queue: JobQueue,
    private readonly versions: LineVersions,
    private readonly releases: Releases,
    private readonly classifier: LineClassifier,
  ) {}

  onModuleInit(): void {
    this.handlers.registerHandler('classify-lines', ({ treatmentLineIds }) => this.classify(treatmentLineIds));
    this.sweeps.registerSweep('stale-lines', sweepMilliseconds, () => this.sweep());
  }

  async classify(treatmentLineIds: readonly string[]): Promise<void> {
    const { overtaken } = await this.classifier.classify(treatmentLineIds);
    if (overtaken.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds: overtaken });
  }

  /** @returns how many lines were put back into the queue */
  async sweep(): Promise<number> {
    const { manager } = this.dataSource;
    const release = await this.releases.currentOfThisProcess(manager);
    if (release === null) return 0;
    const stale = await this.versions.staleLines(manager, release.id, linesPerSweep);
    if (stale.length === 0) return 0;
    const forgotten = await manager.query<{ id: string }[]>(`
      SELECT id FROM treatment_line
      WHERE id = ANY ($1::bigint[]) AND (stale_since IS NULL OR stale_since < now() - make_interval(secs => $2)) ORDER BY id`, [stale, graceSeconds]);
    if (forgotten.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds: forgotten.map(({ id }) => id) });
    return forgotten.length;
  }
}
