import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { calendarFile } from './calendar-file.js';
import { MeetingService } from './meeting.service.js';

@ApiTags('Boards')
@Controller('api/meetings/:id/calendar.ics')
@RequireRole('coordinator', 'member', 'chair')
export class MeetingCalendarController {
  constructor(private readonly meetings: MeetingService) {}

  @Get()
  @ApiOperation({ summary: 'The meeting as a file for calendars, without anything of a patient' })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
  ): Promise<StreamableFile> {
    return new StreamableFile(Buffer.from(calendarFile(await this.meetings.read(actor, meetingId), new Date())), {
      type: 'text/calendar; charset=utf-8; method=PUBLISH',
      disposition: `attachment; filename="meeting-${meetingId}.ics"`,
    });
  }
}
