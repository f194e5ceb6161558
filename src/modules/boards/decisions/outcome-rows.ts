/** Reads and writes the outcome of a case while it is typed. */
import type { EntityManager } from 'typeorm';
import { decisionWorkflow, type DecisionState } from '../../../core/workflow/index.js';
import { hashOf } from '../preparation/bundle.js';
import type { OutcomeContent } from './outcome-content.js';
import { requireWay } from './ways.js';

export interface OutcomeRow {
  readonly id: string;
  readonly caseId: string;
  readonly meetingId: string | null;
  readonly state: DecisionState;
  readonly version: number;
  readonly readBackVersion: number | null;
  readonly readBackBy: string | null;
  readonly readBackAt: Date | null;
}

export interface OutcomeTextRow {
  /** Null: it did not become a version. */
  readonly version: number | null;
  readonly madeOn: number;
  readonly content: OutcomeContent;
  readonly hash: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

const outcomeColumns = `
  outcome.id, outcome.case_id AS "caseId", outcome.meeting_id AS "meetingId", outcome.state, outcome.version,
  outcome.read_back_version AS "readBackVersion", reader.display_name AS "readBackBy", outcome.read_back_at AS "readBackAt"`;

/** The newest outcome of a case; one that was dropped only where `dropped` asks for it. Its case, when locked, locks it too. */
export async function outcomeOf(
  manager: EntityManager,
  caseId: string,
  dropped: 'with-dropped' | 'standing' = 'standing',
): Promise<OutcomeRow | undefined> {
  const [row] = await manager.query<OutcomeRow[]>(
    `SELECT ${outcomeColumns} FROM outcome LEFT JOIN access_account AS reader ON reader.id = outcome.read_back_by
    WHERE case_id = $1 AND ($2 OR outcome.state <> 'dropped') ORDER BY outcome.id DESC LIMIT 1`,
    [caseId, dropped === 'with-dropped'],
  );
  return row;
}

const textColumns = `
  written.version, written.made_on AS "madeOn", written.content, written.hash, writer.display_name AS "writtenBy", written.written_at AS "writtenAt"`;
const textTables = 'outcome_text AS written JOIN access_account AS writer ON writer.id = written.written_by';

/** @throws Error where there is no such version */
export async function textOf(manager: EntityManager, outcomeId: string, version: number): Promise<OutcomeTextRow> {
  const [row] = await manager.query<OutcomeTextRow[]>(
    `SELECT ${textColumns} FROM ${textTables} WHERE outcome_id = $1 AND written.version = $2`,
    [outcomeId, version],
  );
  if (row === undefined) throw new Error(`The outcome ${outcomeId} has no version ${version}.`);
  return row;
}

/** Everything that was ever typed as an outcome of the case, the oldest first. */
export async function textsOf(manager: EntityManager, caseId: string): Promise<OutcomeTextRow[]> {
  return manager.query<OutcomeTextRow[]>(
    `SELECT ${textColumns} FROM ${textTables} JOIN outcome ON outcome.id = written.outcome_id WHERE outcome.case_id = $1 ORDER BY written.id`,
    [caseId],
  );
}

export interface NewText {
  /** Null: it is kept and does not become a version. */
  readonly version: number | null;
  readonly madeOn: number;
  readonly content: OutcomeContent;
  readonly by: string;
}

export async function keepText(
  manager: EntityManager,
  outcomeId: string,
  { version, madeOn, content, by }: NewText,
): Promise<void> {
  await manager.query(
    'INSERT INTO outcome_text (outcome_id, version, made_on, content, hash, written_by) VALUES ($1, $2, $3, $4, $5, $6)',
    [outcomeId, version, madeOn, JSON.stringify(content), hashOf(content), by],
  );
}

export interface WritingOutcome {
  readonly caseId: string;
  readonly meetingId: string | null;
  readonly roles: readonly string[];
  readonly by: string;
  readonly content: OutcomeContent;
}

/** Makes a text the next version of a case's outcome; the case is locked. */
export async function writeVersion(
  manager: EntityManager,
  before: OutcomeRow | undefined,
  { caseId, meetingId, roles, by, content }: WritingOutcome,
): Promise<void> {
  const state = requireWay(decisionWorkflow, {
    thing: 'The outcome',
    state: before?.state ?? 'new',
    transition: 'write',
    by: roles,
  });
  const madeOn = before?.version ?? 0;
  const [row] =
    before === undefined
      ? await manager.query<{ id: string }[]>(
          'INSERT INTO outcome (case_id, meeting_id, state) VALUES ($1, $2, $3) RETURNING id',
          [caseId, meetingId, state],
        )
      : [before];
  if (row === undefined) throw new Error('PostgreSQL returned no row for a new outcome.');
  if (before !== undefined)
    await manager.query('UPDATE outcome SET state = $2, version = version + 1 WHERE id = $1', [before.id, state]);
  await keepText(manager, row.id, { version: madeOn + 1, madeOn, content, by });
}

/** Drops an outcome that is not signed; its texts are kept. */
export async function dropOutcome(manager: EntityManager, caseId: string, roles: readonly string[]): Promise<void> {
  const before = await outcomeOf(manager, caseId);
  if (before === undefined || before.state === 'signed') return;
  const state = requireWay(decisionWorkflow, {
    thing: 'The outcome',
    state: before.state,
    transition: 'drop',
    by: roles,
  });
  await manager.query('UPDATE outcome SET state = $2 WHERE id = $1', [before.id, state]);
}
