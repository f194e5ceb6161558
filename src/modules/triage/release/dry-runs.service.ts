import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { type Phrase, phraseFrom, type Stored } from '../../../core/discussion/index.js';
import {
  dryRunWorkflow,
  refusalInWords,
  type Refused,
  releaseWorkflow,
  statesBefore,
  taken,
  transition,
} from '../../../core/workflow/index.js';
import { type Actor, patientScope } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, sqlState, sqlWords } from '../../../platform/database/index.js';
import { decodeCursor, idSchema, type Page, pageOf, requireIfMatch } from '../../../platform/http/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { notify } from '../../../platform/live/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { Computation } from '../classify/computation.service.js';
import { readDryRun, readDryRuns, releaseGuardsOf, type ReleaseGround } from './dry-run-reading.js';
import type { DryRunChangeQuery, DryRunChangeView, DryRunDetail, DryRunView } from '../ledger/ledger-views.js';
import { Reevaluation } from './reevaluation.service.js';
import { releaseStateOf } from './release.entity.js';
import { Releases } from './releases.service.js';

type ChangeRow = Omit<DryRunChangeView, 'patient' | 'then' | 'now' | 'because'> & {
  readonly patientId: string;
  readonly synthetic: boolean;
} & Stored<Pick<DryRunChangeView, 'then' | 'now' | 'because'>>;

export type DryRunAct = 'pause' | 'resume' | 'cancel';

const byId = z.tuple([idSchema]);
const uniqueViolation = '23505';

/** Who calls: the doors are open to administrators alone. */
const by = ['administrator'];

