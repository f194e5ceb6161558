import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import type { z } from 'zod';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { entityTag, idSchema } from '../../../platform/http/index.js';
import { AnswersInReadersLanguage } from '../../triage/index.js';
import { cancelledMeetingSchema, type CancelledMeeting } from './meeting-answers.js';
import { MeetingChanges } from './meeting-changes.service.js';
import {
  cancellationSchema,
  meetingMoveSchema,
  meetingSchema,
  movedMeetingSchema,
  peopleToTellSchema,
  type ListedMeeting,
  type MeetingMove,
  type MovedMeeting,
  type PersonToTell,
} from './meeting-views.js';
import { PeopleToTell } from './people-to-tell.service.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

const ifMatchHeader = { name: 'If-Match', required: true, description: 'ETag of the meeting that is changed.' };

/** The way of a meeting, after its table of transitions. */
@ApiTags('Boards')
@Controller('api/meetings/:id')
@RequireRole('coordinator')
export class MeetingChangeController {
  constructor(
    private readonly changes: MeetingChanges,
    private readonly people: PeopleToTell,
  ) {}

  @Get('people-to-tell')
  @ApiOperation({ summary: 'Who has to hear if the meeting is moved or cancelled' })
  @ApiOkResponse({ standardSchema: peopleToTellSchema })
  async listPeople(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
  ): Promise<{ items: PersonToTell[] }> {
    return { items: await this.people.ofMeeting(actor, meetingId) };
  }

  @Post('move')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give the meeting another time, length or place; its agenda goes with it' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: movedMeetingSchema })
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: meetingMoveSchema }) to: MeetingMove,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<MovedMeeting> {
    const moved = await this.changes.move(actor, { meetingId, ifMatch }, to);
    answer.header('etag', entityTag(moved.meeting.version));
    return moved;
  }

  @Post('open')
  @HttpCode(200)
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Open the meeting: the board meets' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: meetingSchema })
  async open(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ListedMeeting> {
    return tagged(await this.changes.open(actor, { meetingId, ifMatch }), answer);
  }

  @Post('end')
  @HttpCode(200)
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'End the meeting' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: meetingSchema })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ListedMeeting> {
    return tagged(await this.changes.end(actor, { meetingId, ifMatch }), answer);
  }

  @Post('cancel')
  @HttpCode(200)
  @AnswersInReadersLanguage()
  @ApiOperation({ summary: 'Cancel the meeting; what stands on its agenda waits again' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: cancelledMeetingSchema })
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: cancellationSchema }) { reason }: z.infer<typeof cancellationSchema>,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<CancelledMeeting> {
    const cancelled = await this.changes.cancel(actor, { meetingId, ifMatch }, reason);
    answer.header('etag', entityTag(cancelled.meeting.version));
    return cancelled;
  }
}

function tagged(meeting: ListedMeeting, answer: OutgoingAnswer): ListedMeeting {
  answer.header('etag', entityTag(meeting.version));
  return meeting;
}
