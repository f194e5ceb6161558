/** What the routes of attendance take and answer. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import { disciplines } from '../boards/disciplines.js';
import { disciplineSchema } from '../boards/settings-views.js';
import { instant, sentInstant } from '../meetings/meeting-views.js';
import { markKinds } from './attendance.entity.js';

const name = z.string().trim().min(1).max(200);

export const arrivalSchema = z
  .strictObject({
    accountId: idSchema.optional().meta({ description: 'Account of the site; or guestName.' }),
    guestName: name.optional().meta({ description: 'Name of somebody without an account.' }),
    discipline: disciplineSchema.optional().meta({ description: 'Left out: that of the seat.' }),
    presenter: z.boolean().default(false),
    at: sentInstant.optional().meta({ description: 'When they arrived; left out: now.' }),
  })
  .refine(({ accountId, guestName }) => (accountId === undefined) !== (guestName === undefined), {
    path: ['accountId'],
    error: 'Who it is has to be named once',
    params: { code: 'contradiction', expected: 'accountId, or guestName for somebody without an account' },
  })
  .refine(({ guestName, discipline }) => guestName === undefined || discipline !== undefined, {
    path: ['discipline'],
    error: 'A guest has no seat that would say the discipline',
    params: { code: 'missing', expected: `one of ${disciplines.join(', ')}` },
  })
  .meta({ id: 'Arrival' });
export type Arrival = z.infer<typeof arrivalSchema>;

export const attendanceMarkSchema = z
  .discriminatedUnion('do', [
    z.strictObject({
      do: z.enum(markKinds).meta({ description: 'The person arrived again, or left.' }),
      at: sentInstant.optional().meta({ description: 'Left out: now.' }),
    }),
    z.strictObject({
      do: z.literal('correct'),
      markId: idSchema.meta({ description: 'Mark that was wrong; it is kept.' }),
      at: sentInstant.nullable().meta({ description: 'The right time; null where it did not happen.' }),
    }),
    z.strictObject({ do: z.literal('present'), presenter: z.boolean() }),
  ])
  .meta({ id: 'AttendanceChange' });
export type AttendanceChange = z.infer<typeof attendanceMarkSchema>;

const attendeeSchema = z
  .object({
    id: idSchema,
    accountId: idSchema.nullable().meta({ description: 'Null for a guest.' }),
    name: z.string(),
    discipline: disciplineSchema,
    presenter: z.boolean(),
    isThere: z.boolean(),
    stays: z.array(
      z.object({
        arrivedAt: instant,
        arrivedMarkId: idSchema,
        leftAt: instant.nullable().meta({ description: 'Null while the person is there.' }),
        leftMarkId: idSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Attendee' });
export type ShownAttendee = z.infer<typeof attendeeSchema>;

const places = z.array(z.array(disciplineSchema));

export const attendanceSchema = z
  .object({
    meetingId: idSchema,
    people: z.array(attendeeSchema),
    quorum: z
      .object({
        at: instant,
        met: z.boolean(),
        present: z.array(disciplineSchema),
        missing: places.meta({
          description: 'Places that nobody fills; each may be filled by any one of its disciplines.',
        }),
      })
      .meta({ description: 'The quorum of the board at the instant asked for; now, where none is.' }),
  })
  .meta({ id: 'Attendance' });
export type ShownAttendance = z.infer<typeof attendanceSchema>;

const asked = z
  .string()
  .max(400)
  .transform((text) => (text === '' ? [] : text.split(',').map((place) => place.split('|'))))
  .pipe(z.array(z.array(disciplineSchema)))
  .default([])
  .meta({
    description:
      "Disciplines that a case needs beside those of the rule, with commas between; '|' where any one will do.",
  });

export const attendanceQuerySchema = z.strictObject({ needed: asked, at: sentInstant.optional() });
export type AttendanceQuery = z.infer<typeof attendanceQuerySchema>;
