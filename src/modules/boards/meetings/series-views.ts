/** What the routes of series take and answer. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import { instant, meetingStateSchema, newMeetingSchema, peopleToTell, reason } from './meeting-views.js';
import { ruleFault } from './recurrence.js';

const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: 'Not a local date and time', abort: true })
  .refine((text) => text >= '1900' && text < '3000' && !Number.isNaN(Date.parse(`${text}Z`)), {
    error: 'Not a local date and time',
    params: { code: 'unreadable', expected: 'a date and a time of the clock of the board, such as 2026-10-01T14:00' },
  });

const rule = z
  .string()
  .max(300)
  .transform((text) =>
    text
      .trim()
      .toUpperCase()
      .replace(/^RRULE:/, ''),
  )
  .superRefine((text, context) => {
    const fault = ruleFault(text);
    if (fault !== null)
      context.addIssue({
        code: 'custom',
        message: fault.detail,
        params: { code: 'unreadable', expected: fault.expected },
      });
  })
  .meta({ description: 'RRULE of RFC 5545, such as FREQ=WEEKLY;INTERVAL=2;BYDAY=TH.' });

const repeating = {
  firstStart: localTime.meta({
    description: 'When the first meeting begins, on the clock of the board: 2026-10-01T14:00.',
  }),
  rule,
  minutes: newMeetingSchema.shape.minutes,
  place: newMeetingSchema.shape.place,
} as const;

export const newSeriesSchema = z
  .strictObject({
    ...repeating,
    leftOut: z
      .array(z.iso.date())
      .max(400)
      .default([])
      .meta({ description: 'Days of the series on which the board does not meet.' }),
  })
  .meta({ id: 'NewMeetingSeries' });
export type NewSeries = z.infer<typeof newSeriesSchema>;

export const seriesPreviewQuerySchema = z.strictObject({
  firstStart: localTime,
  rule,
  minutes: z.coerce.number().int().min(5).max(600),
  count: z.coerce.number().int().min(1).max(60).default(5),
});
export type SeriesPreviewQuery = z.infer<typeof seriesPreviewQuerySchema>;

const inTheWaySchema = z.object({ meetingId: idSchema, startsAt: instant, minutes: z.int(), wanted: instant });

export const seriesPreviewSchema = z
  .object({
    items: z.array(
      z.object({
        startsAt: instant,
        inTheWay: inTheWaySchema.nullable().meta({ description: 'Meeting of the board that overlaps it.' }),
      }),
    ),
  })
  .meta({ id: 'SeriesPreview' });
export type SeriesPreview = z.infer<typeof seriesPreviewSchema>;

export const seriesSchema = z
  .object({
    id: idSchema,
    boardId: idSchema,
    followsId: idSchema.nullable().meta({ description: 'Series that this one took over from.' }),
    version: z.int().meta({ description: 'Version of the series: the ETag.' }),
    firstStart: z.string(),
    timeZone: z.string(),
    rule: z.string(),
    minutes: z.int(),
    place: z.string().nullable(),
    endsBefore: z
      .string()
      .nullable()
      .meta({ description: 'Local time; this one and all after it are not of the series any more.' }),
    meetings: z
      .array(z.object({ id: idSchema, startsAt: instant, state: meetingStateSchema }))
      .meta({ description: 'Meetings of the series that are made, in their order.' }),
    exceptions: z
      .array(
        z.object({
          occurrence: z.string().meta({ description: 'Local time that the rule names.' }),
          kind: z.enum(['left-out', 'cancelled', 'moved']),
          meetingId: idSchema.nullable(),
        }),
      )
      .meta({ description: 'Times that the rule names and at which there is no meeting of the series.' }),
  })
  .meta({ id: 'MeetingSeries' });
export type ShownSeries = z.infer<typeof seriesSchema>;

export const seriesChangeSchema = z
  .strictObject({
    fromMeetingId: idSchema.meta({
      description: 'Meeting of the series, planned: the change is of it and those that follow.',
    }),
    ...repeating,
  })
  .meta({ id: 'SeriesChange' });
export type SeriesChange = z.infer<typeof seriesChangeSchema>;

export const seriesEndSchema = z
  .strictObject({
    fromMeetingId: idSchema.meta({ description: 'Meeting of the series: it and those that follow are cancelled.' }),
    reason,
  })
  .meta({ id: 'SeriesEnd' });
export type SeriesEnd = z.infer<typeof seriesEndSchema>;

export const changedSeriesSchema = z
  .object({ series: seriesSchema, peopleToTell })
  .meta({ id: 'ChangedMeetingSeries' });
export type ChangedSeries = z.infer<typeof changedSeriesSchema>;
