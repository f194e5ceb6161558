import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rulesToReview } from '../../../core/discussion/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/observability/index.js';
import { Computation } from '../classify/computation.service.js';
import {
  areSameMuted,
  type MutedRow,
  type MutedRules,
  mutedRulesOf,
  mutedRulesSql,
  readMutedRules,
} from '../ledger/muted-rules.js';

interface ReleaseRow {
  readonly id: string;
  readonly engineVersion: string;
  readonly ruleSetVersion: string;
  /** True while the re-evaluation of lines under other releases is held up. */
  readonly paused: boolean;
}

/** What lines are classified under: a release, and the rules that are shown to nobody for now. */
export interface CurrentRelease extends ReleaseRow {
  readonly muted: MutedRules;
}

/** What is released, in one row. A process of another engine or rule set leaves the lines alone. */
@Injectable()
export class Releases implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly computation: Computation,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The first start releases itself; every later release is a person's act. */
  async onModuleInit(): Promise<void> {
    this.#warnOfRulesToReview();
    const { engineVersion, ruleSetVersion } = this.computation;
    await this.database.asService('rules', (manager) =>
      manager.query(
        `
      INSERT INTO release (engine_version, rule_set_version, note, current) SELECT $1, $2, 'first start', true
      WHERE NOT EXISTS (SELECT FROM release) ON CONFLICT (current) WHERE current DO NOTHING`,
        [engineVersion, ruleSetVersion],
      ),
    );
    const released = await this.database.asService('rules', (manager) => this.currentOfThisProcess(manager), reading);
    if (released === null) {
      this.logger.warn('Another engine or rule set is released: this process classifies nothing', {
        version: `${engineVersion}/${ruleSetVersion}`,
      });
    }
  }

  #warnOfRulesToReview(): void {
    for (const { id, version } of rulesToReview(new Date().toISOString().slice(0, 10))) {
      this.logger.warn('A rule is past its review date', { code: id, version });
    }
  }

  /** What is released, whoever computes it. */
  async current(manager: EntityManager): Promise<CurrentRelease> {
    const [row] = await manager.query<(ReleaseRow & { muted: MutedRow[] })[]>(
      `
      SELECT id, engine_version AS "engineVersion", rule_set_version AS "ruleSetVersion", paused,
        (SELECT coalesce(json_agg(muted), '[]') FROM (${mutedRulesSql}) AS muted) AS muted
      FROM release WHERE current`,
    );
    if (row === undefined)
      throw new Error('Nothing is released: expected the first start of the service to have released itself.');
    return { ...row, muted: mutedRulesOf(row.muted) };
  }

  /** The released row if it is what this process computes with, else null. */
  async currentOfThisProcess(manager: EntityManager): Promise<CurrentRelease | null> {
    const release = await this.current(manager);
    return release.engineVersion === this.computation.engineVersion &&
      release.ruleSetVersion === this.computation.ruleSetVersion
      ? release
      : null;
  }

  /** Whether that release still is the current one with the same rules muted; it stays so until the transaction ends. */
  async holds(manager: EntityManager, { id, muted }: Pick<CurrentRelease, 'id' | 'muted'>): Promise<boolean> {
    const rows = await manager.query<unknown[]>('SELECT FROM release WHERE current AND id = $1 FOR SHARE', [id]);
    return rows.length > 0 && areSameMuted(muted, await readMutedRules(manager));
  }

  /** Keeps what is released from changing, and lets nothing be written under it, until the transaction ends. */
  async lockCurrent(manager: EntityManager): Promise<void> {
    await manager.query('SELECT FROM release WHERE current FOR UPDATE');
  }
}
