import { Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../../platform/access/index.js';
import { AuditModule } from '../../platform/audit/index.js';
import { Sweeps } from '../../platform/queue/index.js';
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
import { MovedPatients } from './agenda/moved-patients.service.js';
import { WaitingList } from './agenda/waiting-list.service.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { Worklist } from './worklist/worklist.service.js';

const everyMilliseconds = 5_000;
/** Meetings are made half a year ahead: a few minutes are soon enough. */
const everySeriesMilliseconds = 10 * 60_000;

/** Boards, their meetings and the agendas of these. Every site has a default board from its first start on. */
@Module({
  imports: [
    AccessModule,
    AuditModule,
    TriageModule,
    TypeOrmModule.forFeature([Board, Meeting, MeetingSeries, AgendaItem, AgendaChange, Attendee, AttendanceMark]),
  ],
  controllers: [
    AttendanceController,
    BoardController,
    BoardKeepingController,
    MeetingController,
    MeetingChangeController,
    SeriesController,
    WorklistController,
  ],
  providers: [
    AgendaService,
    AttendanceService,
    BoardSeats,
    BoardService,
    BoardSettingsService,
    MeetingChanges,
    MeetingService,
    MovedPatients,
    PeopleToTell,
    SeriesChanges,
    SeriesHorizon,
    SeriesService,
    WaitingList,
    Worklist,
  ],
  exports: [BoardService],
})
export class BoardsModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly boards: BoardService,
    private readonly movedPatients: MovedPatients,
    private readonly series: SeriesHorizon,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.registerSweep('items-of-moved-patients', everyMilliseconds, () => this.movedPatients.takeOffAgendas());
    this.sweeps.registerSweep('meetings-of-series', everySeriesMilliseconds, () => this.series.prolong());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boards.ensureDefaultBoards();
  }
}
