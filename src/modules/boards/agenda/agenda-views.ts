/** What the routes of agendas take and answer. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import { listedCaseSchema, listedReadinessSchema, patientOfCaseSchema } from '../cases/case-views.js';
import { type AgendaChangeKind } from '../meetings/meeting.entity.js';
import { meetingSchema } from '../meetings/meeting-views.js';

const instant = z.iso.datetime({ offset: true });
const reason = z.string().trim().min(1).max(2_000);
const position = z.int().min(1).max(1_000).meta({ description: 'From 1; beyond the last place it is the last one.' });
const minutes = z.int().min(1).max(120);

export const placementSchema = z
  .strictObject({
    caseId: idSchema.meta({ description: 'Case of the board that waits for a meeting.' }),
    position: position.optional().meta({ description: 'Place on the agenda, from 1; left out, the last.' }),
    minutes: minutes.optional().meta({ description: 'Left out: as the case has it, else 5.' }),
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
      .meta({ description: 'Every entry of the agenda, each once, in the order wanted.' }),
  })
  .meta({ id: 'AgendaOrder' });
export const agendaMinutesSchema = z.strictObject({ minutes }).meta({ id: 'AgendaMinutes' });
export const agendaRemovalSchema = z.strictObject({ reason }).meta({ id: 'AgendaRemoval' });
export const carryOverSchema = z
  .strictObject({
    toMeetingId: idSchema.meta({ description: 'A later planned meeting of the same board.' }),
    agendaItemIds: z
      .array(idSchema)
      .min(1)
      .max(1_000)
      .optional()
      .meta({ description: 'Left out: every entry that is not decided.' }),
  })
  .meta({ id: 'CarryOver' });
export type CarryOver = z.infer<typeof carryOverSchema>;

const agendaItemSchema = z
  .object({
    id: idSchema,
    position: z.int(),
    minutes: z.int(),
    placedBy: z.string(),
    placedAt: instant,
    content: z
      .object({ case: listedCaseSchema, patient: patientOfCaseSchema, readiness: listedReadinessSchema })
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
