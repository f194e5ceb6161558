/** Reads one case with its history, comments and referrals. */
import type { EntityManager } from 'typeorm';
import { type Phrase, phraseFrom } from '../../../core/discussion/index.js';
import { allowedFrom, caseWorkflow, type Workflow } from '../../../core/workflow/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { questionSql } from '../../triage/index.js';
import { decidedColumns } from '../decisions/decided-columns.js';
import { rolesOnCase, notThere } from './case-access.js';
import { caseColumns, type CaseRow, listedCase, pointsSql } from './case-columns.js';
import type { ShownBoardCase } from './case-views.js';

type CommentRow = Omit<ShownBoardCase['comments'][number], 'takesOut'> & {
  readonly takesOut: { readonly itemId: string; readonly question: string | Phrase } | null;
};

interface Row extends CaseRow {
  readonly boardName: string;
  readonly timeZone: string;
  readonly synthetic: boolean;
  readonly proposal: string | null;
  readonly images: ShownBoardCase['images'];
  readonly mergedInto: ShownBoardCase['mergedInto'];
  readonly tookIn: ShownBoardCase['tookIn'];
  readonly predecessor: ShownBoardCase['predecessor'];
  readonly meeting: ShownBoardCase['meeting'];
  readonly decision: ShownBoardCase['decision'];
  readonly previousDecision: ShownBoardCase['previousDecision'];
  readonly comments: readonly CommentRow[];
  readonly referrals: ShownBoardCase['referrals'];
  readonly history: ShownBoardCase['history'];
}

const listOf = (query: string): string =>
  `(SELECT coalesce(json_agg(row_to_json(found)), '[]') FROM (${query}) AS found)`;

const instantOf = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What was said of a case, and of those of the patient that went into it, as long as they are in it. */
const commentsSql = `
  WITH RECURSIVE within (id) AS (
    SELECT board_case.id
    UNION SELECT given.id FROM board_case AS given JOIN within ON given.merged_into = within.id WHERE given.patient_id = board_case.patient_id
  )
  SELECT said.* FROM board_case_comment AS said JOIN within ON within.id = said.case_id`;

/** A page reads the points of one treatment line: how many a case that went in has of another one is told beside it. */
const tookInSql = `
  SELECT given.id::text, given.number,
    (SELECT count(*)::int FROM board_case_point AS point JOIN triage_discussion_item AS item ON item.id = point.discussion_item_id
      WHERE point.case_id = given.id AND item.treatment_line_id IS DISTINCT FROM board_case.treatment_line_id) AS "pointsElsewhere"
  FROM board_case AS given WHERE given.merged_into = board_case.id AND given.patient_id = board_case.patient_id ORDER BY given.number`;

const caseSql = `
  SELECT ${caseColumns}, board.name AS "boardName", board.time_zone AS "timeZone", patient.synthetic, board_case.proposal, board_case.images, ${decidedColumns},
    (SELECT json_build_object('id', taker.id::text, 'number', taker.number) FROM board_case AS taker WHERE taker.id = board_case.merged_into) AS "mergedInto",
    ${listOf(tookInSql)} AS "tookIn",
    (SELECT json_build_object('id', before.id::text, 'number', before.number, 'state', before.state) FROM board_case AS before WHERE before.id = board_case.predecessor_id) AS predecessor,
    (SELECT json_build_object('id', meeting.id::text, 'boardId', meeting.board_id::text, 'boardName', board.name, 'startsAt', ${instantOf('meeting.starts_at')}, 'timeZone', board.time_zone)
      FROM agenda_item AS entry JOIN meeting ON meeting.id = entry.meeting_id WHERE entry.case_id = board_case.id AND entry.removed_at IS NULL) AS meeting,
    ${listOf(`SELECT remark.id::text, remark.words, remark.proposes, writer.display_name AS by, ${instantOf('remark.written_at')} AS at,
        CASE WHEN point.id IS NOT NULL THEN json_build_object('itemId', point.id::text, 'question', ${questionSql('point')}) END AS "takesOut"
      FROM (${commentsSql}) AS remark JOIN access_account AS writer ON writer.id = remark.written_by
      LEFT JOIN triage_discussion_item AS point ON point.id = remark.discussion_item_id ORDER BY remark.written_at, remark.id`)} AS comments,
    ${listOf(`SELECT referral.id::text, referrer.display_name AS referrer, ${instantOf('referral.sent_at')} AS "sentAt", referral.form - 'patient' AS form
      FROM referral JOIN access_account AS referrer ON referrer.id = referral.referrer_id WHERE referral.case_id = board_case.id AND referral.state <> 'draft' ORDER BY referral.id`)} AS referrals,
    ${listOf(`SELECT event.version, event.event, event.from_state AS "from", event.to_state AS "to", actor.display_name AS by, ${instantOf('event.at')} AS at, event.reason, event.words, event.detail
      FROM board_case_event AS event LEFT JOIN access_account AS actor ON actor.id = event.by WHERE event.case_id = board_case.id ORDER BY event.version`)} AS history
  FROM board_case
  JOIN board ON board.id = board_case.board_id
  JOIN assessments_patient AS patient ON patient.id = board_case.patient_id
  LEFT JOIN access_account AS owner ON owner.id = board_case.owner_id
  CROSS JOIN LATERAL (${pointsSql}) AS points
  WHERE board_case.id = $1`;

/** @throws Problem 'not found' for a case that is not the actor's to read */
export async function readCase(manager: EntityManager, actor: Actor, caseId: string): Promise<ShownBoardCase> {
  const [row] = await manager.query<Row[]>(caseSql, [caseId]);
  if (row === undefined) throw notThere(caseId);
  const roles = await rolesOnCase(manager, actor, { id: caseId, boardId: row.boardId, patientId: row.patientId });
  if (roles.length === 0) throw notThere(caseId);
  const {
    boardName,
    timeZone,
    proposal,
    images,
    meeting,
    mergedInto,
    tookIn,
    predecessor,
    comments,
    referrals,
    history,
  } = row;
  return {
    ...listedCase(row),
    boardName,
    timeZone,
    patient: { id: row.patientId, synthetic: row.synthetic },
    proposal,
    minutes: row.caseMinutes,
    images,
    meeting,
    mergedInto,
    tookIn,
    predecessor,
    decision: row.decision,
    previousDecision: row.previousDecision,
    comments: comments.map(shownComment),
    referrals,
    history,
    allowed: allowedTo(row.state, roles),
  };
}

const shownComment = ({ takesOut, ...comment }: CommentRow): ShownBoardCase['comments'][number] => ({
  ...comment,
  takesOut: takesOut === null ? null : { itemId: takesOut.itemId, question: phraseFrom(takesOut.question) },
});

/** What leads on from a state, with whether one of the roles may. */
const allowedTo = (state: string, roles: readonly string[]): ShownBoardCase['allowed'] =>
  allowedFrom(caseWorkflow, state).map((way) => ({
    ...way,
    by: [...way.by],
    needs: [...way.needs],
    reasons: reasonsFor(way.transition),
    mayYou: way.by.some((role) => role.split('+').every((one) => roles.includes(one))),
  }));

function reasonsFor(name: string): string[] | null {
  const { transitions }: Workflow = caseWorkflow;
  const reason = transitions.find((row) => row.name === name)?.reason;
  if (reason === undefined) return null;
  return reason === 'words' ? ['in words'] : [...reason];
}
