import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Language, rendered } from '../../../core/discussion/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, snapshot } from '../../../platform/database/index.js';
import type { PrintedPdf } from '../../../platform/pdf/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { attendeesOf, staysOfAttendee } from '../attendance/attendance-rows.js';
import { requireSeat } from '../boards/board-seats.js';
import { placesOf, type QuorumRule } from '../boards/quorum-rule.js';
import { amendmentsOf, type DecisionRow, requireDecision } from '../decisions/decision-reading.js';
import type { Bundle } from '../preparation/bundle.js';
import { decisionContent, letterContent, type Letterhead, optionInWords, signatureContent } from './decided-content.js';
import type { LetterContent, MinutesCaseContent, MinutesContent } from './letter-content.js';
import { Letters } from './letters.service.js';
import { localDay, localTime } from './local-times.js';
import { disciplineInWords, placeInWords } from './texts/disciplines.js';
import { putOffInWords, whenNeededInWords } from './texts/put-off.js';

interface Dated<Content> {
  readonly content: Content;
  /** The same content gives the same document: it carries this date and not that of its print. */
  readonly at: Date;
}

/** Letters of decisions and minutes of meetings, as PDF. */
@Injectable()
export class Documents {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly letters: Letters,
  ) {}

  /**
   * @param language of the letter's own texts; left out, that of the board, in which its words are written
   * @throws Problem 'conflict' where the patient has died: no letter goes out, the decision stays readable
   */
  async letter(actor: Actor, decisionId: string, language: Language | undefined): Promise<PrintedPdf> {
    const { content, at } = await this.database.asActor(
      actor,
      async (manager) => {
        const { decision, found } = await requireDecision(manager, actor, decisionId);
        await requireLiving(manager, found.patientId);
        this.trail.noteRead('decision.letter', [found.patientId]);
        return letterOf(manager, decision);
      },
      snapshot,
    );
    return this.letters.letter(content, at, language ?? content.language);
  }

  /** @throws Problem 'not found' for a meeting of a board on which the actor has no seat */
  async minutes(actor: Actor, meetingId: string, language: Language | undefined): Promise<PrintedPdf> {
    const { content, at } = await this.database.asActor(
      actor,
      async (manager) => {
        const meeting = await meetingOf(manager, meetingId);
        requireSeat(actor, meeting?.boardId, `meeting ${meetingId}`);
        if (meeting!.state !== 'in-session' && meeting!.state !== 'ended')
          throw Problem.conflict(
            `The meeting is ${meeting!.state}: there are minutes of one that is in session or ended.`,
          );
        const rows = await casesOf(manager, meetingId);
        this.trail.noteRead('meeting.minutes', [...new Set(rows.map(({ patientId }) => patientId))]);
        return minutesOf(manager, meeting!, rows);
      },
      snapshot,
    );
    return this.letters.minutes(content, at, language ?? content.language);
  }
}

async function requireLiving(manager: EntityManager, patientId: string): Promise<void> {
  const [ended] = await manager.query<{ reason: string }[]>(
    'SELECT reason FROM assessments_ended_patient WHERE patient_id = $1',
    [patientId],
  );
  if (ended?.reason === 'died')
    throw Problem.conflict('The patient has died: no letter goes out. The decision stays readable with its record.', {
      reason: 'patient-died',
    });
}

interface HeadRow extends Omit<Letterhead, 'meeting'> {
  readonly startsAt: Date | null;
  readonly place: string | null;
}

async function letterOf(manager: EntityManager, decision: DecisionRow): Promise<Dated<LetterContent>> {
  const [row] = await manager.query<HeadRow[]>(
    `SELECT board.language, patient.synthetic, board.name AS "boardName", board.time_zone AS "timeZone", patient.patient_id AS identifier,
      meeting.starts_at AS "startsAt", meeting.place
    FROM board_case JOIN board ON board.id = board_case.board_id JOIN assessments_patient AS patient ON patient.id = board_case.patient_id
    LEFT JOIN meeting ON meeting.id = $2 WHERE board_case.id = $1`,
    [decision.caseId, decision.meetingId],
  );
  if (row === undefined) throw new Error(`There is no case ${decision.caseId}.`);
  const { startsAt, place, ...head } = row;
  const amendments = await amendmentsOf(manager, decision.id);
  const content = letterContent(decision, amendments, {
    ...head,
    meeting: startsAt === null ? null : { startsAt, place },
  });
  return { content, at: amendments.at(-1)?.at ?? decision.signedAt };
}

interface MeetingRow {
  readonly id: string;
  readonly boardId: string;
  readonly state: string;
  readonly boardName: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly quorum: QuorumRule;
  readonly place: string | null;
  readonly from: Date;
  readonly to: Date;
}

