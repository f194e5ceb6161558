/** What is frozen of a case when it is prepared. */
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  asWritten,
  canonicalText,
  type Language,
  languages,
  type Phrase,
  phraseFrom,
  rendered,
} from '../../../core/discussion/index.js';
import { type LineContent, type LineContents } from '../../triage/index.js';
import { pointsSql } from '../cases/case-columns.js';

interface CaseRecord {
  readonly id: string;
  readonly number: number;
  readonly boardId: string;
  readonly patientId: string;
  readonly treatmentLineId: string | null;
  readonly reasons: readonly string[];
  readonly question: Phrase | null;
  readonly proposal: string | null;
  readonly priority: string;
  readonly deadline: string | null;
  readonly deadlineClock: string | null;
  readonly images: readonly unknown[];
  readonly referrals: readonly unknown[];
}

/** Everything a board is shown of a case. Texts stand in it twice: as phrases, and in the words of every language as they were then. */
export interface Bundle {
  readonly case: CaseRecord;
  /** Day of reading, YYYY-MM-DD. */
  readonly day: string;
  /** Null for a referral of a patient of whom nothing was measured. */
  readonly line: LineContent | null;
  readonly texts: Readonly<Record<Language, unknown>>;
}

/** SHA-256 of the canonical text of a value, in hexadecimal digits. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonicalText(value)).digest('hex');

type Row = Omit<CaseRecord, 'question'> & {
  readonly ownQuestion: string | null;
  readonly leadingQuestion: Phrase | string | null;
  readonly day: string;
};

const caseSql = `
  SELECT board_case.id, board_case.number, board_case.board_id AS "boardId", board_case.patient_id AS "patientId",
    board_case.treatment_line_id AS "treatmentLineId", board_case.reasons, board_case.question AS "ownQuestion", points.question AS "leadingQuestion",
    board_case.proposal, board_case.priority, board_case.deadline::text AS deadline, board_case.deadline_clock AS "deadlineClock", board_case.images,
    (SELECT coalesce(json_agg(referral.form - 'patient' ORDER BY referral.id), '[]') FROM referral WHERE case_id = board_case.id AND state = 'sent') AS referrals,
    (now() AT TIME ZONE board.time_zone)::date::text AS day
  FROM board_case JOIN board ON board.id = board_case.board_id CROSS JOIN LATERAL (${pointsSql}) AS points
  WHERE board_case.id = $1`;

/** A bundle before its texts are put into words: all that a comparison with another needs. */
export type Standing = Omit<Bundle, 'texts'>;

/**
 * What stands now of a case, as a bundle.
 * @param manager of a REPEATABLE READ transaction
 * @throws Error where there is no such case
 */
export async function readBundle(manager: EntityManager, contents: LineContents, caseId: string): Promise<Bundle> {
  const standing = await readStanding(manager, contents, caseId);
  const { line } = standing;
  const shown = {
    question: standing.case.question,
    line: line === null ? null : { screen: line.screen, merged: line.merged },
  };
  const texts = Object.fromEntries(languages.map((language) => [language, rendered(shown, language)]));
  return asReadAgain({ ...standing, texts } as Bundle);
}

/** As it will be read again: JSON has no undefined. */
const asReadAgain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The same without its texts in words. */
export async function readStanding(manager: EntityManager, contents: LineContents, caseId: string): Promise<Standing> {
  const [row] = await manager.query<Row[]>(caseSql, [caseId]);
  if (row === undefined) throw new Error(`There is no case ${caseId}.`);
  const { ownQuestion, leadingQuestion, day, ...record } = row;
  const worded = ownQuestion === null ? null : asWritten(ownQuestion);
  const question = worded ?? (leadingQuestion === null ? null : phraseFrom(leadingQuestion));
  const line =
    row.treatmentLineId === null
      ? null
      : await contents.read(manager, { treatmentLineId: row.treatmentLineId, day, question: worded });
  return asReadAgain({ case: { ...record, question }, day, line });
}

export interface Freezing {
  readonly caseId: string;
  readonly meetingId: string | null;
  readonly bundle: Bundle;
  readonly by: string;
}

export interface Frozen {
  readonly id: string;
  readonly number: number;
  readonly hash: string;
}

/** Keeps a bundle as the case's next preparation; the case is locked. */
export async function freeze(manager: EntityManager, { caseId, meetingId, bundle, by }: Freezing): Promise<Frozen> {
  const [row] = await manager.query<Frozen[]>(
    `INSERT INTO preparation (case_id, number, meeting_id, bundle, hash, frozen_by)
    SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM preparation WHERE case_id = $1 RETURNING id, number, hash`,
    [caseId, meetingId, JSON.stringify(bundle), hashOf(bundle), by],
  );
  if (row === undefined) throw new Error('PostgreSQL returned no row for a new preparation.');
  return row;
}

export interface StoredPreparation extends Frozen {
  readonly meetingId: string | null;
  readonly bundle: Bundle;
  readonly frozenBy: string;
  readonly frozenAt: Date;
}

/** A preparation of a case, the newest unless a number is named; undefined if there is none. */
export async function preparationOf(
  manager: EntityManager,
  caseId: string,
  number: number | null = null,
): Promise<StoredPreparation | undefined> {
  const [row] = await manager.query<StoredPreparation[]>(
    `SELECT preparation.id, number, meeting_id AS "meetingId", bundle, hash, account.display_name AS "frozenBy", frozen_at AS "frozenAt"
    FROM preparation JOIN access_account AS account ON account.id = preparation.frozen_by
    WHERE case_id = $1 AND ($2::integer IS NULL OR number = $2) ORDER BY number DESC LIMIT 1`,
    [caseId, number],
  );
  return row;
}
