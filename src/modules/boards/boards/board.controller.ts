import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema, type Page } from '../../../platform/http/index.js';
import { boardListSchema, boardSchema, newBoardSchema, type ListedBoard, type NewBoard } from './board-views.js';
import {
  meetingPageSchema,
  meetingQuerySchema,
  meetingSchema,
  newMeetingSchema,
  type ListedMeeting,
  type MeetingQuery,
  type NewMeeting,
} from '../meetings/meeting-views.js';
import { BoardService } from './board.service.js';
import { MeetingService } from '../meetings/meeting.service.js';

@ApiTags('Boards')
@Controller('api/boards')
@RequireRole('coordinator', 'member')
export class BoardController {
  constructor(
    private readonly boards: BoardService,
    private readonly meetings: MeetingService,
  ) {}

  @Get()
  @RequireRole('coordinator', 'member', 'administrator')
  @ApiOperation({ summary: 'Your boards; for an administrator, all boards of the site' })
  @ApiOkResponse({ standardSchema: boardListSchema })
  async list(@CurrentActor() actor: Actor): Promise<{ items: ListedBoard[] }> {
    return { items: await this.boards.list(actor) };
  }

  @Post()
  @RequireRole('administrator')
  @ApiOperation({ summary: 'Add a board to the site' })
  @ApiCreatedResponse({ standardSchema: boardSchema })
  async create(@CurrentActor() actor: Actor, @Body({ schema: newBoardSchema }) board: NewBoard): Promise<ListedBoard> {
    return this.boards.create(actor, board);
  }

  @Get(':id/meetings')
  @ApiOperation({ summary: 'Meetings of a board, in the order of their beginnings' })
  @ApiOkResponse({ standardSchema: meetingPageSchema })
  async listMeetings(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Query({ schema: meetingQuerySchema }) query: MeetingQuery,
  ): Promise<Page<ListedMeeting>> {
    return this.meetings.list(actor, boardId, query);
  }

  @Post(':id/meetings')
  @RequireRole('coordinator')
  @ApiOperation({ summary: 'Plan a meeting' })
  @ApiCreatedResponse({ standardSchema: meetingSchema })
  async createMeeting(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Body({ schema: newMeetingSchema }) meeting: NewMeeting,
  ): Promise<ListedMeeting> {
    return this.meetings.create(actor, boardId, meeting);
  }
}
