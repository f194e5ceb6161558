import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AssembledGroup } from '../../core/formats/index.js';
import type { FactStatement } from '../../core/record/index.js';
import { importWorkflow, statesBefore, taken, theService } from '../../core/workflow/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { Database, reading, sqlState } from '../../platform/database/index.js';
import { notify } from '../../platform/live/index.js';
import { LOGGER, type Logger } from '../../platform/observability/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import {
  type AssessmentOutcome,
  AssessmentRecorder,
  type ConflictOutcome,
  type FactOutcome,
  FactRecorder,
  type RaisedQuery,
  type RecordingConflict,
  SenderQueries,
} from '../assessments/index.js';
import { type ImportState, unfinishedSql } from './import.entity.js';
import { assembleNext, UnassembledError } from './import-groups.js';
import { contextOf, formatNamed, type ImportOptions } from './import-options.js';
import { INTAKE_LIMITS, type IntakeLimits } from './intake-limits.js';

interface UnfinishedImport {
  readonly state: ImportState;
  readonly siteId: string;
  readonly boardId: string;
  readonly accountId: string;
  readonly format: string;
  readonly options: ImportOptions;
  readonly groupCount: number;
  readonly nextGroup: number;
  readonly ownBoardsOnly: boolean;
}

interface Step {
  readonly touchedLineIds: readonly string[];
  readonly finished: boolean;
}

/** Times that groups are tried again which someone else recorded at the same time. */
const attempts = 5;

/** Rows in error classes 22 (data) and 23 (integrity) and 54 (limits) fail however often they are tried. */
const failsAlways = /^(22|23|54)/;

/** Turns the rows of uploads into assessments, some groups a job; the cursor moves in the transaction of the assessments. */
@Injectable()
export class ImportProcessor {
  constructor(
    private readonly database: Database,
    private readonly recorder: AssessmentRecorder,
    private readonly facts: FactRecorder,
    private readonly queries: SenderQueries,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(INTAKE_LIMITS) private readonly limits: IntakeLimits,
  ) {}

  /** Works off the next groups of an upload and enqueues what follows. Running twice, or after the end, does no harm. */
  async process(importId: string): Promise<void> {
    for (let step = 0; step < this.limits.stepsPerJob; step += 1) {
      const { touchedLineIds, finished } = await this.#tryStep(importId);
      if (touchedLineIds.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds: touchedLineIds });
      if (finished) return;
    }
    await this.queue.enqueue('process-import', { importId });
  }

  /** Enqueues uploads that have not moved for a while, and tells how many these are. */
  async resume(): Promise<number> {
    const rows = await this.database.asService(
      'intake',
      (manager) =>
        manager.query<{ id: string }[]>(`
      SELECT id FROM import WHERE ${unfinishedSql} AND moved_at < now() - interval '5 seconds' ORDER BY id LIMIT 100`),
      reading,
    );
    await this.queue.enqueueMany(
      'process-import',
      rows.map(({ id }) => ({ importId: id })),
    );
    return rows.length;
  }

  async #tryStep(importId: string): Promise<Step> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.database.asService('intake', (manager) => this.#step(manager, importId));
      } catch (error) {
        if (error instanceof OvertakenError && attempt < attempts) continue;
        if (!(error instanceof UnassembledError) && !failsAlways.test(sqlState(error) ?? '')) throw error;
        await this.#fail(importId, error);
        return { touchedLineIds: [], finished: true };
      }
    }
  }

  async #step(manager: EntityManager, importId: string): Promise<Step> {
    const unfinished = await lockImport(manager, importId);
    if (unfinished === null) return { touchedLineIds: [], finished: true };
    const groups = await assembleNext(
      manager,
      {
        importId,
        nextGroup: unfinished.nextGroup,
        format: formatNamed(unfinished.format),
        context: contextOf(unfinished.options),
      },
      this.limits,
    );
    const recorded = await this.recorder.record(manager, groups, { ...unfinished, importId });
    const { outcomes } = recorded;
    const facts = await this.#recordFacts(manager, importId, groups, unfinished);
    const touchedLineIds = [...new Set([...recorded.touchedLineIds, ...facts.touchedLineIds])];
    if (
      [...outcomes, ...facts.outcomes].some(
        (outcome) => outcome.status === 'conflict' && outcome.code === 'recorded-at-the-same-time',
      )
    )
      throw new OvertakenError();
    await this.queries.raise(
      manager,
      outcomes.flatMap((outcome, index) =>
        outcome.status === 'conflict' ? refusedQuery(importId, outcome, groups[index]) : [],
      ),
    );
    // Rows that are no assessment of their own (TU without a visit) are neither taken nor held.
    const counted = outcomes.filter((_, index) => !isNothingByItself(groups[index]));
    const finished = await moveOn(manager, importId, unfinished, groups.length, counted);
    const { boardId, accountId } = unfinished;
    await notify(manager, { topic: 'imports', ids: [importId], boardId, accountId });
    const patientIds = [
      ...new Set(
        outcomes.flatMap((outcome) =>
          'patientId' in outcome && outcome.status !== 'known' ? [outcome.patientId] : [],
        ),
      ),
    ];
    if (patientIds.length > 0)
      await this.trail.record(manager, {
        action: 'assessment.record',
        patientIds,
        subjectType: 'import',
        subjectId: importId,
      });
    return { touchedLineIds, finished };
  }

  /** Facts that documents state; what is not recorded because of what is there is held by name. */
  async #recordFacts(
    manager: EntityManager,
    importId: string,
    groups: readonly AssembledGroup[],
    unfinished: UnfinishedImport,
  ): Promise<{ readonly outcomes: readonly FactOutcome[]; readonly touchedLineIds: readonly string[] }> {
    const stating = groups.filter(({ statement }) => statement !== undefined);
    const statements = stating.flatMap(({ statement }) => statement ?? []);
    if (statements.length === 0) return { outcomes: [], touchedLineIds: [] };
    const recorded = await this.facts.record(manager, statements, { ...unfinished, importId });
    await this.queries.raise(
      manager,
      recorded.outcomes.flatMap((outcome, index) =>
        outcome.status === 'conflict' ? refusedQuery(importId, outcome, identifiedBy(statements[index]!)) : [],
      ),
    );
    const patientIds = recorded.outcomes.flatMap((outcome) => (outcome.status === 'created' ? outcome.patientId : []));
    if (patientIds.length > 0)
      await this.trail.record(manager, {
        action: 'fact.record',
        patientIds: [...new Set(patientIds)],
        subjectType: 'import',
        subjectId: importId,
      });
    return recorded;
  }

  async #fail(importId: string, error: unknown): Promise<void> {
    this.logger.error('An upload cannot be turned into assessments', { importId, error });
    const failure =
      error instanceof UnassembledError
        ? `Group ${error.ordinal} of the upload could not be read by this release.`
        : `The database refused what was made of the rows (SQLSTATE ${sqlState(error)}).`;
    await this.database.asService('intake', async (manager) => {
      // Another job may have come to its end meanwhile: what is done is not failed.
      const unfinished = await lockImport(manager, importId);
      if (unfinished === null) return;
      const state = taken(importWorkflow, unfinished.state, 'fail', { by: [theService], reason: failure });
      await manager.query(
        'UPDATE import SET state = $2, failure = $3, finished_at = now(), moved_at = now() WHERE id = $1',
        [importId, state, failure],
      );
      const { boardId, accountId } = unfinished;
      await notify(manager, { topic: 'imports', ids: [importId], boardId, accountId });
    });
  }
}

