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
