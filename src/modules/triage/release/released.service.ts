import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { refusalInWords, releaseWorkflow, transition } from '../../../core/workflow/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading } from '../../../platform/database/index.js';
import { requireIfMatch } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { Computation } from '../classify/computation.service.js';
import type { ReleasesView } from '../ledger/ledger-views.js';
import { Reevaluation } from './reevaluation.service.js';
import { releaseStateOf } from './release.entity.js';
import { Releases } from './releases.service.js';

type ReleaseRow = Omit<ReleasesView['items'][number], 'releasedAt'> & { readonly releasedAt: Date };

/** The releases there were, and how far the lines have followed the current one. */
@Injectable()
export class Released {
  constructor(
    private readonly database: Database,
    private readonly releases: Releases,
    private readonly computation: Computation,
    private readonly reevaluation: Reevaluation,
    private readonly trail: AuditTrail,
  ) {}

  async read(): Promise<ReleasesView> {
    return this.database.asService('rules', (manager) => this.#read(manager), reading);
  }

  async #read(manager: EntityManager): Promise<ReleasesView> {
    const rows = await manager.query<ReleaseRow[]>(`
      SELECT release.id, release.engine_version AS "engineVersion", release.rule_set_version AS "ruleSetVersion", current, released_at AS "releasedAt",
        account.display_name AS "releasedBy", note AS reason, run.id AS "dryRunId", release.version
      FROM release LEFT JOIN access_account AS account ON account.id = released_by LEFT JOIN dry_run AS run ON run.release_id = release.id
      ORDER BY release.id DESC LIMIT 100`);
    const { id, paused } = await this.releases.current(manager);
    const [figures] = await manager.query<{ lines: number; toDo: number }[]>(
      `
      SELECT count(*)::integer AS lines, (count(*) FILTER (WHERE classified_release_id <> $1))::integer AS "toDo"
      FROM assessments_treatment_line WHERE classified_release_id IS NOT NULL`,
      [id],
    );
    const { engineVersion, ruleSetVersion } = this.computation;
    return {
      items: rows.map(({ releasedAt, ...row }) => ({ ...row, releasedAt: releasedAt.toISOString() })),
      thisProcess: {
        engineVersion,
        ruleSetVersion,
        isReleased: (await this.releases.currentOfThisProcess(manager)) !== null,
      },
      reevaluation: { lines: figures?.lines ?? 0, toDo: figures?.toDo ?? 0, paused },
    };
  }

  /**
   * Holds up the re-evaluation under the current release, or lets it go on; new data is classified all the same.
   * @throws Problem 'conflict' where it is so already, 'changed meanwhile' and 'version not named' as the version says
   */
  async setPaused(paused: boolean, ifMatch: string | undefined): Promise<ReleasesView> {
    await this.database.asService('rules', async (manager) => {
      await this.releases.lockCurrent(manager);
      const [release] = await manager.query<{ id: string; version: number; paused: boolean }[]>(
        'SELECT id, version, paused FROM release WHERE current',
      );
      requireIfMatch(ifMatch, release?.version ?? 0);
      const state = releaseStateOf(release ?? { paused: false });
      const answer = transition(releaseWorkflow, state, paused ? 'pause' : 'resume', { by: ['administrator'] });
      if (answer.kind === 'refused')
        throw Problem.conflict(refusalInWords('The current release', answer), { state, allowed: answer.allowed });
      await manager.query('UPDATE release SET paused = $1, version = version + 1 WHERE current', [
        answer.to === 'held-up',
      ]);
      await notify(manager, { topic: 'rules', ids: release === undefined ? [] : [release.id] });
      await this.trail.record(manager, {
        action: paused ? 'reevaluation.pause' : 'reevaluation.resume',
        patientIds: [],
        subjectType: 'release',
        subjectId: release?.id,
      });
    });
    if (!paused) await this.reevaluation.sweep();
    return this.read();
  }
}