const isNothingByItself = (group: AssembledGroup | undefined): boolean =>
  group !== undefined && group.assessment === null && group.held.length === 0;

const identifiedBy = ({ issuer, sourceId, patient }: FactStatement): Pick<AssembledGroup, 'identity'> => ({
  identity: { issuer, sourceId, patient, treatmentLine: null, evaluator: null, timepoint: null },
});

/** Someone else recorded the same assessments while this step was being checked; with their work in place it can be done. */
class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

/** Null where nothing is left to do. */
async function lockImport(manager: EntityManager, importId: string): Promise<UnfinishedImport | null> {
  const [unfinished]: UnfinishedImport[] = await manager.query(
    `
    SELECT site_id AS "siteId", board_id AS "boardId", account_id AS "accountId", format, options, group_count AS "groupCount", next_group AS "nextGroup",
      own_boards_only AS "ownBoardsOnly", state
    FROM import WHERE id = $1 AND ${unfinishedSql} FOR UPDATE`,
    [importId],
  );
  return unfinished ?? null;
}

/** Why an assessment is not recorded, where it is not for its revision. */
const refusals: Partial<Readonly<Record<RecordingConflict, string>>> = {
  'patient-of-another-site': 'its patient belongs to another site',
  'patient-of-another-board': 'its patient stands on no board that the uploading person coordinates',
  'invented-and-real': 'its patient is marked as invented and the upload is not, or the other way round',
};

/** What is not recorded because of what is there already is held by name too: nothing of an upload gets lost. */
export function refusedQuery(
  importId: string,
  { code, currentRevision }: ConflictOutcome,
  group: Pick<AssembledGroup, 'identity'> | undefined,
): RaisedQuery[] {
  if (group === undefined) return [];
  const { issuer, sourceId, patient } = group.identity;
  const words = refusals[code] ?? `revision ${currentRevision} of it is recorded with other content`;
  return [
    {
      importId,
      assessmentId: null,
      kind: 'holds',
      fault: {
        code,
        file: '',
        row: null,
        column: null,
        value: null,
        otherRows: [],
        key: [code, issuer, sourceId ?? ''].join('|'),
        message: `the assessment '${sourceId ?? ''}' of patient '${patient?.id ?? ''}' is not recorded: ${words}`,
        expected:
          code === 'invented-and-real'
            ? "the field 'synthetic' as for the patient"
            : 'an assessment that goes with what is recorded',
      },
    },
  ];
}

/** Of an upload some more groups of which are worked off. */
function stateAfter(state: ImportState, finished: boolean): ImportState {
  if (finished)
    return taken(importWorkflow, state, 'finish', { by: [theService], holds: { 'every-group-done': finished } });
  return statesBefore(importWorkflow, 'begin').includes(state)
    ? taken(importWorkflow, state, 'begin', { by: [theService] })
    : state;
}

/** @returns whether the upload is done */
async function moveOn(
  manager: EntityManager,
  importId: string,
  { state, groupCount, nextGroup }: UnfinishedImport,
  groups: number,
  outcomes: readonly AssessmentOutcome[],
): Promise<boolean> {
  const isHeld = (outcome: AssessmentOutcome) =>
    outcome.status === 'held' ||
    outcome.status === 'conflict' ||
    (outcome.status === 'known' && outcome.state === 'held');
  const held = outcomes.filter(isHeld).length;
  const takenCount = outcomes.filter(({ status }) => status === 'created').length;
  const finished = nextGroup + groups >= groupCount;
  await manager.query(
    `
    UPDATE import SET next_group = next_group + $2, taken_count = taken_count + $3, known_count = known_count + $4, held_count = held_count + $5, moved_at = now(),
      state = $6, finished_at = CASE WHEN $7 THEN clock_timestamp() END
    WHERE id = $1`,
    [importId, groups, takenCount, outcomes.length - takenCount - held, held, stateAfter(state, finished), finished],
  );
  return finished;
}
