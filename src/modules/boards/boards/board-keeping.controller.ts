import { Body, Controller, Delete, Get, Headers, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../../../platform/description/index.js';
import type { z } from 'zod';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { entityTag, idSchema } from '../../../platform/http/index.js';
import { AnswersInReadersLanguage } from '../../triage/index.js';
import { BoardSeats } from './board-seats.service.js';
import { BoardSettingsService } from './board-settings.service.js';
import {
  candidateListSchema,
  newDeputySchema,
  newSeatSchema,
  peopleQuerySchema,
  seatDisciplineSchema,
  seatListSchema,
  type CandidateList,
  type NewDeputyBody,
  type NewSeatBody,
  type SeatList,
} from './seat-views.js';
import { boardSettingsSchema, shownSettingsSchema, type BoardSettings, type ShownSettings } from './settings-views.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

/** The settings and the people of a board. */
@ApiTags('Boards')
@Controller('api/boards/:id')
@RequireRole('coordinator', 'administrator')
export class BoardKeepingController {
  constructor(
    private readonly settings: BoardSettingsService,
    private readonly seats: BoardSeats,
  ) {}

  @Get('settings')
  @RequireRole('coordinator', 'member', 'administrator')
  @AnswersInReadersLanguage()
  @ApiOperation({ summary: 'What the board decides for itself' })
  @ApiOkResponse({ standardSchema: shownSettingsSchema })
  async readSettings(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownSettings> {
    return tagged(await this.settings.read(actor, boardId), answer);
  }

  @Put('settings')
  @AnswersInReadersLanguage()
  @ApiOperation({ summary: 'Change what the board decides for itself' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the settings that the change is made on.' })
  @ApiOkResponse({ standardSchema: shownSettingsSchema })
  async replaceSettings(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: boardSettingsSchema }) settings: BoardSettings,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownSettings> {
    return tagged(await this.settings.replace(actor, { boardId, ifMatch }, settings), answer);
  }

  @Get('seats')
  @RequireRole('coordinator', 'member', 'administrator')
  @ApiOperation({ summary: 'Seats in force, with their disciplines and deputies' })
  @ApiOkResponse({ standardSchema: seatListSchema })
  async listSeats(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) boardId: string): Promise<SeatList> {
    return this.seats.list(actor, boardId);
  }

  @Get('candidates')
  @ApiOperation({ summary: 'People of the site who could be given a seat' })
  @ApiOkResponse({ standardSchema: candidateListSchema })
  async listCandidates(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Query({ schema: peopleQuerySchema }) { search }: z.infer<typeof peopleQuerySchema>,
  ): Promise<CandidateList> {
    return this.seats.candidates(actor, boardId, search);
  }

  @Post('seats')
  @ApiOperation({ summary: 'Give somebody a seat' })
  @ApiCreatedResponse({ standardSchema: seatListSchema })
  async giveSeat(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Body({ schema: newSeatSchema }) seat: NewSeatBody,
  ): Promise<SeatList> {
    return this.seats.give(actor, boardId, seat);
  }

  @Put('seats/:seatId/discipline')
  @ApiOperation({ summary: 'Say what a seat speaks for' })
  @ApiOkResponse({ standardSchema: seatListSchema })
  async setDiscipline(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Param('seatId', { schema: idSchema }) seatId: string,
    @Body({ schema: seatDisciplineSchema }) { discipline }: z.infer<typeof seatDisciplineSchema>,
  ): Promise<SeatList> {
    return this.seats.setDiscipline(actor, { boardId, seatId }, discipline);
  }

  @Delete('seats/:seatId')
  @ApiOperation({ summary: 'End a seat; that it was held stays known' })
  @ApiOkResponse({ standardSchema: seatListSchema })
  async endSeat(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Param('seatId', { schema: idSchema }) seatId: string,
  ): Promise<SeatList> {
    return this.seats.end(actor, { boardId, seatId });
  }

  @Post('seats/:seatId/deputies')
  @ApiOperation({ summary: 'Let another account of the site stand in for the holder of a seat, for a time' })
  @ApiCreatedResponse({ standardSchema: seatListSchema })
  async addDeputy(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Param('seatId', { schema: idSchema }) seatId: string,
    @Body({ schema: newDeputySchema }) deputy: NewDeputyBody,
  ): Promise<SeatList> {
    return this.seats.addDeputy(actor, { boardId, seatId }, deputy);
  }

  @Delete('seats/:seatId/deputies/:deputyId')
  @ApiOperation({ summary: 'End that somebody stands in; that it was so stays known' })
  @ApiOkResponse({ standardSchema: seatListSchema })
  async withdrawDeputy(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Param('seatId', { schema: idSchema }) seatId: string,
    @Param('deputyId', { schema: idSchema }) deputyId: string,
  ): Promise<SeatList> {
    return this.seats.withdrawDeputy(actor, { boardId, seatId }, deputyId);
  }
}

function tagged(settings: ShownSettings, answer: OutgoingAnswer): ShownSettings {
  answer.header('etag', entityTag(settings.version));
  return settings;
}
