import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, reading } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { JobQueue, linesPerBlock } from '../../../platform/queue/index.js';
import { LineVersions } from '../../assessments/index.js';
import { giveWay } from '../classify/give-way.js';
import { LineClassifier } from '../classify/line-classifier.service.js';
import { type CurrentRelease, Releases } from './releases.service.js';
import { linesUnderOtherSwitchesSql, staleInBlockSql } from '../classify/stale-lines.js';

/** Lines that one run of the sweep puts into the queue; the next run goes on. */
const linesPerSweep = 5_000;

interface Block {
  readonly releaseId: string;
  readonly lines: readonly string[];
}

/** Brings lines under what is released and switched now, behind all work on new data. */
@Injectable()
export class Reevaluation {
  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly versions: LineVersions,
    private readonly releases: Releases,
    private readonly classifier: LineClassifier,
  ) {}

  /** Evaluates what is left of some blocks. What is overtaken meanwhile is new data, which has its own job, or is found by the sweep. */
  async reevaluate(firstLineIds: readonly string[]): Promise<void> {
    for (const firstLineId of firstLineIds) {
      await giveWay(this.database, this.versions);
      const block = await this.database.asService('rules', (manager) => this.#block(manager, firstLineId), reading);
      if (block === null) return;
      if (block.lines.length === 0) continue;
      await this.classifier.classify(block.lines);
      await this.database.asService('rules', (manager) => notify(manager, { topic: 'rules', ids: [block.releaseId] }));
    }
  }

  /** Null where another release than this process's is the current one. */
  async #block(manager: EntityManager, firstLineId: string): Promise<Block | null> {
    const release = await this.releases.currentOfThisProcess(manager);
    return release && { releaseId: release.id, lines: await this.#linesOfBlock(manager, firstLineId, release) };
  }

  /** Puts blocks with such lines into the queue. @returns how many lines were found */
  async sweep(): Promise<number> {
    const lines = await this.database.asService('rules', (manager) => this.#linesToDo(manager), reading);
    const blocks = new Set([...lines].map((id) => (BigInt(id) - (BigInt(id) % BigInt(linesPerBlock))).toString()));
    if (blocks.size > 0) await this.queue.enqueue('reevaluate-lines', { firstLineIds: [...blocks] });
    return lines.size;
  }

  async #linesToDo(manager: EntityManager): Promise<ReadonlySet<string>> {
    const release = await this.releases.currentOfThisProcess(manager);
    if (release === null) return new Set();
    return new Set([
      ...(release.paused ? [] : await this.versions.linesOfOtherReleases(manager, release.id, linesPerSweep)),
      ...(await this.#linesUnderOtherSwitches(manager, release)),
    ]);
  }

  async #linesUnderOtherSwitches(manager: EntityManager, { muted }: CurrentRelease): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(linesUnderOtherSwitchesSql, [[...muted.keys()], linesPerSweep]);
    return rows.map(({ id }) => id);
  }

  /** While the re-evaluation under a release is held up, a switch still takes effect. */
  async #linesOfBlock(
    manager: EntityManager,
    firstLineId: string,
    { id, muted, paused }: CurrentRelease,
  ): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(staleInBlockSql, [firstLineId, id, [...muted.keys()], paused]);
    return rows.map((row) => row.id);
  }
}
