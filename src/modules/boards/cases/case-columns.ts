/** What lists and agendas show of a case, as parts of SQL; `board_case` is the case in each. */
import { type Phrase, phraseFrom, leadingOrder } from '../../../core/discussion/index.js';
import { allowedFrom, type CaseState, caseWorkflow } from '../../../core/workflow/index.js';
import { sqlWords } from '../../../platform/database/index.js';
import { questionSql, whyNowSql } from '../../triage/index.js';
import type { CaseReason } from './case.entity.js';

/** Place of a question among those of its case: the order in which a case is read, which ranks nothing. */
const readingPlace = (item: string): string => `array_position(ARRAY[${sqlWords(leadingOrder)}]::text[], ${item}.rule)`;

/** Open questions of the case's line, with the leading one. */
export const pointsSql = `
  SELECT count(*)::integer AS count, (array_agg(${questionSql('item')} ORDER BY ${readingPlace('item')} NULLS LAST, item.id))[1] AS question,
    (array_agg(${whyNowSql('item')} ORDER BY ${readingPlace('item')} NULLS LAST, item.id))[1] AS why_now,
    array_agg(item.rule ORDER BY ${readingPlace('item')} NULLS LAST, item.id) AS rules,
    array_agg(item.id::text ORDER BY ${readingPlace('item')} NULLS LAST, item.id) AS ids
  FROM triage_discussion_item AS item
  WHERE item.treatment_line_id = board_case.treatment_line_id AND item.superseded_at IS NULL AND item.state IN ('draft', 'accepted')`;

/** With `JOIN LATERAL (pointsSql) AS points` and `access_account AS owner`. */
export const caseColumns = `
  board_case.id AS "caseId", board_case.number, board_case.board_id AS "boardId", board_case.state, board_case.reasons, board_case.version, board_case.patient_id AS "patientId",
  board_case.treatment_line_id AS "treatmentLineId", board_case.question AS "ownQuestion", board_case.priority, board_case.deadline::text AS deadline,
  board_case.deadline_clock AS "deadlineClock", board_case.minutes AS "caseMinutes", owner.display_name AS owner, board_case.owner_id AS "ownerId", board_case.asked,
  board_case.protocol, board_case.created_at AS "raisedAt", board_case.state_reason AS "stateReason", board_case.state_words AS "stateWords",
  points.count AS "pointCount", points.question AS "leadingQuestion", points.why_now AS "whyNow", points.ids AS "itemIds"`;

export interface CaseRow {
  readonly caseId: string;
  readonly number: number;
  readonly boardId: string;
  readonly state: CaseState;
  readonly reasons: readonly CaseReason[];
  readonly version: number;
  readonly patientId: string;
  readonly treatmentLineId: string | null;
  readonly ownQuestion: string | null;
  readonly priority: 'routine' | 'sooner';
  readonly deadline: string | null;
  readonly deadlineClock: string | null;
  readonly caseMinutes: number | null;
  readonly owner: string | null;
  readonly ownerId: string | null;
  readonly asked: { readonly what: string; readonly from: string; readonly until: string } | null;
  readonly protocol: string | null;
  readonly raisedAt: Date;
  readonly stateReason: string | null;
  readonly stateWords: string | null;
  readonly pointCount: number;
  readonly leadingQuestion: Phrase | string | null;
  readonly whyNow: readonly (Phrase | string)[] | null;
  readonly itemIds: readonly string[] | null;
}

/** A case as lists and agendas show it. */
export const listedCase = (row: CaseRow) => ({
  id: row.caseId,
  number: row.number,
  boardId: row.boardId,
  state: row.state,
  leadsTo: allowedFrom(caseWorkflow, row.state).map(({ transition }) => transition),
  reasons: [...row.reasons],
  version: row.version,
  treatmentLineId: row.treatmentLineId,
  question: questionOf(row),
  questionProposed: row.ownQuestion === null,
  whyNow: (row.whyNow ?? []).map(phraseFrom),
  pointCount: row.pointCount,
  itemIds: [...(row.itemIds ?? [])],
  priority: row.priority,
  deadline: row.deadline,
  deadlineClock: row.deadlineClock,
  owner: row.owner,
  ownerId: row.ownerId,
  asked: row.asked,
  protocol: row.protocol,
  raisedAt: row.raisedAt.toISOString(),
  stateReason: row.stateReason,
  stateWords: row.stateWords,
});

/** As a person worded it, else as the leading point puts it; null for a referral whose question is gone. */
const questionOf = ({ ownQuestion, leadingQuestion }: CaseRow): Phrase | null => {
  if (ownQuestion !== null) return phraseFrom(ownQuestion);
  return leadingQuestion === null ? null : phraseFrom(leadingQuestion);
};
