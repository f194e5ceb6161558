/** What the routes of agendas take and answer. */
import { z } from 'zod';
import { idSchema, pageSchema } from '../../../platform/http/index.js';
import { phraseSchema, windowEndsSchema } from '../../triage/index.js';
import { type AgendaChangeKind } from '../meetings/meeting.entity.js';
import { meetingSchema } from '../meetings/meeting-views.js';

const instant = z.iso.datetime({ offset: true });
const reason = z.string().trim().min(1).max(2_000);
const position = z.int().min(1).max(1_000).meta({ description: 'From 1; beyond the last place it is the last one.' });
const minutes = z.int().min(1).max(120);

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
