/** Flags, classifications and items as the API answers them: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { dismissals } from '../../core/workflow/index.js';
import { idSchema, pageQuerySchema, pageSchema } from '../../platform/http/index.js';
import { itemStates } from './items/item-states.js';
import { phraseSchema } from './readers-language.js';

const instant = z.iso.datetime({ offset: true });
const text = z.string();
const names = z.array(text);

/** State of the line's own processing: a person who waits for a flag sees why it is not there yet. */
export const lineStates = ['current', 'being-classified', 'held', 'failed'] as const;

/** Of a question that names a window of days. */
export const windowEndsSchema = z.iso.date().nullable().meta({
  description:
    'Last day of the window that the question names; null where it names none. The question rests on no later scan.',
});

export const patientMarkSchema = z.object({ id: idSchema, synthetic: z.boolean() }).meta({
  id: 'PatientMark',
  description:
    "This service's own id of a patient. Who it is, GET /api/patients/{id}/identity tells, and the audit keeps that it was asked.",
});

const flagSchema = z
  .object({
    id: idSchema,
    treatmentLineId: idSchema,
    patient: patientMarkSchema,
    tier: z
      .enum(['flag', 'watch'])
      .meta({ description: 'A watch is shown quietly, with the reason why it is no flag.' }),
    definition: text.meta({ description: 'The definition of dissociated response that is met.' }),
    episode: text.meta({ description: 'Timepoint at which it was first met.' }),
    reason: phraseSchema.meta({ description: 'What grew, what shrank, between which dates, in one line.' }),
    course: z.enum(['concurrent', 'sequential']).nullable(),
    attribution: z.enum(['checkpoint-inhibitor', 'unknown']),
    evaluatorsFor: names,
    evaluatorsAgainst: names,
    holds: z.array(z.object({ code: text, words: phraseSchema })).meta({ description: 'Why a watch is held back.' }),
    lastScan: z
      .object({ from: text, to: text })
      .nullable()
      .meta({ description: 'Days between which the last scan was; null where only study days are known.' }),
    lineState: z.enum(lineStates),
    heldAssessments: z.int().min(0),
    items: z
      .array(z.object({ id: idSchema, rule: text, question: phraseSchema, state: z.enum(itemStates) }))
      .meta({ description: 'Current items of the line that are not closed.' }),
    since: instant,
  })
  .meta({ id: 'Flag' });
export type FlagView = z.infer<typeof flagSchema>;

export const flagPageSchema = pageSchema(flagSchema).meta({ id: 'FlagPage' });

export const flagQuerySchema = pageQuerySchema.extend({
  tier: z.enum(['flag', 'watch']).default('flag'),
  definition: z.string().max(40).optional(),
  patientId: idSchema.optional().meta({ description: "This service's own id of a patient." }),
});
export type FlagQuery = z.infer<typeof flagQuerySchema>;

export const watchSummarySchema = z
  .object({
    reasons: z.array(
      z.object({
        code: text,
        words: phraseSchema.meta({ description: 'What the reason means for any patient.' }),
        count: z.int().min(0),
        synthetic: z.int().min(0).meta({ description: 'How many of them concern invented patients.' }),
      }),
    ),
    total: z.int().min(0),
    synthetic: z.int().min(0),
  })
  .meta({ id: 'WatchSummary' });
export type WatchSummary = z.infer<typeof watchSummarySchema>;

const classificationSchema = z
  .object({
    id: idSchema,
    treatmentLineId: idSchema,
    evaluator: text,
    historyVersion: text,
    engineVersion: text,
    ruleSetVersion: text,
    inputHash: text.meta({ description: 'SHA-256 of everything that went in, as hexadecimal digits.' }),
    classifiedAt: instant,
    lineState: z.enum(lineStates),
    timepoints: z
      .array(z.record(z.string(), z.unknown()))
      .meta({ description: 'Verdicts of each timepoint, each step of a trace with its words.' }),
    lesions: z
      .array(z.record(z.string(), z.unknown()))
      .meta({ description: 'Every lesion over time; lengths in micrometres.' }),
    population: z
      .record(z.string(), z.unknown())
      .meta({ description: 'Whether the rules for discussion items cover this patient.' }),
    waiting: z
      .array(z.record(z.string(), z.unknown()))
      .meta({ description: 'Rules that cannot be settled before a fact arrives.' }),
  })
  .meta({ id: 'Classification' });
export type ClassificationView = z.infer<typeof classificationSchema>;

export const classificationsSchema = z.object({ items: z.array(classificationSchema) }).meta({ id: 'Classifications' });

export const itemSchema = z
  .object({
    id: idSchema,
    treatmentLineId: idSchema,
    patient: patientMarkSchema,
    rule: text,
    ruleVersion: text,
    question: phraseSchema,
    content: z
      .record(z.string(), z.unknown())
      .meta({ description: 'Why now, options in no order, unknowns, evidence, limits.' }),
    state: z.enum(itemStates),
    stateReason: text.nullable(),
    stateChangedAt: instant.nullable(),
    version: z.int().meta({ description: 'Also the ETag; a change names it in If-Match.' }),
    predecessorId: idSchema.nullable(),
    successorId: idSchema.nullable().meta({ description: 'The item that took its place when the evidence changed.' }),
    createdAt: instant,
  })
  .meta({ id: 'DiscussionItem' });
export type ItemView = z.infer<typeof itemSchema>;

export const itemPageSchema = pageSchema(itemSchema).meta({ id: 'DiscussionItemPage' });

export const itemQuerySchema = pageQuerySchema.extend({
  state: z.enum(itemStates).optional(),
  patientId: idSchema.optional().meta({ description: "This service's own id of a patient." }),
});
export type ItemQuery = z.infer<typeof itemQuerySchema>;

export const dismissalSchema = z
  .strictObject({
    reason: z.enum(dismissals),
    words: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .optional()
      .meta({ description: "Of 'other', which needs them; they are shown as the reason." }),
  })
  .refine(({ reason, words }) => (reason === 'other') === (words !== undefined), {
    path: ['words'],
    message: "expected words with the reason 'other', and with no other reason",
  })
  .meta({ id: 'Dismissal' });
export type Dismissal = z.infer<typeof dismissalSchema>;
