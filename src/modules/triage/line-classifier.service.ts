import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter } from 'prom-client';
import { DataSource, type EntityManager } from 'typeorm';
import { inTransaction } from '../../platform/database/index.js';
import { LOGGER, type Logger, MetricsRegistry } from '../../platform/observability/index.js';
import { HistoryReader, type LineHistory, LineVersions } from '../assessments/index.js';
import { ClassificationWriter } from './classification-writer.service.js';
import { type ComputedLine, computeLine } from './compute-line.js';
import { type CurrentRelease, Releases } from './releases.service.js';

/** What became of the lines of one job. */
export interface ClassifiedLines {
  readonly classified: readonly string[];
  /** Lines that changed while they were computed: their result is thrown away, and they have to be classified again. */
  readonly overtaken: readonly string[];
}

const nothing: ClassifiedLines = { classified: [], overtaken: [] };

/**
 * Classifies treatment lines. Reads version and history in one snapshot, computes without a lock, then locks the lines in the order of
 * their ids and writes only where version and release are still those it read: one transaction for classifications, flags, items and
 * the line's own version.
 */
@Injectable()
export class LineClassifier implements OnModuleInit {
  #outcomes!: Counter<'outcome'>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly histories: HistoryReader,
    private readonly versions: LineVersions,
    private readonly releases: Releases,
    private readonly writer: ClassificationWriter,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(MetricsRegistry) private readonly metrics: MetricsRegistry,
  ) {}

  onModuleInit(): void {
    this.#outcomes = new Counter({
      name: 'consilium_classified_lines_total', help: 'Treatment lines by what became of their classification.',
      labelNames: ['outcome'], registers: [this.metrics],
    });
  }

  /** Classifies those of the lines that are stale. One that fails is tried alone, so that it does not take the others with it. */
  async classify(treatmentLineIds: readonly string[]): Promise<ClassifiedLines> {
    try {
      return await this.#classifyTogether(treatmentLineIds);
    } catch (error) {
      this.logger.warn('A batch of treatment lines could not be classified: each is tried alone', { lineCount: treatmentLineIds.length, error });
      // A database that does not answer is no line's fault: then the job fails as a whole and is tried again.
      await this.dataSource.query('SELECT');
      const results: ClassifiedLines[] = [];
      for (const id of treatmentLineIds) results.push(await this.#classifyAlone(id));
      return { classified: results.flatMap((result) => result.classified), overtaken: results.flatMap((result) => result.overtaken) };
    }
  }

  async #classifyAlone(treatmentLineId: string): Promise<ClassifiedLines> {
    return this.#classifyTogether([treatmentLineId]).catch((error: unknown) => this.#fail(treatmentLineId, error));
  }

  async #classifyTogether(treatmentLineIds: readonly string[]): Promise<ClassifiedLines> {
    const { release, lines } = await this.#read(treatmentLineIds);
    if (release === null || lines.length === 0) return nothing;
    const computed = lines.map(computeLine);
    const classified = await inTransaction(this.dataSource, (manager) => this.#write(manager, release, computed));
    const overtaken = computed.map(({ line }) => line.treatmentLineId).filter((id) => !classified.includes(id));
    this.#outcomes.inc({ outcome: 'classified' }, classified.length);
    this.#outcomes.inc({ outcome: 'overtaken' }, overtaken.length);
    return { classified, overtaken };
  }

  #read(treatmentLineIds: readonly string[]): Promise<{ release: CurrentRelease | null; lines: LineHistory[] }> {
    return inTransaction(this.dataSource, async (manager) => {
      const release = await this.releases.currentOfThisProcess(manager);
      if (release === null) return { release, lines: [] };
      const stale = await manager.query<{ id: string }[]>(staleSql, [[...treatmentLineIds], release.id]);
      return { release, lines: stale.length === 0 ? [] : await this.histories.read(manager, stale.map(({ id }) => id)) };
    }, 'REPEATABLE READ');
  }

  /** @returns ids of the lines that were still as they had been read */
  async #write(manager: EntityManager, release: CurrentRelease, computed: readonly ComputedLine[]): Promise<string[]> {
    if (!(await this.releases.holds(manager, release.id))) return [];
    const versions = await this.versions.lock(manager, computed.map(({ line }) => line.treatmentLineId));
    const unchanged = computed.filter(({ line }) => versions.get(line.treatmentLineId) === line.historyVersion);
    const ids = unchanged.map(({ line }) => line.treatmentLineId);
    // Another job may have computed the same meanwhile.
    const stillStale = new Set((await manager.query<{ id: string }[]>(staleSql, [ids, release.id])).map(({ id }) => id));
    const toWrite = unchanged.filter(({ line }) => stillStale.has(line.treatmentLineId));
    if (toWrite.length > 0) await this.writer.write(manager, toWrite, release.id);
    return ids;
  }

  async #fail(treatmentLineId: string, error: unknown): Promise<ClassifiedLines> {
    this.logger.error('A treatment line could not be classified', { treatmentLineId, error });
    this.#outcomes.inc({ outcome: 'failed' });
    await this.versions.markFailed(this.dataSource.manager, treatmentLineId);
    return nothing;
  }
}

/** Of the lines named, those whose current classification is not of their history's version or not of the released set. */
const staleSql = `
  SELECT id FROM treatment_line
  WHERE id = ANY ($1::bigint[]) AND (history_version <> classified_version OR classified_release_id <> $2) ORDER BY id`;
