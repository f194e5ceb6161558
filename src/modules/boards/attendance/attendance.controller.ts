import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { AttendanceService } from './attendance.service.js';
import {
  arrivalSchema,
  attendanceMarkSchema,
  attendanceQuerySchema,
  attendanceSchema,
  type Arrival,
  type AttendanceChange,
  type AttendanceQuery,
  type ShownAttendance,
} from './attendance-views.js';

/** Who is at a meeting. */
@ApiTags('Boards')
@Controller('api/meetings/:id/attendance')
@RequireRole('coordinator', 'member')
export class AttendanceController {
  constructor(private readonly attendance: AttendanceService) {}

  @Get()
  @ApiOperation({ summary: 'Who is and was at the meeting, and whether the board may decide' })
  @ApiOkResponse({ standardSchema: attendanceSchema })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Query({ schema: attendanceQuerySchema }) query: AttendanceQuery,
  ): Promise<ShownAttendance> {
    return this.attendance.read(actor, meetingId, query);
  }

  @Post()
  @ApiOperation({ summary: 'Write down that somebody has arrived; members mark themselves' })
  @ApiCreatedResponse({ standardSchema: attendanceSchema })
  async arrive(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Body({ schema: arrivalSchema }) arrival: Arrival,
  ): Promise<ShownAttendance> {
    return this.attendance.arrive(actor, meetingId, arrival);
  }

  @Patch(':attendeeId')
  @ApiOperation({ summary: 'Write down that somebody left or came again, correct a mark, or say who presents' })
  @ApiOkResponse({ standardSchema: attendanceSchema })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Param('attendeeId', { schema: idSchema }) attendeeId: string,
    @Body({ schema: attendanceMarkSchema }) change: AttendanceChange,
  ): Promise<ShownAttendance> {
    return this.attendance.change(actor, { meetingId, attendeeId }, change);
  }
}
