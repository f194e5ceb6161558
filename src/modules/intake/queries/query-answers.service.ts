import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AssembledGroup, type TabularContext, type TabularFormat } from '../../../core/formats/index.js';
import { refusalInWords, senderQueryWorkflow, transition } from '../../../core/workflow/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database } from '../../../platform/database/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { type AssessmentOutcome, AssessmentRecorder, type QueryPlace, SenderQueries } from '../../assessments/index.js';
import { assembleAgain, readCorrections } from '../import-groups.js';
import { contextOf, fieldFault, formatNamed, type ImportOptions } from '../import-options.js';
import { refusedQuery } from '../import-processor.service.js';
import { isCorrectable } from '../import-reader.service.js';
import type { AnswerReceipt, QueryAnswer, QueryAssignment } from '../import-views.js';
import { boundedKey } from '../row-encoder.js';

interface AskedQuery {
  readonly id: string;
  readonly kind: 'holds' | 'asks';
  readonly place: QueryPlace;
  readonly assessmentId: string | null;
  readonly answered: boolean;
  readonly importId: string;
  readonly importState: string;
  readonly format: string;
  readonly options: ImportOptions;
  readonly siteId: string;
  readonly boardId: string;
  readonly accountId: string;
  readonly ownBoardsOnly: boolean;
}

interface Replayed {
  readonly state: AnswerReceipt['state'];
  readonly touchedLineIds: readonly string[];
  readonly patientIds: readonly string[];
}

/** Questions of uploads as their senders answer them: by the cell as it should be, with which the rows are read again, or in words. */
@Injectable()
export class QueryAnswers {
  constructor(
    private readonly database: Database,
    private readonly recorder: AssessmentRecorder,
    private readonly queries: SenderQueries,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Answers a question; lines that changed are classified after the commit.
   * @throws Problem 'not found', 'conflict' where it is answered already or cannot be answered so
   */
  async answer(actor: Actor, queryId: string, answer: QueryAnswer): Promise<AnswerReceipt> {
    const { state, touchedLineIds } = await this.database.asService('intake', async (manager) => {
      const query = await lockQuery(manager, actor, queryId);
      requireMove(actor, query, answer);
      const replayed = 'value' in answer ? await this.#correct(manager, actor, query, answer.value) : explained;
      await this.queries.keepAnswer(manager, queryId, 'value' in answer ? answer.value : answer.words, actor.accountId);
      await notify(manager, {
        topic: 'imports',
        ids: [query.importId],
        boardId: query.boardId,
        accountId: query.accountId,
      });
      await this.trail.record(manager, {
        action: 'value' in answer ? 'import.correct' : 'import.explain',
        patientIds: replayed.patientIds,
        subjectType: 'import',
        subjectId: query.importId,
        detail: { queryId },
      });
      return replayed;
    });
    if (touchedLineIds.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds: touchedLineIds });
    return { state };
  }

  /** Gives a question an owner or a day. @throws Problem 'not found', 'conflict' where it is answered already */
  async assign(actor: Actor, queryId: string, { owner, dueOn }: QueryAssignment): Promise<void> {
    await this.database.asService('intake', async (manager) => {
      const query = await lockQuery(manager, actor, queryId);
      const move = transition(senderQueryWorkflow, stateOf(query), 'assign', { by: actor.roles });
      if (move.kind === 'refused') throw Problem.conflict(refusalInWords('This question', move));
      await this.queries.assign(manager, queryId, { ownerId: owner === 'me' ? actor.accountId : undefined, dueOn });
      await this.trail.record(manager, {
        action: 'import.assign',
        patientIds: [],
        subjectType: 'import',
        subjectId: query.importId,
        detail: { queryId },
      });
    });
  }

  /** Keeps the correction, and records what the rows say with it. */
  async #correct(manager: EntityManager, actor: Actor, query: AskedQuery, value: string): Promise<Replayed> {
    const format = formatNamed(query.format);
    const context = contextOf(query.options);
    const file = Math.max(
      format.files.findIndex(({ name }) => name === query.place.file),
      0,
    );
    await manager.query(
      'INSERT INTO import_correction (import_id, file, row_number, column_name, value, corrected_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [query.importId, file, query.place.row, query.place.column, value, actor.accountId],
    );
    const groupKeys = await movedGroups(manager, query, { format, context, file });
    const groups = await assembleAgain(manager, { importId: query.importId, format, context }, groupKeys);
    const { outcomes, touchedLineIds } = await this.recorder.record(manager, groups, query);
    await this.queries.raise(
      manager,
      outcomes.flatMap((outcome, index) =>
        outcome.status === 'conflict' ? refusedQuery(query.importId, outcome, groups[index]) : [],
      ),
    );
    await count(manager, query.importId, outcomes);
    return {
      state: stateAfter(outcomes, groups),
      touchedLineIds,
      patientIds: [
        ...new Set(
          outcomes.flatMap((outcome) =>
            'patientId' in outcome && outcome.status !== 'known' ? [outcome.patientId] : [],
          ),
        ),
      ],
    };
  }
}

const explained: Replayed = { state: 'explained', touchedLineIds: [], patientIds: [] };

const stateOf = ({ answered }: AskedQuery): 'open' | 'answered' => (answered ? 'answered' : 'open');

