/** What stands beside the cases, as the API answers it: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { idSchema, pageQuerySchema, pageSchema } from '../../../platform/http/index.js';
import { lineStates, phraseSchema } from '../../triage/index.js';

/** What a row stands for, in the order in which they are listed. */
export const worklistKinds = ['failed', 'held', 'watch'] as const;
export type WorklistKind = (typeof worklistKinds)[number];

const text = z.string();

const worklistRowSchema = z
  .object({
    id: text.meta({ description: 'Names the row as long as it stands: its line, and its flag where it has one.' }),
    kind: z.enum(worklistKinds).meta({
      description:
        'failed: nothing could be computed of the line; held: scans of the line wait for their sender, and nothing else is open about it; watch: shown quietly, with the reason why it is no flag.',
    }),
    patient: z.object({ id: idSchema, synthetic: z.boolean() }).meta({
      description: 'Who it is, GET /api/patients/{id}/identity tells, and the audit keeps that it was asked.',
    }),
    treatmentLineId: idSchema,
    finding: z
      .object({
        id: idSchema,
        definition: text.meta({ description: 'The definition of dissociated response that is met.' }),
        holds: z.array(phraseSchema).meta({ description: 'Why a watch is held back.' }),
      })
      .nullable()
      .meta({ description: 'The watch that the row stands for.' }),
    reason: phraseSchema.nullable().meta({
      description: 'In one line: what grew, what shrank, between which dates.',
    }),
    lastScan: z
      .object({ from: text, to: text })
      .nullable()
      .meta({ description: 'Days between which the last scan was; null where only study days are known.' }),
    lineState: z.enum(lineStates),
    heldAssessments: z.int().min(0),
  })
  .meta({ id: 'WorklistRow' });
export type WorklistRow = z.infer<typeof worklistRowSchema>;

export const worklistPageSchema = pageSchema(worklistRowSchema).meta({ id: 'WorklistPage' });

export const worklistQuerySchema = pageQuerySchema.extend({
  kind: z.enum(worklistKinds).optional().meta({
    description:
      'Rows of this kind; left out, all: lines that failed, lines with held scans and nothing else, watches without an open question.',
  }),
});
export type WorklistQuery = z.infer<typeof worklistQuerySchema>;
