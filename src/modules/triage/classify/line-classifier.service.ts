import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, reading, snapshot } from '../../../platform/database/index.js';
import { HistoryReader, type LineHistory, type LineStanding, LineVersions } from '../../assessments/index.js';
import { ClassificationOutcomes } from './classification-outcomes.service.js';
import { ClassificationWriter } from './classification-writer.service.js';
import { Computation } from './computation.service.js';
import type { ComputedLine } from './compute-line.js';
import { type CurrentRelease, Releases } from '../release/releases.service.js';
import { staleAmongSql } from './stale-lines.js';

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
export class LineClassifier {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryReader,
    private readonly versions: LineVersions,
    private readonly releases: Releases,
    private readonly computation: Computation,
    private readonly writer: ClassificationWriter,
    private readonly outcomes: ClassificationOutcomes,
  ) {}

  /** Classifies those of the lines that are stale. One that fails is tried alone, so that it does not take the others with it. */
  async classify(treatmentLineIds: readonly string[]): Promise<ClassifiedLines> {
    try {
      return await this.#classifyTogether(treatmentLineIds);
    } catch (error) {
      this.outcomes.noteFailedBatch(treatmentLineIds.length, error);
      // A database that does not answer is no line's fault: then the job fails as a whole and is tried again.
      await this.database.asService('classification', (manager) => manager.query('SELECT'), reading);
      const results: ClassifiedLines[] = [];
      for (const id of treatmentLineIds) results.push(await this.#classifyAlone(id));
      return {
        classified: results.flatMap((result) => result.classified),
        overtaken: results.flatMap((result) => result.overtaken),
      };
    }
  }

  async #classifyAlone(treatmentLineId: string): Promise<ClassifiedLines> {
    return this.#classifyTogether([treatmentLineId]).catch(async (error: unknown) => {
      this.outcomes.noteFailedLine(treatmentLineId, error);
      await this.database.asService('classification', (manager) => this.versions.markFailed(manager, treatmentLineId));
      return nothing;
    });
  }

  async #classifyTogether(treatmentLineIds: readonly string[]): Promise<ClassifiedLines> {
    const { release, lines } = await this.#read(treatmentLineIds);
    if (release === null || lines.length === 0) return nothing;
    const computed = await this.computation.computeAll(lines, release.muted);
    const classified = await this.database.asService('classification', (manager) =>
      this.#write(manager, release, computed),
    );
    const overtaken = computed.map(({ line }) => line.treatmentLineId).filter((id) => !classified.includes(id));
    this.outcomes.noteWritten(classified.length, overtaken.length);
    return { classified, overtaken };
  }

  #read(treatmentLineIds: readonly string[]): Promise<{ release: CurrentRelease | null; lines: LineHistory[] }> {
    return this.database.asService(
      'classification',
      async (manager) => {
        const release = await this.releases.currentOfThisProcess(manager);
        if (release === null) return { release, lines: [] };
        const stale = await readStale(manager, treatmentLineIds, release);
        return { release, lines: stale.length === 0 ? [] : await this.histories.read(manager, stale) };
      },
      snapshot,
    );
  }

  /** @returns ids of the lines that were still as they had been read */
  async #write(manager: EntityManager, release: CurrentRelease, computed: readonly ComputedLine[]): Promise<string[]> {
    if (!(await this.releases.holds(manager, release))) return [];
    const locked = await this.versions.lockStandings(
      manager,
      computed.map(({ line }) => line.treatmentLineId),
    );
    const unchanged = computed.filter(
      ({ line }) => locked.get(line.treatmentLineId)?.historyVersion === line.historyVersion,
    );
    const ids = unchanged.map(({ line }) => line.treatmentLineId);
    // Another job may have computed the same meanwhile.
    const stillStale = new Set(await stillStaleAmong(manager, ids, locked, release));
    const toWrite = unchanged.filter(({ line }) => stillStale.has(line.treatmentLineId));
    if (toWrite.length > 0) await this.writer.write(manager, toWrite, release);
    return ids;
  }
}

/** Lines with data that nobody has classified are known by their lock; what a release or a switch makes stale has to be asked. */
async function stillStaleAmong(
  manager: EntityManager,
  ids: readonly string[],
  locked: ReadonlyMap<string, LineStanding>,
  release: CurrentRelease,
): Promise<readonly string[]> {
  const isUnclassified = (id: string): boolean => locked.get(id)?.isUnclassified ?? false;
  const others = ids.filter((id) => !isUnclassified(id));
  return [...ids.filter(isUnclassified), ...(others.length === 0 ? [] : await readStale(manager, others, release))];
}

async function readStale(
  manager: EntityManager,
  treatmentLineIds: readonly string[],
  { id, muted }: CurrentRelease,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(staleAmongSql, [[...treatmentLineIds], id, [...muted.keys()]]);
  return rows.map((row) => row.id);
}
