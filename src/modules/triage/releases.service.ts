import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rulesToReview, ruleSetVersion } from '../../core/discussion/index.js';
import { engineVersion } from '../../core/response/index.js';
import { LOGGER, type Logger } from '../../platform/observability/index.js';

export interface CurrentRelease {
  readonly id: string;
  readonly engineVersion: string;
  readonly ruleSetVersion: string;
}

/** What is released, in one row. A process of another engine or rule set leaves the lines alone. */
@Injectable()
export class Releases implements OnModuleInit {
  constructor(private readonly dataSource: DataSource, @Inject(LOGGER) private readonly logger: Logger) {}

  /** The first start releases itself; every later release is a person's act. */
  async onModuleInit(): Promise<void> {
    this.#warnOfRulesToReview();
    await this.dataSource.query(`
      INSERT INTO release (engine_version, rule_set_version, note, current) SELECT $1, $2, 'first start', true
      WHERE NOT EXISTS (SELECT FROM release) ON CONFLICT (current) WHERE current DO NOTHING`, [engineVersion, ruleSetVersion]);
    if (await this.currentOfThisProcess(this.dataSource.manager) === null) {
      this.logger.warn('Another engine or rule set is released: this process classifies nothing', { version: `${engineVersion}/${ruleSetVersion}` });
    }
  }

  #warnOfRulesToReview(): void {
    for (const { id, version } of rulesToReview(new Date().toISOString().slice(0, 10))) {
      this.logger.warn('A rule is past its review date', { code: id, version });
    }
  }

  /** The released row if it is what this process computes with, else null. */
  async currentOfThisProcess(manager: EntityManager): Promise<CurrentRelease | null> {
    const [release] = await manager.query<CurrentRelease[]>(
      'SELECT id, engine_version AS "engineVersion", rule_set_version AS "ruleSetVersion" FROM release WHERE current');
    return release?.engineVersion === engineVersion && release.ruleSetVersion === ruleSetVersion ? release : null;
  }

  /** Whether that release still is the current one; it stays so until the transaction ends. */
  async holds(manager: EntityManager, releaseId: string): Promise<boolean> {
    const rows = await manager.query<unknown[]>('SELECT FROM release WHERE current AND id = $1 FOR SHARE', [releaseId]);
    return rows.length > 0;
  }
}