/** @throws Problem where the question cannot be answered in this way */
function requireMove(actor: Actor, query: AskedQuery, answer: QueryAnswer): void {
  if ('value' in answer && !isCorrectable(query.format, query.place))
    throw Problem.invalid([
      fieldFault(
        'value',
        'contradiction',
        'This question is about no cell of a table.',
        'what was sent again, as it should be',
      ),
    ]);
  if (query.importState !== 'done')
    throw Problem.conflict('The upload is not worked off yet: answer its questions once it is done.');
  const move =
    'value' in answer
      ? transition(senderQueryWorkflow, stateOf(query), 'correct', {
          by: actor.roles,
          holds: { 'row-read-again': true },
        })
      : transition(senderQueryWorkflow, stateOf(query), 'explain', {
          by: actor.roles,
          holds: { 'only-asks': query.kind === 'asks' },
          reason: answer.words,
        });
  if (move.kind === 'refused') throw Problem.conflict(refusalInWords('This question', move));
}

/** The question with its upload, which nobody else works on meanwhile. */
async function lockQuery(manager: EntityManager, actor: Actor, queryId: string): Promise<AskedQuery> {
  const sql = (lock: string) => `
    SELECT query.id, query.kind, query.place, query.assessment_id AS "assessmentId", query.answered_at IS NOT NULL AS answered,
      import.id AS "importId", import.state AS "importState", import.format, import.options, import.site_id AS "siteId", import.board_id AS "boardId",
      import.account_id AS "accountId", import.own_boards_only AS "ownBoardsOnly"
    FROM import JOIN assessments_sender_query AS query ON query.import_id = import.id
    WHERE query.id = $1 AND import.site_id = $2 AND (import.account_id = $3 OR import.board_id = ANY ($4::bigint[])) ${lock}`;
  const parameters = [queryId, actor.siteId, actor.accountId, [...actor.boardIds]];
  await manager.query(sql('FOR UPDATE OF import'), parameters);
  // Read again under the lock: another answer may have been given meanwhile.
  const [query]: AskedQuery[] = await manager.query(sql(''), parameters);
  if (query === undefined)
    throw Problem.notFound('There is no such question about an upload of yours or of a board of yours.');
  return query;
}

/**
 * The groups that a corrected row belongs to now, and did before. A row that belonged nowhere may find its place; one whose assessment is
 * recorded stays in it, since the assessment would else lose a lesion unseen.
 * @throws Problem 'conflict'
 */
async function movedGroups(
  manager: EntityManager,
  { importId, assessmentId, place }: AskedQuery,
  { format, context, file }: { format: TabularFormat; context: TabularContext; file: number },
): Promise<string[]> {
  const rows: { part: number; groupKey: string; subjectKey: string | null; cells: Record<string, string> }[] =
    await manager.query(
      `
      SELECT part, group_key AS "groupKey", subject_key AS "subjectKey", cells FROM import_row WHERE import_id = $1 AND file = $2 AND row_number = $3`,
      [importId, file, place.row],
    );
  const correct = await readCorrections(manager, importId, context);
  const name = format.files[file]?.name ?? '';
  const groups = new Set<string>();
  for (const { part, groupKey, cells } of rows) {
    const keys = format.keysOf(name, place.row ?? 0, correct({ file, row: place.row ?? 0, cells }), context);
    const now = boundedKey(keys.groupKey);
    groups.add(groupKey).add(now);
    if (now === groupKey) continue;
    if (assessmentId !== null)
      throw Problem.conflict(
        'With this answer the row would belong to another assessment than the one that is recorded: send the corrected file instead.',
      );
    await manager.query(
      `
      UPDATE import_row SET group_key = $5, subject_key = $6 WHERE import_id = $1 AND file = $2 AND row_number = $3 AND part = $4`,
      [importId, file, place.row, part, now, keys.subjectKey === null ? null : boundedKey(keys.subjectKey)],
    );
  }
  if (format.files[file]?.ofSubject !== true) return [...groups];
  const ofSubject: { groupKey: string }[] = await manager.query(
    `
    SELECT DISTINCT group_key AS "groupKey" FROM import_row WHERE import_id = $1 AND subject_key = ANY ($2)`,
    [importId, rows.flatMap(({ subjectKey }) => subjectKey ?? [])],
  );
  return [...new Set([...groups, ...ofSubject.map(({ groupKey }) => groupKey)])];
}

function stateAfter(outcomes: readonly AssessmentOutcome[], groups: readonly AssembledGroup[]): Replayed['state'] {
  if (outcomes.some(({ status }, index) => status === 'conflict' || (groups[index]?.held.length ?? 0) > 0))
    return 'held';
  return outcomes.some(({ status }) => status === 'created') ? 'taken' : 'known';
}

/** What was held and is taken now counts as taken. */
async function count(manager: EntityManager, importId: string, outcomes: readonly AssessmentOutcome[]): Promise<void> {
  const created = outcomes.filter(({ status }) => status === 'created').length;
  if (created === 0) return;
  await manager.query(
    'UPDATE import SET taken_count = taken_count + $2, held_count = greatest(held_count - $2, 0) WHERE id = $1',
    [importId, created],
  );
}
