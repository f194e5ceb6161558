/** What the routes of meetings take and answer. */
import { z } from 'zod';
import { idSchema, pageQuerySchema, pageSchema } from '../../../platform/http/index.js';
import { meetingStates } from './meeting.entity.js';

const instant = z.iso.datetime({ offset: true });
/** An instant that PostgreSQL can keep, and that a person may mean. */
const sentInstant = instant.max(40).refine((text) => text >= '1900' && text < '3000', {
  error: 'Not an instant of these centuries',
  params: { code: 'out-of-range', expected: 'an instant between the years 1900 and 2999' },
  // What is no instant is told once.
  when: ({ issues }) => issues.length === 0,
});
const reason = z.string().trim().min(1).max(2_000);

export const newMeetingSchema = z
  .strictObject({
    startsAt: sentInstant.meta({ description: 'Instant at which it begins, with its offset from UTC.' }),
    minutes: z.int().min(5).max(600),
    place: z.string().trim().min(1).max(200).optional(),
  })
  .meta({ id: 'NewMeeting' });
export type NewMeeting = z.infer<typeof newMeetingSchema>;

export const meetingSchema = z
  .object({
    id: idSchema,
    boardId: idSchema,
    boardName: z.string(),
    timeZone: z.string().meta({ description: 'IANA name of the time zone of the board.' }),
    startsAt: instant,
    minutes: z.int(),
    place: z.string().nullable(),
    state: z.enum(meetingStates),
    version: z.int().meta({ description: 'Version of the agenda: the ETag.' }),
    itemCount: z.int(),
    patientCount: z.int().meta({ description: 'Patients whose items are on the agenda.' }),
    minutesPlanned: z.int().meta({ description: 'Sum of the minutes of the items on the agenda.' }),
  })
  .meta({ id: 'Meeting' });
export type ListedMeeting = z.infer<typeof meetingSchema>;

export const meetingPageSchema = pageSchema(meetingSchema).meta({ id: 'MeetingPage' });

export const meetingQuerySchema = pageQuerySchema.extend({
  from: sentInstant.optional().meta({ description: 'Meetings that begin at this instant or later.' }),
  state: z.enum(meetingStates).optional(),
});
export type MeetingQuery = z.infer<typeof meetingQuerySchema>;

export const cancellationSchema = z.strictObject({ reason }).meta({ id: 'MeetingCancellation' });
