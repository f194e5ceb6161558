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
import { CaseNames } from './cases/case-names.service.js';
import { CaseRaising } from './cases/case-raising.service.js';
import { CaseReadiness } from './cases/case-readiness.service.js';
import { CaseReadings } from './cases/case-readings.service.js';
import { Cases } from './cases/cases.service.js';
import { BoardCase, CaseComment, CaseEvent, CasePoint } from './cases/case.entity.js';
import { DecisionController } from './decisions/decision.controller.js';
import { Decision, DecisionAmendment } from './decisions/decision.entity.js';
import { Decisions } from './decisions/decisions.service.js';
import { Discussions } from './decisions/discussion.service.js';
import { OutcomeController } from './decisions/outcome.controller.js';
import { Opinion, Outcome, OutcomeText } from './decisions/outcome.entity.js';
import { Outcomes } from './decisions/outcomes.service.js';
import { Signatures } from './decisions/signing.service.js';
import { FollowUpController } from './follow-up/follow-up.controller.js';
import { DecisionAction, DecisionCondition, DecisionFollowUp } from './follow-up/follow-up.entity.js';
import { FollowUps } from './follow-up/follow-ups.service.js';
import { OwedWorks } from './follow-up/owed-work.service.js';
import { Documents } from './letters/documents.service.js';
import { PreparationController } from './preparation/preparation.controller.js';
import { Preparation } from './preparation/preparation.entity.js';
import { Preparations } from './preparation/preparations.service.js';
import { DiscussionScore } from './quality/discussion-score.entity.js';
import { DiscussionScores } from './quality/discussion-scores.service.js';
import { QualityController } from './quality/quality.controller.js';
import { StandardOfCare } from './quality/standard-of-care.service.js';
import { ReferralController } from './referrals/referral.controller.js';
import { Referrals } from './referrals/referrals.service.js';
import { Referral } from './referrals/referral.entity.js';
import { Letters } from './letters/letters.service.js';
import { MeetingCalendarController } from './meetings/meeting-calendar.controller.js';
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
/** A condition lapses with its day: a minute after is soon enough. */
const everyWorkMilliseconds = 60_000;
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
      Preparation,
      Opinion,
      Outcome,
      OutcomeText,
      Decision,
      DecisionAmendment,
      DecisionAction,
      DecisionCondition,
      DecisionFollowUp,
      DiscussionScore,
    ]),
  ],
  controllers: [
    AttendanceController,
    BoardCaseController,
    BoardController,
    BoardKeepingController,
    DecisionController,
    FollowUpController,
    MeetingController,
    MeetingCalendarController,
    MeetingChangeController,
    OutcomeController,
    PreparationController,
    QualityController,
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
    CaseNames,
    CaseRaising,
    CaseReadiness,
    CaseReadings,
    Cases,
    Decisions,
    DiscussionScores,
    Discussions,
    Documents,
    FollowUps,
    Letters,
    MeetingChanges,
    MeetingService,
    Outcomes,
    OwedWorks,
    PeopleToTell,
    Preparations,
    Referrals,
    SeriesChanges,
    SeriesHorizon,
    SeriesService,
    Signatures,
    StandardOfCare,
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
    private readonly works: OwedWorks,
    private readonly followUps: FollowUps,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.registerSweep('cases-to-raise', raisedEveryMilliseconds, () => this.raising.raise());
    this.sweeps.registerSweep('cases-to-end', everyMilliseconds, () => this.endings.end());
    this.sweeps.registerSweep('conditions-to-lapse', everyWorkMilliseconds, () => this.works.lapse());
    this.sweeps.registerSweep('cases-to-close', everySeriesMilliseconds, () => this.followUps.close());
    this.sweeps.registerSweep('meetings-of-series', everySeriesMilliseconds, () => this.series.prolong());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boards.ensureDefaultBoards();
  }
}
