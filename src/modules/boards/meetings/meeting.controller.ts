import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
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
import { AgendaService } from '../agenda/agenda.service.js';
import {
  agendaMinutesSchema,
  agendaMoveSchema,
  agendaOrderSchema,
  agendaRemovalSchema,
  agendaSchema,
  carryOverSchema,
  type CarryOver,
  placementSchema,
  type Agenda,
  type AgendaPlacement,
} from '../agenda/agenda-views.js';
import { meetingSchema, type ListedMeeting } from './meeting-views.js';
import { MeetingService } from './meeting.service.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

const ifMatchHeader = {
  name: 'If-Match',
  required: true,
  description: 'ETag of the agenda that the change is made on.',
};

@ApiTags('Boards')
@Controller('api/meetings/:id')
@AnswersInReadersLanguage()
@RequireRole('coordinator')
export class MeetingController {
  constructor(
    private readonly meetings: MeetingService,
    private readonly agendas: AgendaService,
  ) {}

  @Get()
  @RequireRole('coordinator', 'member')
  @ApiOperation({ summary: 'A meeting' })
  @ApiOkResponse({ standardSchema: meetingSchema })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ListedMeeting> {
    const meeting = await this.meetings.read(actor, meetingId);
    answer.header('etag', entityTag(meeting.version));
    return meeting;
  }

  @Get('agenda')
  @RequireRole('coordinator', 'member')
  @ApiOperation({ summary: 'The agenda of a meeting, in order' })
  @ApiOkResponse({ standardSchema: agendaSchema })
  async readAgenda(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<Agenda> {
    return tagged(await this.agendas.read(actor, meetingId), answer);
  }

  @Post('agenda')
  @ApiOperation({ summary: 'Put a case on the agenda' })
  @ApiHeader(ifMatchHeader)
  @ApiCreatedResponse({ standardSchema: agendaSchema })
  async place(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: placementSchema }) placement: AgendaPlacement,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<Agenda> {
    return tagged(await this.agendas.place(actor, { meetingId, ifMatch }, placement), answer);
  }

  @Put('agenda/order')
  @ApiOperation({ summary: 'Put the entries of the agenda in another order' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: agendaSchema })
  async reorder(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: agendaOrderSchema }) { agendaItemIds }: z.infer<typeof agendaOrderSchema>,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<Agenda> {
    return tagged(await this.agendas.reorder(actor, { meetingId, ifMatch }, agendaItemIds), answer);
  }

  @Put('agenda/:agendaItemId/position')
  @ApiOperation({ summary: 'Move an entry to another place' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: agendaSchema })
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Param('agendaItemId', { schema: idSchema }) agendaItemId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: agendaMoveSchema }) { position }: z.infer<typeof agendaMoveSchema>,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<Agenda> {
    return tagged(await this.agendas.move(actor, { meetingId, ifMatch }, agendaItemId, position), answer);
  }

  @Put('agenda/:agendaItemId/minutes')
  @ApiOperation({ summary: 'Give an entry more or less time' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: agendaSchema })
  async setMinutes(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Param('agendaItemId', { schema: idSchema }) agendaItemId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: agendaMinutesSchema }) { minutes }: z.infer<typeof agendaMinutesSchema>,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<Agenda> {
    return tagged(await this.agendas.setMinutes(actor, { meetingId, ifMatch }, agendaItemId, minutes), answer);
  }

  @Post('agenda/:agendaItemId/remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a case off the agenda; it waits again' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: agendaSchema })
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Param('agendaItemId', { schema: idSchema }) agendaItemId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: agendaRemovalSchema }) { reason }: z.infer<typeof agendaRemovalSchema>,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<Agenda> {
    return tagged(await this.agendas.remove(actor, { meetingId, ifMatch }, agendaItemId, reason), answer);
  }

  @Post('agenda/carry-over')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put cases that have no outcome on a later meeting' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: agendaSchema })
  async carryOver(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: carryOverSchema }) carried: CarryOver,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<Agenda> {
    return tagged(await this.agendas.carryOver(actor, { meetingId, ifMatch }, carried), answer);
  }
}

function tagged(agenda: Agenda, answer: OutgoingAnswer): Agenda {
  answer.header('etag', entityTag(agenda.meeting.version));
  return agenda;
}
