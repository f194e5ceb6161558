import type { Type } from '@nestjs/common';
import type { LightMyRequestResponse } from 'fastify';
import { draftItems } from '../../../src/core/discussion/index.js';
import { AgendaService } from '../../../src/modules/boards/agenda/agenda.service.js';
import { AttendanceController } from '../../../src/modules/boards/attendance/attendance.controller.js';
import { AttendanceService } from '../../../src/modules/boards/attendance/attendance.service.js';
import { BoardKeepingController } from '../../../src/modules/boards/boards/board-keeping.controller.js';
import { BoardSeats } from '../../../src/modules/boards/boards/board-seats.service.js';
import { BoardSettingsService } from '../../../src/modules/boards/boards/board-settings.service.js';
import { MeetingChangeController } from '../../../src/modules/boards/meetings/meeting-change.controller.js';
import { MeetingChanges } from '../../../src/modules/boards/meetings/meeting-changes.service.js';
import { PeopleToTell } from '../../../src/modules/boards/meetings/people-to-tell.service.js';
import { SeriesChanges } from '../../../src/modules/boards/meetings/series-changes.service.js';
import { SeriesHorizon } from '../../../src/modules/boards/meetings/series-horizon.service.js';
import { SeriesController } from '../../../src/modules/boards/meetings/series.controller.js';
import { SeriesService } from '../../../src/modules/boards/meetings/series.service.js';
import { BoardController } from '../../../src/modules/boards/boards/board.controller.js';
import type { Agenda } from '../../../src/modules/boards/agenda/agenda-views.js';
import { BoardService } from '../../../src/modules/boards/boards/board.service.js';
import { MeetingController } from '../../../src/modules/boards/meetings/meeting.controller.js';
import { MeetingService } from '../../../src/modules/boards/meetings/meeting.service.js';
import { LineDiscussions } from '../../../src/modules/triage/index.js';
import { HistoryReader, PatientRegister } from '../../../src/modules/assessments/index.js';
import { BoardCaseController } from '../../../src/modules/boards/cases/board-case.controller.js';
import { CaseEndings } from '../../../src/modules/boards/cases/case-endings.service.js';
import { CaseList } from '../../../src/modules/boards/cases/case-list.service.js';
import { CaseNames } from '../../../src/modules/boards/cases/case-names.service.js';
import { CaseReadiness } from '../../../src/modules/boards/cases/case-readiness.service.js';
import { CaseReadings } from '../../../src/modules/boards/cases/case-readings.service.js';
import { CaseRaising } from '../../../src/modules/boards/cases/case-raising.service.js';
import { Cases } from '../../../src/modules/boards/cases/cases.service.js';
import { ReferralController } from '../../../src/modules/boards/referrals/referral.controller.js';
import { Referrals } from '../../../src/modules/boards/referrals/referrals.service.js';
import type { BoardRole } from '../../../src/platform/access/index.js';
import { caseOf } from '../../unit/core/discussion/cohort.js';
import { startTestApplication, type TestApplication } from '../http/test-application.js';

export interface Person {
  readonly accountId: string;
  readonly authorization: string;
}

export interface BoardFixture {
  readonly service: TestApplication;
  readonly boards: BoardService;
  readonly raising: CaseRaising;
  readonly endings: CaseEndings;
  person(role: BoardRole, ...boardIds: readonly string[]): Promise<Person>;
  /** An item of a new patient on the boards named. */
  item(state: string, ...boardIds: readonly string[]): Promise<{ readonly itemId: string; readonly patientId: string }>;
  /** A raised case of a new patient on the board, with one open question. */
  caseOf(boardId: string): Promise<{ readonly caseId: string; readonly itemId: string; readonly patientId: string }>;
  /** A successor of an item, as changed evidence makes it. */
  successor(itemId: string, state: string): Promise<string>;
  send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    person: Person,
    payload?: object,
    ifMatch?: string,
  ): Promise<LightMyRequestResponse>;
  meeting(person: Person, boardId: string, startsAt?: string): Promise<string>;
  agenda(person: Person, meetingId: string): Promise<Agenda>;
  /** Puts cases on an agenda, one after the other, and returns the agenda. */
  place(person: Person, meetingId: string, ...caseIds: readonly string[]): Promise<Agenda>;
}

