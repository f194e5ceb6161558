/** Reads dry runs as they are shown. */
import type { EntityManager } from 'typeorm';
import { dryRunWorkflow, type GuardOf, statesBefore } from '../../../core/workflow/index.js';
import { Problem } from '../../../platform/problem/index.js';
import type { Computation } from '../classify/computation.service.js';
import type { DryRunView, ReleaseObstacle } from '../ledger/ledger-views.js';
import { areSameMuted, type Muting } from '../ledger/muted-rules.js';
import type { CurrentRelease } from './releases.service.js';

interface DryRunRow extends Omit<DryRunView, 'comparedWith' | 'createdAt' | 'finishedAt' | 'obstacles'> {
  readonly baseId: string;
  readonly baseEngineVersion: string;
  readonly baseRuleSetVersion: string;
  readonly muted: Readonly<Record<string, Muting>>;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const dryRunSql = `
  SELECT run.id, run.engine_version AS "engineVersion", run.rule_set_version AS "ruleSetVersion", base.id AS "baseId",
    base.engine_version AS "baseEngineVersion", base.rule_set_version AS "baseRuleSetVersion", run.state, run.line_count AS lines, run.done_count AS done,
    run.newer_data_count AS "newerData", run.failed_count AS failed, starter.display_name AS "startedBy", run.muted, run.created_at AS "createdAt",
    run.finished_at AS "finishedAt", run.release_id AS "releaseId", run.version
  FROM dry_run AS run JOIN release AS base ON base.id = run.base_release_id JOIN access_account AS starter ON starter.id = run.created_by`;

/** What dry runs are measured by: what is released, and what this process computes with. */
export interface ReleaseGround {
  readonly current: CurrentRelease;
  readonly process: Pick<Computation, 'engineVersion' | 'ruleSetVersion'>;
}

/** What stands against a release where a guard of it does not hold. */
const obstacleOf = {
  'same-engine': 'another-engine',
  'same-rule-set': 'another-rule-set',
  'something-new': 'nothing-to-release',
  'same-release-since': 'another-release-since',
  'same-switches-since': 'rules-switched-since',
} as const satisfies Partial<Record<GuardOf<typeof dryRunWorkflow>, ReleaseObstacle>>;
type ReleaseGuard = keyof typeof obstacleOf;
const releaseGuards = Object.keys(obstacleOf) as readonly ReleaseGuard[];

/** The guards of a release, with whether each holds. */
export const releaseGuardsOf = ({ obstacles }: Pick<DryRunView, 'obstacles'>): Partial<Record<ReleaseGuard, boolean>> =>
  Object.fromEntries(releaseGuards.map((guard) => [guard, !obstacles.includes(obstacleOf[guard])]));

function obstaclesTo(
  { state, engineVersion, ruleSetVersion, baseId, muted }: DryRunRow,
  { current, process }: ReleaseGround,
): ReleaseObstacle[] {
  if (state === 'released') return ['already-released'];
  const holds: Readonly<Record<ReleaseGuard, boolean>> = {
    'same-engine': engineVersion === process.engineVersion,
    'same-rule-set': ruleSetVersion === process.ruleSetVersion,
    'something-new': engineVersion !== current.engineVersion || ruleSetVersion !== current.ruleSetVersion,
    'same-release-since': baseId === current.id,
    'same-switches-since': areSameMuted(new Map(Object.entries(muted)), current.muted),
  };
  return [
    ...(statesBefore(dryRunWorkflow, 'release').includes(state) ? [] : ['not-done' as const]),
    ...releaseGuards.filter((guard) => !holds[guard]).map((guard) => obstacleOf[guard]),
  ];
}

function dryRunView(row: DryRunRow, ground: ReleaseGround): DryRunView {
  const { id, engineVersion, ruleSetVersion, state, lines, done, newerData, failed, startedBy, releaseId, version } =
    row;
  const { baseId, baseEngineVersion, baseRuleSetVersion, createdAt, finishedAt } = row;
  return {
    id,
    engineVersion,
    ruleSetVersion,
    state,
    lines,
    done,
    newerData,
    failed,
    startedBy,
    releaseId,
    version,
    comparedWith: { id: baseId, engineVersion: baseEngineVersion, ruleSetVersion: baseRuleSetVersion },
    obstacles: obstaclesTo(row, ground),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** At most `limit` dry runs before an id, the newest first. */
export async function readDryRuns(
  manager: EntityManager,
  ground: ReleaseGround,
  before: string | null,
  limit: number,
): Promise<DryRunView[]> {
  const rows = await manager.query<DryRunRow[]>(
    `${dryRunSql} WHERE $1::bigint IS NULL OR run.id < $1 ORDER BY run.id DESC LIMIT $2`,
    [before, limit],
  );
  return rows.map((row) => dryRunView(row, ground));
}

/** @throws Problem 'not found' if there is none */
export async function readDryRun(manager: EntityManager, ground: ReleaseGround, id: string): Promise<DryRunView> {
  const [row] = await manager.query<DryRunRow[]>(`${dryRunSql} WHERE run.id = $1`, [id]);
  if (row === undefined) throw Problem.notFound(`There is no dry run ${id}.`);
  return dryRunView(row, ground);
}