/** Dry runs as people start, read, stop and release them. */
@Injectable()
export class DryRuns {
  constructor(
    private readonly database: Database,
    private readonly releases: Releases,
    private readonly computation: Computation,
    private readonly queue: JobQueue,
    private readonly reevaluation: Reevaluation,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Starts a dry run of what this process computes over all treatment lines that there are.
   * @throws Problem 'conflict' while another one runs
   */
  async start(actor: Actor): Promise<DryRunView> {
    const view = await this.database
      .asService('rules', async (manager) => {
        const ground = await this.#ground(manager);
        const { engineVersion, ruleSetVersion } = this.computation;
        const holds = { 'no-other-runs': await noOtherRuns(manager) };
        const answer = transition(dryRunWorkflow, 'new', 'start', { by, holds });
        if (answer.kind === 'refused') throw anotherRuns();
        const [row] = await manager.query<{ id: string }[]>(
          `
        INSERT INTO dry_run (engine_version, rule_set_version, base_release_id, muted, state, last_line_id, line_count, created_by)
        SELECT $1, $2, $3, $4, $6, coalesce(max(id), 0), count(*), $5 FROM assessments_treatment_line RETURNING id`,
          [
            engineVersion,
            ruleSetVersion,
            ground.current.id,
            JSON.stringify(Object.fromEntries(ground.current.muted)),
            actor.accountId,
            answer.to,
          ],
        );
        const id = row?.id ?? '';
        await notify(manager, { topic: 'rules', ids: [id] });
        await this.trail.record(manager, {
          action: 'dry-run.start',
          patientIds: [],
          subjectType: 'dry-run',
          subjectId: id,
          detail: { engineVersion, ruleSetVersion },
        });
        return readDryRun(manager, ground, id);
      })
      .catch(refuseSecond);
    await this.queue.enqueue('dry-run', { dryRunId: view.id });
    return view;
  }

  /** All dry runs, the newest first. */
  async list({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<DryRunView>> {
    const [before] = decodeCursor(cursor, byId) ?? [null];
    const rows = await this.database.asService(
      'rules',
      async (manager) => readDryRuns(manager, await this.#ground(manager), before, limit + 1),
      reading,
    );
    return pageOf(rows, limit, (run) => [run.id]);
  }

  /** One dry run with what it found, in numbers and without patients. */
  async detail(id: string): Promise<DryRunDetail> {
    return this.database.asService(
      'rules',
      async (manager) => {
        const view = await readDryRun(manager, await this.#ground(manager), id);
        const counts = await manager.query<DryRunDetail['counts']>(
          `
      SELECT subject, name, kind, shown, code, count(*)::integer AS count FROM dry_run_change WHERE dry_run_id = $1
      GROUP BY subject, name, kind, shown, code ORDER BY subject, name, kind, shown, code`,
          [id],
        );
        return { ...view, counts };
      },
      reading,
    );
  }

  /** What would change for the actor's patients, in the order of the lines; rules that are shown to nobody stay out of it. */
  async changes(
    actor: Actor,
    dryRunId: string,
    { subject, kind, name, code, limit, cursor }: DryRunChangeQuery,
  ): Promise<Page<DryRunChangeView>> {
    const [after] = decodeCursor(cursor, byId) ?? ['0'];
    const scope = patientScope(actor, 'patient.id', 8);
    const rows = await this.database.asActor(
      actor,
      async (manager) => {
        await readDryRun(manager, await this.#ground(manager), dryRunId);
        return manager.query<ChangeRow[]>(
          `
      SELECT change.id, change.subject, change.name, change.kind, change.treatment_line_id AS "treatmentLineId", change.current_id AS "currentId",
        change.newer_data AS "newerData", change.was AS "then", change.will_be AS "now", change.because,
        patient.id AS "patientId", patient.synthetic
      FROM dry_run_change AS change
      JOIN assessments_treatment_line AS line ON line.id = change.treatment_line_id
      JOIN assessments_patient AS patient ON patient.id = line.patient_id
      WHERE change.dry_run_id = $1 AND change.id > $2 AND change.shown AND ($3::text IS NULL OR change.subject = $3)
        AND ($4::text IS NULL OR change.kind = $4) AND ($5::text IS NULL OR change.name = $5) AND ($6::text IS NULL OR change.code = $6) AND ${scope.sql}
      ORDER BY change.id LIMIT $7`,
          [dryRunId, after, subject ?? null, kind ?? null, name ?? null, code ?? null, limit + 1, ...scope.parameters],
        );
      },
      reading,
    );
    const page = pageOf(rows.map(changeView), limit, ({ id }) => [id]);
    this.trail.noteRead(
      'dry-run.read',
      page.items.map(({ patient }) => patient.id),
    );
    return page;
  }

  /**
   * @throws Problem 'not found', 'conflict' where its way does not allow it, with what is allowed now and who may, 'changed meanwhile' and
   *   'version not named' as the version says
   */
  async change(act: DryRunAct, id: string, ifMatch: string | undefined): Promise<DryRunView> {
    const view = await this.database
      .asService('rules', async (manager) => {
        const ground = await this.#ground(manager);
        const run = await this.#lock(manager, ground, id, ifMatch);
        const holds = { 'no-other-runs': await noOtherRuns(manager) };
        const answer = transition(dryRunWorkflow, run.state, act, { by, holds });
        if (answer.kind === 'refused') throw refusalOf(run, answer);
        await manager.query('UPDATE dry_run SET state = $2, version = version + 1, moved_at = now() WHERE id = $1', [
          id,
          answer.to,
        ]);
        await notify(manager, { topic: 'rules', ids: [id] });
        await this.trail.record(manager, {
          action: `dry-run.${act}`,
          patientIds: [],
          subjectType: 'dry-run',
          subjectId: id,
        });
        return readDryRun(manager, ground, id);
      })
      .catch(refuseSecond);
    if (view.state === 'running') await this.queue.enqueue('dry-run', { dryRunId: id });
    return view;
  }

  /**
   * Releases what a dry run has shown: one row becomes current, and every line is evaluated anew in the background.
   * @throws Problem 'not found', 'changed meanwhile', 'version not named', or 'conflict' with the obstacles
   */
  async release(actor: Actor, id: string, ifMatch: string | undefined, reason: string): Promise<DryRunView> {
    const view = await this.database.asService('rules', async (manager) => {
      await this.releases.lockCurrent(manager);
      const ground = await this.#ground(manager);
      const run = await this.#lock(manager, ground, id, ifMatch);
      const answer = transition(dryRunWorkflow, run.state, 'release', { by, holds: releaseGuardsOf(run), reason });
      if (answer.kind === 'refused') throw releaseRefused(run, answer);
      const { engineVersion, ruleSetVersion } = run;
      taken(releaseWorkflow, releaseStateOf(ground.current), 'replace', { by });
      taken(releaseWorkflow, 'new', 'release', { by, holds: { 'dry-run-done': true }, reason });
      await manager.query('UPDATE release SET current = false WHERE current');
      const [row] = await manager.query<{ id: string }[]>(
        `
        INSERT INTO release (engine_version, rule_set_version, released_by, note, current) VALUES ($1, $2, $3, $4, true) RETURNING id`,
        [engineVersion, ruleSetVersion, actor.accountId, reason],
      );
      await manager.query(`UPDATE dry_run SET state = $3, release_id = $2, version = version + 1 WHERE id = $1`, [
        id,
        row?.id,
        answer.to,
      ]);
      const released = await readDryRun(manager, await this.#ground(manager), id);
      await notify(manager, { topic: 'rules', ids: [id] });
      await this.trail.record(manager, {
        action: 'release.make',
        patientIds: [],
        subjectType: 'release',
        subjectId: row?.id,
        detail: { dryRunId: id, engineVersion, ruleSetVersion },
      });
      return released;
    });
    await this.reevaluation.sweep();
    return view;
  }

  async #ground(manager: EntityManager): Promise<ReleaseGround> {
    return { current: await this.releases.current(manager), process: this.computation };
  }

  async #lock(
    manager: EntityManager,
    ground: ReleaseGround,
    id: string,
    ifMatch: string | undefined,
  ): Promise<DryRunView> {
    await manager.query('SELECT FROM dry_run WHERE id = $1 FOR UPDATE', [id]);
    const run = await readDryRun(manager, ground, id);
    requireIfMatch(ifMatch, run.version);
    return run;
  }
}

async function noOtherRuns(manager: EntityManager): Promise<boolean> {
  const underWay = sqlWords(statesBefore(dryRunWorkflow, 'finish'));
  const rows = await manager.query<unknown[]>(`SELECT FROM dry_run WHERE state IN (${underWay})`);
  return rows.length === 0;
}

const anotherRuns = (members?: Readonly<Record<string, unknown>>): Problem =>
  Problem.conflict('Another dry run is under way: wait for its end, pause it or cancel it.', members);

/** Two that were started or resumed at once both saw none; the database lets one of them be. */
function refuseSecond(error: unknown): never {
  throw sqlState(error) === uniqueViolation ? anotherRuns() : error;
}

function refusalOf({ id, state }: DryRunView, refused: Refused): Problem {
  const members = { state, allowed: refused.allowed };
  return refused.why === 'not-yet'
    ? anotherRuns(members)
    : Problem.conflict(refusalInWords(`Dry run ${id}`, refused), members);
}

function releaseRefused({ id, state, obstacles }: DryRunView, refused: Refused): Problem {
  const words = `Dry run ${id} cannot be released: ${obstacles.join(', ')}. Start a new one if it is outdated.`;
  return Problem.conflict(obstacles.length > 0 ? words : refusalInWords(`Dry run ${id}`, refused), {
    state,
    obstacles,
    allowed: refused.allowed,
  });
}

const worded = <Told extends { readonly words: Phrase | string }>({ words, ...told }: Told) => ({
  ...told,
  words: phraseFrom(words),
});

const changeView = ({ patientId, synthetic, then, now, because, ...change }: ChangeRow): DryRunChangeView => ({
  ...change,
  then: then === null ? null : worded(then),
  now: now === null ? null : worded(now),
  because: because.map(worded),
  patient: { id: patientId, synthetic },
});
