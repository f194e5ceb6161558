import { Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../platform/audit/index.js';
import { PdfModule } from '../../platform/pdf/index.js';
import { Sweeps } from '../../platform/queue/index.js';
import { TriageModule } from '../triage/index.js';
import { AgendaService } from './agenda/agenda.service.js';
import { BoardController } from './boards/board.controller.js';
import { Board } from './boards/board.entity.js';
import { BoardService } from './boards/board.service.js';
import { Letters } from './letters/letters.service.js';
import { MeetingController } from './meetings/meeting.controller.js';
import { AgendaChange, AgendaItem, Meeting } from './meetings/meeting.entity.js';
import { MeetingService } from './meetings/meeting.service.js';
import { MovedPatients } from './agenda/moved-patients.service.js';
import { WaitingList } from './agenda/waiting-list.service.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { Worklist } from './worklist/worklist.service.js';

const everyMilliseconds = 5_000;

/** Boards, their meetings and the agendas of these. Every site has a default board from its first start on. */
@Module({
  imports: [AuditModule, PdfModule, TriageModule, TypeOrmModule.forFeature([Board, Meeting, AgendaItem, AgendaChange])],
  controllers: [BoardController, MeetingController, WorklistController],
  providers: [AgendaService, BoardService, Letters, MeetingService, MovedPatients, WaitingList, Worklist],
  exports: [BoardService],
})
export class BoardsModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly boards: BoardService,
    private readonly movedPatients: MovedPatients,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.registerSweep('items-of-moved-patients', everyMilliseconds, () => this.movedPatients.takeOffAgendas());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boards.ensureDefaultBoards();
  }
}
