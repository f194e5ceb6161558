/** What the routes of boards, meetings and agendas take and answer: one schema each is the check, the type and the description. */
import { z } from 'zod';
import { idSchema, pageQuerySchema, pageSchema } from '../../platform/http/index.js';
import { phraseSchema, windowEndsSchema } from '../triage/index.js';
import { type AgendaChangeKind, meetingStates } from './meeting.entity.js';

const instant = z.iso.datetime({ offset: true });
/** An instant that PostgreSQL can keep, and that a person may mean. */
const sentInstant = instant.max(40).refine((text) => text >= '1900' && text < '3000', {
  error: 'Not an instant of these centuries',
  params: { code: 'out-of-range', expected: 'an instant between the years 1900 and 2999' },
  // What is no instant is told once.
  when: ({ issues }) => issues.length === 0,
});
const reason = z.string().trim().min(1).max(2_000);
const position = z.int().min(1).max(1_000).meta({ description: 'From 1; beyond the last place it is the last one.' });
const minutes = z.int().min(1).max(120);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const newBoardSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    timeZone: z.string().max(100).refine(isTimeZone, 'Not a time zone: expected an IANA name such as Europe/Berlin'),
  })
  .meta({ id: 'NewBoard' });
export type NewBoard = z.infer<typeof newBoardSchema>;

export const boardSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    timeZone: z.string(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'Board' });
export type ListedBoard = z.infer<typeof boardSchema>;

export const boardListSchema = z.object({ items: z.array(boardSchema) }).meta({ id: 'BoardList' });

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

export const placementSchema = z
  .strictObject({
    itemId: idSchema.meta({ description: 'Accepted discussion item of a patient of the board.' }),
    position: position.optional().meta({ description: 'Place on the agenda, from 1; left out, the last.' }),
    minutes: minutes.optional().meta({ description: 'Left out: 5.' }),
  })
  .meta({ id: 'AgendaPlacement' });
export type AgendaPlacement = z.infer<typeof placementSchema>;

export const agendaMoveSchema = z.strictObject({ position }).meta({ id: 'AgendaMove' });
export const agendaOrderSchema = z
  .strictObject({
    agendaItemIds: z
      .array(idSchema)
      .min(1)
      .max(1_000)
      .meta({ description: 'Every item on the agenda, each once, in the order wanted.' }),
  })
  .meta({ id: 'AgendaOrder' });
export const agendaMinutesSchema = z.strictObject({ minutes }).meta({ id: 'AgendaMinutes' });
export const agendaRemovalSchema = z.strictObject({ reason }).meta({ id: 'AgendaRemoval' });

const patientSchema = z.object({
  id: idSchema,
  synthetic: z.boolean().meta({ description: 'True where the patient is invented for a demonstration.' }),
});

const itemSchema = z.object({
  id: idSchema,
  rule: z.string(),
  question: phraseSchema,
  windowEnds: windowEndsSchema,
  whyNow: z.array(phraseSchema),
  standing: z
    .enum(['met', 'open'])
    .meta({ description: 'open: facts that decide whether the question applies are not known.' }),
});

const changedSinceSchema = z
  .object({
    kind: z.enum(['newer-evidence', 'newer-rule', 'closed', 'dismissed']).meta({
      description: 'newer-rule: the same evidence, and a version of the rule that raises something else.',
    }),
    itemId: idSchema.meta({ description: 'The item as it stands now.' }),
    question: phraseSchema.nullable().meta({ description: 'Question of the successor, where there is one.' }),
    reason: z.string().nullable().meta({ description: 'Why it was closed (a code) or dismissed (in words).' }),
  })
  .meta({ id: 'ChangedSince' });
export type ChangedSince = z.infer<typeof changedSinceSchema>;

const agendaItemSchema = z
  .object({
    id: idSchema,
    position: z.int(),
    minutes: z.int(),
    placedBy: z.string(),
    placedAt: instant,
    content: z
      .object({ item: itemSchema, patient: patientSchema, changedSince: changedSinceSchema.nullable() })
      .nullable()
      .meta({ description: 'Null where the patient does not stand on this board any more.' }),
  })
  .meta({ id: 'AgendaItem' });
export type ShownAgendaItem = z.infer<typeof agendaItemSchema>;

export const agendaSchema = z
  .object({ meeting: meetingSchema, items: z.array(agendaItemSchema) })
  .meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof agendaSchema>;

/** A change of an agenda, as the answer to somebody who changed an older one names it. */
export interface ShownAgendaChange {
  readonly version: number;
  readonly change: AgendaChangeKind;
  readonly agendaItemId: string | null;
  readonly position: number | null;
  readonly minutes: number | null;
  /** Null where the service itself made the change. */
  readonly changedBy: string | null;
  readonly changedAt: string;
}

const waitingItemSchema = z
  .object({
    item: itemSchema.extend({ version: z.int(), acceptedAt: instant.nullable() }),
    patient: patientSchema,
  })
  .meta({ id: 'WaitingItem' });
export type WaitingItem = z.infer<typeof waitingItemSchema>;

export const waitingPageSchema = pageSchema(waitingItemSchema).meta({ id: 'WaitingItemPage' });
