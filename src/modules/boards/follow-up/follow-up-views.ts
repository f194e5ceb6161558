/** What the routes of actions, conditions and follow-up take and answer. */
import { z } from 'zod';
import { idSchema, pageQuerySchema, pageSchema } from '../../../platform/http/index.js';
import { patientOfCaseSchema } from '../cases/case-views.js';
import reasons from './reasons.json' with { type: 'json' };

const text = z.string();
const words = z.string().trim().min(1).max(4_000);
const owner = z.string().trim().min(1).max(500);
const day = z.iso.date();

/** Why a decision was not carried out as it was made, after the reasons that the literature reports. */
const reasonCodes = reasons.map(({ code }) => code) as [string, ...string[]];

export const followUpWriteSchema = z
  .strictObject({
    carriedOut: z.enum(['carried-out', 'partly', 'not']),
    date: day.meta({ description: 'On which day this was so.' }),
    reasons: z
      .array(z.enum(reasonCodes))
      .max(reasonCodes.length)
      .default([])
      .meta({ description: "Needed for 'partly' and 'not'." }),
    words: words.optional(),
    treatmentGiven: words.optional().meta({ description: 'As it was given, which may differ from the decision.' }),
    startedOn: day.optional().meta({ description: 'First day of that treatment.' }),
  })
  .refine(({ carriedOut, reasons: given }) => carriedOut === 'carried-out' || given.length > 0, {
    path: ['reasons'],
    error: 'Why it was not carried out as decided is not said',
    params: { code: 'missing', expected: `one or more of ${reasonCodes.join(', ')}` },
  })
  .meta({ id: 'FollowUpWrite' });
export type FollowUpWrite = z.infer<typeof followUpWriteSchema>;

export const doneSchema = z
  .strictObject({ on: day.optional().meta({ description: 'Left out: today.' }) })
  .meta({ id: 'ReportDone' });
export type Done = z.infer<typeof doneSchema>;
export const handOverSchema = z
  .strictObject({ owner, due: day.optional().meta({ description: 'Of an action; left out, it stays.' }) })
  .meta({ id: 'HandOver' });
export type HandOver = z.infer<typeof handOverSchema>;
export const dropSchema = z.strictObject({ reason: words }).meta({ id: 'DropWork' });
export const unmetSchema = z
  .strictObject({ words, on: day.optional().meta({ description: 'Left out: today.' }) })
  .meta({ id: 'ReportUnmet' });
export type Unmet = z.infer<typeof unmetSchema>;

const workSchema = z
  .object({
    kind: z.enum(['action', 'condition']),
    id: idSchema,
    conditionKind: z.enum(['if', 'until', 'else']).nullable(),
    words: text,
    owner: text,
    due: text.nullable().meta({ description: 'Due date of an action; the last day of a condition.' }),
    overdue: z.boolean(),
    state: text,
    decisionId: idSchema,
    caseId: idSchema,
    caseNumber: z.int(),
    boardId: idSchema,
    patient: patientOfCaseSchema,
    returnedCaseId: idSchema
      .nullable()
      .meta({ description: 'The case that an unmet or lapsed condition brought back.' }),
    offered: z.array(text).meta({ description: 'Transitions that you may take now.' }),
  })
  .meta({ id: 'OwedWork' });
export type OwedWork = z.infer<typeof workSchema>;
export const workListSchema = pageSchema(workSchema).meta({ id: 'OwedWorkList' });

export const workQuerySchema = pageQuerySchema.extend({
  boardId: idSchema.optional(),
  caseId: idSchema.optional(),
  kind: z.enum(['action', 'condition']).optional(),
});
export type WorkQuery = z.infer<typeof workQuerySchema>;

const followedDecisionSchema = z
  .object({
    decisionId: idSchema,
    caseId: idSchema,
    caseNumber: z.int(),
    caseState: text,
    boardId: idSchema,
    boardName: text,
    patient: patientOfCaseSchema,
    signedOn: text.meta({ description: 'Day of the signature, where the board meets.' }),
    kind: text,
    intent: text,
    protocol: text.nullable(),
    options: z.array(z.object({ words: z.object({ en: text, de: text }), lesions: z.array(text) })),
    openWork: z.int().meta({ description: 'Actions and conditions that nobody has reported on.' }),
    became: z
      .object({
        carriedOut: z.enum(['carried-out', 'partly', 'not']),
        date: text,
        reasons: z.array(text),
        treatmentGiven: text.nullable(),
        startedOn: text.nullable(),
        daysFromDecision: z.int().nullable(),
      })
      .nullable()
      .meta({ description: 'As reported last; null: nobody reported.' }),
    offered: z.array(text).meta({ description: 'Transitions of the case that you may take now.' }),
  })
  .meta({ id: 'FollowedDecision' });
export type FollowedDecision = z.infer<typeof followedDecisionSchema>;
export const followedDecisionListSchema = pageSchema(followedDecisionSchema).meta({ id: 'FollowedDecisionList' });

export const followedQuerySchema = pageQuerySchema.extend({
  boardId: idSchema.optional(),
  patientId: idSchema.optional().meta({ description: 'Every decision of this patient, of closed cases too.' }),
});
export type FollowedQuery = z.infer<typeof followedQuerySchema>;
