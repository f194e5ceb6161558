import { Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../platform/access/index.js';
import { AuditModule } from '../../platform/audit/index.js';
import { PdfModule } from '../../platform/pdf/index.js';
import { Sweeps } from '../../platform/queue/index.js';
import { AssessmentsModule } from '../assessments/index.js';
import { TriageModule } from '../triage/index.js';
import { AgendaService } from './agenda/agenda.service.js';
import { AttendanceController } from './attendance/attendance.controller.js';
import { AttendanceMark, Attendee } from './attendance/attendance.entity.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { BoardKeepingController } from './boards/board-keeping.controller.js';
import { BoardSeats } from './boards/board-seats.service.js';
import { BoardSettingsService } from './boards/board-settings.service.js';
import { BoardController } from './boards/board.controller.js';
import { Board } from './boards/board.entity.js';
import { BoardService } from './boards/board.service.js';
import { BoardCaseController } from './cases/board-case.controller.js';
import { CaseEndings } from './cases/case-endings.service.js';
import { CaseList } from './cases/case-list.service.js';
import { CaseRaising } from './cases/case-raising.service.js';
import { CaseReadings } from './cases/case-readings.service.js';
import { Cases } from './cases/cases.service.js';
import { BoardCase, CaseComment, CaseEvent, CasePoint } from './cases/case.entity.js';
import { ReferralController } from './referrals/referral.controller.js';
import { Referrals } from './referrals/referrals.service.js';
import { Referral } from './referrals/referral.entity.js';
import { Letters } from './letters/letters.service.js';
import { MeetingChangeController } from './meetings/meeting-change.controller.js';
import { MeetingChanges } from './meetings/meeting-changes.service.js';
import { MeetingSeries } from './meetings/meeting-series.entity.js';
import { PeopleToTell } from './meetings/people-to-tell.service.js';
import { SeriesChanges } from './meetings/series-changes.service.js';
import { SeriesHorizon } from './meetings/series-horizon.service.js';
import { SeriesController } from './meetings/series.controller.js';
import { SeriesService } from './meetings/series.service.js';
import { MeetingController } from './meetings/meeting.controller.js';
import { AgendaChange, AgendaItem, Meeting } from './meetings/meeting.entity.js';
import { MeetingService } from './meetings/meeting.service.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { Worklist } from './worklist/worklist.service.js';

const everyMilliseconds = 5_000;
/** A flag is on the worklist as soon as its case is there. */
const raisedEveryMilliseconds = 1_000;
/** Meetings are made half a year ahead: a few minutes are soon enough. */
const everySeriesMilliseconds = 10 * 60_000;

/** Boards, their cases, referrals, meetings and agendas. Every site has a default board from its first start on. */
@Module({
  imports: [
    AccessModule,
    AssessmentsModule,
    AuditModule,
    PdfModule,
    TriageModule,
    TypeOrmModule.forFeature([
      Board,
      Meeting,
      MeetingSeries,
      AgendaItem,
      AgendaChange,
      Attendee,
      AttendanceMark,
      BoardCase,
      CasePoint,
      CaseEvent,
      CaseComment,
      Referral,
    ]),
  ],
  controllers: [
    AttendanceController,
    BoardCaseController,
    BoardController,
    BoardKeepingController,
    MeetingController,
    MeetingChangeController,
    ReferralController,
    SeriesController,
    WorklistController,
  ],
  providers: [
    AgendaService,
    AttendanceService,
    BoardSeats,
    BoardService,
    BoardSettingsService,
    CaseEndings,
    CaseList,
    CaseRaising,
    CaseReadings,
    Cases,
    Letters,
    MeetingChanges,
    MeetingService,
    PeopleToTell,
    Referrals,
    SeriesChanges,
    SeriesHorizon,
    SeriesService,
    Worklist,
  ],
  exports: [BoardService],
})
export class BoardsModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly boards: BoardService,
    private readonly raising: CaseRaising,
    private readonly endings: CaseEndings,
    private readonly series: SeriesHorizon,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.registerSweep('cases-to-raise', raisedEveryMilliseconds, () => this.raising.raise());
    this.sweeps.registerSweep('cases-to-end', everyMilliseconds, () => this.endings.end());
    this.sweeps.registerSweep('meetings-of-series', everySeriesMilliseconds, () => this.series.prolong());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boards.ensureDefaultBoards();
  }
}
