/** What the routes of meetings take and answer. */
import { z } from 'zod';
import { idSchema, pageQuerySchema, pageSchema } from '../../../platform/http/index.js';
import { boardRoles } from '../../../platform/access/index.js';
import { meetingStates } from './meeting.entity.js';

export const instant = z.iso.datetime({ offset: true });
/** An instant that PostgreSQL can keep, and that a person may mean. */
export const sentInstant = instant.max(40).refine((text) => text >= '1900' && text < '3000', {
  error: 'Not an instant of these centuries',
  params: { code: 'out-of-range', expected: 'an instant between the years 1900 and 2999' },
  // What is no instant is told once.
  when: ({ issues }) => issues.length === 0,
});
export const reason = z.string().trim().min(1).max(2_000);

export const meetingStateSchema = z.enum(meetingStates);

export const newMeetingSchema = z
  .strictObject({
    startsAt: sentInstant.meta({ description: 'Instant at which it begins, with its offset from UTC.' }),
    minutes: z.int().min(5).max(600),
    place: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'Place or link; left out, that of the board.' }),
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
    state: meetingStateSchema,
    stateReason: z.string().nullable().meta({ description: 'Why it was cancelled, where that is kept.' }),
    seriesId: idSchema.nullable().meta({ description: 'Series by which it repeats; null for a single meeting.' }),
    version: z.int().meta({ description: 'Version of the agenda, the time and the state: the ETag.' }),
    itemCount: z.int(),
    patientCount: z.int().meta({ description: 'Patients whose items are on the agenda.' }),
    minutesPlanned: z.int().meta({ description: 'Sum of the minutes of the items on the agenda.' }),
  })
  .meta({ id: 'Meeting' });
export type ListedMeeting = z.infer<typeof meetingSchema>;

export const meetingPageSchema = pageSchema(meetingSchema).meta({ id: 'MeetingPage' });

export const meetingQuerySchema = pageQuerySchema.extend({
  from: sentInstant.optional().meta({ description: 'Meetings that begin at this instant or later.' }),
  before: sentInstant.optional().meta({ description: 'Meetings that begin before this instant.' }),
  state: meetingStateSchema.optional(),
});
export type MeetingQuery = z.infer<typeof meetingQuerySchema>;

export const cancellationSchema = z.strictObject({ reason }).meta({ id: 'MeetingCancellation' });

const personToTellSchema = z
  .object({
    accountId: idSchema,
    displayName: z.string(),
    roles: z.array(z.enum(boardRoles)),
    disciplines: z.array(z.string()),
    standsInFor: z.array(z.string()).meta({ description: 'Names of those for whom the person stands in now.' }),
  })
  .meta({ id: 'PersonToTell' });
export type PersonToTell = z.infer<typeof personToTellSchema>;

export const peopleToTell = z
  .array(personToTellSchema)
  .meta({ description: 'Everybody with a seat on the board, and who stands in for them now.' });
export const peopleToTellSchema = z.object({ items: peopleToTell }).meta({ id: 'PeopleToTell' });

export const meetingMoveSchema = z
  .strictObject({
    startsAt: newMeetingSchema.shape.startsAt,
    minutes: newMeetingSchema.shape.minutes.optional().meta({ description: 'Left out: as long as before.' }),
    place: z.string().trim().min(1).max(500).nullable().optional().meta({ description: 'Left out: where it was.' }),
  })
  .meta({ id: 'MeetingMove' });
export type MeetingMove = z.infer<typeof meetingMoveSchema>;

export const movedMeetingSchema = z.object({ meeting: meetingSchema, peopleToTell }).meta({ id: 'MovedMeeting' });
export type MovedMeeting = z.infer<typeof movedMeetingSchema>;
