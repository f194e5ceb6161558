import { Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../platform/audit/index.js';
import { Sweeps } from '../../platform/queue/index.js';
import { TriageModule } from '../triage/index.js';
import { AgendaService } from './agenda.service.js';
import { BoardController } from './board.controller.js';
import { Board } from './board.entity.js';
import { BoardService } from './board.service.js';
import { MeetingController } from './meeting.controller.js';
import { AgendaChange, AgendaItem, Meeting } from './meeting.entity.js';
import { MeetingService } from './meeting.service.js';
import { MovedPatients } from './moved-patients.service.js';
import { WaitingList } from './waiting-list.service.js';
import { WorklistController } from './worklist.controller.js';
import { Worklist } from './worklist.service.js';

const everyMilliseconds = 5_000;

/** Boards, their meetings and the agendas of these. Every site has a default board from its first start on. */
@Module({
  imports: [AuditModule, TriageModule, TypeOrmModule.forFeature([Board, Meeting, AgendaItem, AgendaChange])],
  controllers: [BoardController, MeetingController, WorklistController],
  providers: [AgendaService, BoardService, MeetingService, MovedPatients, WaitingList, Worklist],
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