async function meetingOf(manager: EntityManager, meetingId: string): Promise<MeetingRow | undefined> {
  const [row] = await manager.query<MeetingRow[]>(
    `SELECT meeting.id, meeting.board_id AS "boardId", meeting.state, board.name AS "boardName", board.language, board.time_zone AS "timeZone", board.quorum,
      meeting.place, coalesce(meeting.opened_at, meeting.starts_at) AS from, coalesce(meeting.ended_at, now()) AS to
    FROM meeting JOIN board ON board.id = meeting.board_id WHERE meeting.id = $1`,
    [meetingId],
  );
  return row;
}

interface MinutesRow {
  readonly patientId: string;
  readonly number: number;
  readonly state: string;
  readonly synthetic: boolean;
  readonly stands: boolean;
  readonly removedReason: string | null;
  readonly bundle: Bundle | null;
  readonly decision: Pick<DecisionRow, 'text' | 'hash' | 'signedBy'> | null;
  readonly signedAt: Date | null;
}

/** The cases of a meeting in the order of its agenda, those that it put off last. */
async function casesOf(manager: EntityManager, meetingId: string): Promise<MinutesRow[]> {
  return manager.query<MinutesRow[]>(
    `SELECT board_case.patient_id AS "patientId", board_case.number, board_case.state, patient.synthetic, entry.removed_reason AS "removedReason",
      EXISTS (SELECT FROM access_patient_board AS place WHERE place.patient_id = board_case.patient_id AND place.board_id = board_case.board_id AND place.until IS NULL) AS stands,
      (SELECT bundle FROM preparation WHERE preparation.case_id = board_case.id AND preparation.meeting_id = $1 ORDER BY number DESC LIMIT 1) AS bundle,
      (SELECT json_build_object('text', decision.text, 'hash', decision.hash, 'signedBy', signer.display_name)
        FROM decision JOIN access_account AS signer ON signer.id = decision.signed_by WHERE decision.case_id = board_case.id AND decision.meeting_id = $1) AS decision,
      (SELECT signed_at FROM decision WHERE decision.case_id = board_case.id AND decision.meeting_id = $1) AS "signedAt"
    FROM agenda_item AS entry JOIN board_case ON board_case.id = entry.case_id JOIN assessments_patient AS patient ON patient.id = board_case.patient_id
    WHERE entry.meeting_id = $1 AND (entry.removed_at IS NULL OR entry.removed_reason LIKE 'deferred: %')
    ORDER BY entry.removed_at IS NOT NULL, entry.position, entry.id`,
    [meetingId],
  );
}

async function minutesOf(
  manager: EntityManager,
  meeting: MeetingRow,
  rows: readonly MinutesRow[],
): Promise<Dated<MinutesContent>> {
  const { language, timeZone, boardName, place, from, to } = meeting;
  const clock = (at: Date): string => localTime(at, timeZone);
  const attendees = await attendeesOf(manager, meeting.id);
  const content: MinutesContent = {
    language,
    synthetic: rows.some(({ synthetic }) => synthetic),
    boardName,
    meeting: { date: localDay(from, timeZone), from: clock(from), to: clock(to), place },
    attendance: attendees.flatMap((attendee) =>
      staysOfAttendee(attendee).map(({ arrivedAt, leftAt }) => ({
        name: attendee.name,
        discipline: disciplineInWords(attendee.discipline, language),
        from: clock(arrivedAt),
        to: clock(leftAt ?? to),
      })),
    ),
    quorumRule: quorumInWords(meeting.quorum, language),
    cases: rows.map((row) => caseContent(row, meeting)),
  };
  return { content, at: to };
}

const quorumInWords = (rule: QuorumRule, language: Language): string =>
  placesOf(rule)
    .map(({ anyOf, when }) => {
      const place = placeInWords(anyOf, language);
      return when === 'always' ? place : whenNeededInWords(place, language);
    })
    .join('; ');

function caseContent(row: MinutesRow, { language, timeZone }: MeetingRow): MinutesCaseContent {
  const { decision, signedAt, bundle } = row;
  const question = bundle?.case.question ?? null;
  const shown = {
    number: String(row.number),
    question: question === null || !row.stands ? '–' : rendered(question, language),
  };
  if (row.stands && decision !== null && signedAt !== null)
    return {
      ...shown,
      chosen: decision.text.outcome.options.map((option) => optionInWords(option, language)),
      outcome: decisionContent(decision.text, language),
      signed: signatureContent({ ...decision, signedAt, timeZone }),
    };
  return { ...shown, chosen: [], outcome: putOff(row, language), signed: null };
}

function putOff({ removedReason, stands, state }: MinutesRow, language: Language): MinutesCaseContent['outcome'] {
  if (!stands) return { kind: 'not-reached', reason: putOffInWords('left-board', language) };
  if (removedReason !== null)
    return { kind: 'deferred', reason: putOffInWords(removedReason.replace('deferred: ', ''), language) };
  return {
    kind: 'not-reached',
    reason: putOffInWords(state === 'discussed' ? 'not-signed' : 'not-discussed', language),
  };
}
