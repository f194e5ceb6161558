import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dryRunWorkflow, statesBefore, taken, theService } from '../../../core/workflow/index.js';
import { Database, reading, snapshot, sqlWords } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { LOGGER, type Logger } from '../../../platform/observability/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { HistoryReader, type LineHistory, LineVersions, listsBy } from '../../assessments/index.js';
import type { LineDiscussion } from '../classify/classification.entity.js';
import { Computation } from '../classify/computation.service.js';
import { giveWay } from '../classify/give-way.js';
import type { DryRunState } from './dry-run.entity.js';
import type { MutedRules, Muting } from '../ledger/muted-rules.js';
import { readCurrentFlags, readCurrentItems } from '../classify/standing.js';
import { type StandingLine, tellChanges, type ToldChange } from '../ledger/then-now-because.js';

const linesPerBatch = 50;

/** Of a dry run whose lines are being computed. */
const isUnderWay = `state IN (${sqlWords(statesBefore(dryRunWorkflow, 'finish'))})`;

/** How long one job computes before it makes room for another; its cursor tells the next where to go on. */
const millisecondsPerJob = 3_000;

interface RunState {
  readonly cursor: string;
  readonly lastLineId: string;
  readonly muted: Readonly<Record<string, Muting>>;
}

interface Batch extends RunState {
  readonly lineIds: readonly string[];
}

interface Read {
  readonly lines: readonly LineHistory[];
  readonly standing: ReadonlyMap<string, StandingLine>;
}

interface BatchResult {
  readonly changes: readonly (ToldChange & { readonly newerData: boolean })[];
  readonly newerData: number;
  readonly failed: number;
}

/** Computes dry runs: reads lines and what stands of them in one snapshot, computes, and writes what differs along with the cursor. */
@Injectable()
export class DryRunWorker {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryReader,
    private readonly versions: LineVersions,
    private readonly computation: Computation,
    private readonly queue: JobQueue,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Works off the next lines of a dry run and enqueues what follows. Running twice, or after its end, does no harm. */
  async run(dryRunId: string): Promise<void> {
    const until = performance.now() + millisecondsPerJob;
    while (performance.now() < until) {
      await giveWay(this.database, this.versions);
      if (!(await this.#step(dryRunId))) return;
    }
    await this.queue.enqueue('dry-run', { dryRunId });
  }

  /** Enqueues the dry run that has not moved for a while. @returns how many these are */
  async resume(): Promise<number> {
    const { engineVersion, ruleSetVersion } = this.computation;
    const rows = await this.database.asService(
      'rules',
      (manager) =>
        manager.query<{ id: string }[]>(
          `
      SELECT id FROM dry_run WHERE ${isUnderWay} AND engine_version = $1 AND rule_set_version = $2 AND moved_at < now() - interval '5 seconds'`,
          [engineVersion, ruleSetVersion],
        ),
      reading,
    );
    await this.queue.enqueueMany(
      'dry-run',
      rows.map(({ id }) => ({ dryRunId: id })),
    );
    return rows.length;
  }

  /** @returns whether there is more to do */
  async #step(dryRunId: string): Promise<boolean> {
    const batch = await this.#nextBatch(dryRunId);
    if (batch === null) return false;
    const muted: MutedRules = new Map(Object.entries(batch.muted));
    const result = await this.#compute(batch.lineIds, muted);
    return this.database.asService('rules', (manager) => writeBatch(manager, dryRunId, batch, result));
  }

  /** Null where nothing is left for this process: a dry run belongs to one engine and rule set. */
  async #nextBatch(dryRunId: string): Promise<Batch | null> {
    const { engineVersion, ruleSetVersion } = this.computation;
    return this.database.asService(
      'rules',
      async (manager) => {
        const [run] = await manager.query<RunState[]>(
          `
      SELECT cursor, last_line_id AS "lastLineId", muted FROM dry_run
      WHERE id = $1 AND ${isUnderWay} AND engine_version = $2 AND rule_set_version = $3`,
          [dryRunId, engineVersion, ruleSetVersion],
        );
        if (run === undefined) return null;
        const rows = await manager.query<{ id: string }[]>(
          'SELECT id FROM assessments_treatment_line WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3',
          [run.cursor, run.lastLineId, linesPerBatch],
        );
        return { ...run, lineIds: rows.map(({ id }) => id) };
      },
      reading,
    );
  }

  /** A line that cannot be computed is counted, and does not take the others with it. */
  async #compute(lineIds: readonly string[], muted: MutedRules): Promise<BatchResult> {
    try {
      return await this.#computeTogether(lineIds, muted);
    } catch (error) {
      await this.database.asService('rules', (manager) => manager.query('SELECT'), reading);
      if (lineIds.length <= 1) {
        this.logger.error('A treatment line could not be computed in a dry run', {
          treatmentLineId: lineIds[0],
          error,
        });
        return { changes: [], newerData: 0, failed: lineIds.length };
      }
      const results: BatchResult[] = [];
      for (const id of lineIds) results.push(await this.#compute([id], muted));
      const sum = (count: (result: BatchResult) => number): number =>
        results.reduce((total, result) => total + count(result), 0);
      return {
        changes: results.flatMap(({ changes }) => changes),
        newerData: sum(({ newerData }) => newerData),
        failed: sum(({ failed }) => failed),
      };
    }
  }

