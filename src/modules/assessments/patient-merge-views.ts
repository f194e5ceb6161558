import { z } from 'zod';
import { idSchema } from '../../platform/http/index.js';

const instant = z.iso.datetime({ offset: true });
const numberSchema = z
  .object({ id: idSchema, issuer: z.string(), patientId: z.string() })
  .meta({ id: 'PatientNumber' });

export const patientMergeSchema = z
  .object({
    id: idSchema,
    survivor: numberSchema.meta({ description: 'Where what comes under the merged number is recorded.' }),
    merged: numberSchema,
    mergedAt: instant,
    mergedBy: z.string(),
    undoneAt: instant.nullable(),
    undoneBy: z.string().nullable(),
    arrived: z.array(idSchema).meta({
      description:
        'Assessments that came under the merged number meanwhile. They stay with the survivor when the merge is undone.',
    }),
  })
  .meta({ id: 'PatientMerge' });
export type PatientMergeView = z.infer<typeof patientMergeSchema>;

export const patientMergesSchema = z.object({ items: z.array(patientMergeSchema) }).meta({ id: 'PatientMerges' });

/** How another number of the patient stands to this one. */
const numberStandings = ['leads-here', 'leads-away', 'came-while-merged'] as const;

export const otherNumbersSchema = z
  .object({
    items: z.array(
      z.object({
        patientId: idSchema.meta({ description: 'The patient of the other number, as this service counts.' }),
        standing: z.enum(numberStandings).meta({
          description:
            "'leads-here': what comes under it is recorded here; 'leads-away': what comes under this number is recorded there; 'came-while-merged': a merge was undone, and what came meanwhile still stands here.",
        }),
        assessments: z
          .number()
          .int()
          .meta({ description: 'Current assessments under the other number, or of it that still stand here.' }),
        isSeen: z.boolean().meta({ description: 'Whether one may open the other patient.' }),
        mergeId: idSchema.nullable().meta({ description: 'The merge in force.' }),
      }),
    ),
  })
  .meta({ id: 'OtherNumbers' });
export type OtherNumbers = z.infer<typeof otherNumbersSchema>;