const controllers: readonly Type[] = [
  AttendanceController,
  BoardController,
  BoardCaseController,
  ReferralController,
  BoardKeepingController,
  MeetingController,
  MeetingChangeController,
  SeriesController,
];
const providers: readonly Type[] = [
  AgendaService,
  AttendanceService,
  BoardSeats,
  BoardService,
  BoardSettingsService,
  MeetingChanges,
  MeetingService,
  CaseEndings,
  CaseList,
  CaseNames,
  CaseRaising,
  CaseReadiness,
  CaseReadings,
  Cases,
  HistoryReader,
  LineDiscussions,
  PatientRegister,
  Referrals,
  PeopleToTell,
  SeriesChanges,
  SeriesHorizon,
  SeriesService,
];

/** An item as a rule drafts it. */
const drafted = draftItems(caseOf('HN-01')).items.find(({ rule }) => rule === 'T3a')!;

export async function openBoardFixture(): Promise<BoardFixture> {
  const service = await startTestApplication({ controllers, providers });
  let people = 0;
  let patients = 0;
  let hours = 0;
  const only = async (sql: string, values: readonly unknown[]): Promise<string> =>
    (await service.database.query<{ id: string }[]>(sql, [...values]))[0]!.id;
  const fixture: BoardFixture = {
    service,
    boards: service.application.get(BoardService),
    raising: service.application.get(CaseRaising),
    endings: service.application.get(CaseEndings),
    person: async (role, ...boardIds) => {
      const machine = await service.machine();
      await service.database.query('UPDATE account SET display_name = $2 WHERE id = $1', [
        machine.accountId,
        `Person ${(people += 1)}`,
      ]);
      for (const boardId of boardIds)
        await service.accounts.addBoardMember({ boardId, accountId: machine.accountId, role });
      return machine;
    },
    item: async (state, ...boardIds) => {
      const patientId = await service.patient(`P${(patients += 1)}`, ...boardIds);
      const lineId = await only(
        `INSERT INTO treatment_line (patient_id, line_key, implied, open_question) VALUES ($1, 'first', false, true) RETURNING id`,
        [patientId],
      );
      const content = { ...drafted, whyNow: ['Lymph node (N) grew 18 to 26 mm.', 'All other lesions shrank.'] };
      const itemId = await only(
        `
        INSERT INTO discussion_item (treatment_line_id, rule, rule_version, question, content, evidence_hash, input_hash, engine_version, rule_set_version, history_version, state)
        VALUES ($1, 'T3a', '1.0.0', 'Should the lymph node (N) be treated locally?', $2, '\\x01', '\\x01', '1.0.0', '1.0.0', 1, $3) RETURNING id`,
        [lineId, content, state],
      );
      return { itemId, patientId };
    },
    caseOf: async (boardId) => {
      const { itemId, patientId } = await fixture.item('draft', boardId);
      await fixture.raising.raise();
      const caseId = await only('SELECT id FROM board_case WHERE patient_id = $1 AND board_id = $2', [
        patientId,
        boardId,
      ]);
      return { caseId, itemId, patientId };
    },
    successor: async (itemId, state) => {
      await service.database.query('UPDATE discussion_item SET superseded_at = now() WHERE id = $1', [itemId]);
      return only(
        `
        INSERT INTO discussion_item (treatment_line_id, rule, rule_version, question, content, evidence_hash, input_hash, engine_version, rule_set_version, history_version, state, predecessor_id)
        SELECT treatment_line_id, rule, rule_version, 'Should the lymph node (N), larger now, be treated locally?', content, '\\x02', '\\x02', engine_version, rule_set_version, 2, $2, id
        FROM discussion_item WHERE id = $1 RETURNING id`,
        [itemId, state],
      );
    },
    send: (method, url, person, payload, ifMatch) =>
      service.application.inject({
        method,
        url,
        payload,
        headers: { authorization: person.authorization, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
      }),
    meeting: async (person, boardId, startsAt = new Date(Date.now() + (hours += 1) * 3_600_000).toISOString()) =>
      (await fixture.send('POST', `/api/boards/${boardId}/meetings`, person, { startsAt, minutes: 60 })).json<{
        id: string;
      }>().id,
    agenda: async (person, meetingId) =>
      (await fixture.send('GET', `/api/meetings/${meetingId}/agenda`, person)).json<Agenda>(),
    place: async (person, meetingId, ...caseIds) => {
      let agenda = await fixture.agenda(person, meetingId);
      for (const caseId of caseIds) {
        const answer = await fixture.send(
          'POST',
          `/api/meetings/${meetingId}/agenda`,
          person,
          { caseId },
          `"${agenda.meeting.version}"`,
        );
        if (answer.statusCode !== 201) throw new Error(answer.body);
        agenda = answer.json<Agenda>();
      }
      return agenda;
    },
  };
  return fixture;
}