  async #computeTogether(lineIds: readonly string[], muted: MutedRules): Promise<BatchResult> {
    const { lines, standing } = await this.database.asService(
      'rules',
      async (manager): Promise<Read> => ({
        lines: await this.histories.read(manager, lineIds),
        standing: await readStanding(manager, lineIds),
      }),
      snapshot,
    );
    const computed = await this.computation.computeAll(lines, muted);
    const hasNewerData = ({ historyVersion, classifiedVersion }: LineHistory): boolean =>
      historyVersion !== classifiedVersion;
    const changes = computed.flatMap((line) =>
      tellChanges(line, standing.get(line.line.treatmentLineId) ?? nothingStands).map((change) => ({
        ...change,
        newerData: hasNewerData(line.line),
      })),
    );
    return { changes, newerData: lines.filter(hasNewerData).length, failed: 0 };
  }
}

const nothingStands: StandingLine = { flags: [], items: [], discussion: null, shadow: new Map() };

async function readStanding(manager: EntityManager, lineIds: readonly string[]): Promise<Map<string, StandingLine>> {
  const flags = listsBy(await readCurrentFlags(manager, lineIds), (row) => [row.treatmentLineId, row]);
  const items = listsBy(await readCurrentItems(manager, lineIds), (row) => [row.treatmentLineId, row]);
  const classified = await manager.query<{ treatmentLineId: string; discussion: LineDiscussion }[]>(
    `
    SELECT DISTINCT ON (treatment_line_id) treatment_line_id AS "treatmentLineId", discussion
    FROM classification WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_at IS NULL ORDER BY treatment_line_id, evaluator`,
    [lineIds],
  );
  const discussions = new Map(classified.map(({ treatmentLineId, discussion }) => [treatmentLineId, discussion]));
  const shadows = listsBy(
    await manager.query<{ treatmentLineId: string; rule: string; ruleVersion: string }[]>(
      `
    SELECT treatment_line_id AS "treatmentLineId", rule, rule_version AS "ruleVersion" FROM shadow_item WHERE treatment_line_id = ANY ($1::bigint[])`,
      [lineIds],
    ),
    ({ treatmentLineId, rule, ruleVersion }) => [treatmentLineId, [rule, ruleVersion] as const],
  );
  return new Map(
    lineIds.map((id) => [
      id,
      {
        flags: flags.get(id) ?? [],
        items: items.get(id) ?? [],
        discussion: discussions.get(id) ?? null,
        shadow: new Map(shadows.get(id) ?? []),
      },
    ]),
  );
}

/** Writes what differs and moves the cursor, if nobody has moved or stopped it meanwhile. @returns whether there is more to do */
async function writeBatch(
  manager: EntityManager,
  dryRunId: string,
  { cursor, lastLineId, lineIds }: Batch,
  result: BatchResult,
): Promise<boolean> {
  const [mine] = await manager.query<{ state: DryRunState }[]>(
    `SELECT state FROM dry_run WHERE id = $1 AND ${isUnderWay} AND cursor = $2 FOR UPDATE`,
    [dryRunId, cursor],
  );
  if (mine === undefined) return false;
  const reached = lineIds.length < linesPerBatch ? lastLineId : (lineIds.at(-1) ?? lastLineId);
  const isDone = BigInt(reached) >= BigInt(lastLineId);
  const state = isDone
    ? taken(dryRunWorkflow, mine.state, 'finish', { by: [theService], holds: { 'every-line-computed': isDone } })
    : mine.state;
  if (result.changes.length > 0) await writeChanges(manager, dryRunId, result.changes);
  await manager.query(
    `
    UPDATE dry_run SET cursor = $2, done_count = done_count + $3, newer_data_count = newer_data_count + $4, failed_count = failed_count + $5, moved_at = now(),
      state = $6, finished_at = CASE WHEN $7 THEN clock_timestamp() END
    WHERE id = $1`,
    [dryRunId, reached, lineIds.length, result.newerData, result.failed, state, isDone],
  );
  await notify(manager, { topic: 'rules', ids: [dryRunId] });
  return !isDone;
}

async function writeChanges(manager: EntityManager, dryRunId: string, changes: BatchResult['changes']): Promise<void> {
  const rows = changes.map(
    ({ treatmentLineId, subject, name, kind, shown, newerData, currentId, was, willBe, because }) => ({
      treatment_line_id: treatmentLineId,
      subject,
      name,
      kind,
      shown,
      newer_data: newerData,
      current_id: currentId,
      code: because[0]?.code ?? kind,
      was,
      will_be: willBe,
      because,
    }),
  );
  await manager.query(
    `
    INSERT INTO dry_run_change (dry_run_id, treatment_line_id, subject, name, kind, shown, newer_data, current_id, code, was, will_be, because)
    SELECT $2, treatment_line_id, subject, name, kind, shown, newer_data, current_id, code, nullif(was, 'null'::jsonb), nullif(will_be, 'null'::jsonb), because
    FROM json_to_recordset($1) AS row (treatment_line_id bigint, subject text, name text, kind text, shown boolean, newer_data boolean, current_id bigint,
      code text, was jsonb, will_be jsonb, because jsonb)`,
    [JSON.stringify(rows), dryRunId],
  );
}
