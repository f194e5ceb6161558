/** How the lesions of an evaluator stand at the last scan, as the page of a patient shows it: what the core says, and nothing beside. */
import { z } from 'zod';
import {
  findingStates,
  missedConditions,
  standingKinds,
  timepointPhases,
  uncountedReasons,
} from '../../../core/response/index.js';

const text = z.string();
const length = z.int().meta({ description: 'Micrometres.' });
const lengthOrNone = z.int().nullable().meta({ description: 'Micrometres; null where there is none.' });

const comparedWithSchema = z
  .object({
    size: length,
    timepoint: text.meta({ description: 'Key of the scan that showed it.' }),
    noise: z
      .number()
      .nullable()
      .meta({ description: 'The change in multiples of the SD of the measurement noise, signed.' }),
    beyondNoise: z.boolean(),
  })
  .meta({ id: 'ComparedWith' });

const lesionStandingSchema = z
  .object({
    lesion: text,
    kind: z.enum(standingKinds).meta({
      description:
        "'grew' and 'shrank' meet the rule of DR-A; '-short' lies beyond measurement noise and short of it; 'reported' is a word in place of a size.",
    }),
    reported: z.enum([...findingStates, 'no-row']).meta({ description: 'What was reported at this scan.' }),
    size: lengthOrNone,
    baseline: comparedWithSchema.nullable(),
    nadir: comparedWithSchema.nullable().meta({ description: 'The lowest size before this scan, baseline included.' }),
    normalNode: z.boolean().meta({
      description: 'A node under 10 mm: it counts as shrunk where it was larger at baseline, and cannot have grown.',
    }),
    missed: z
      .array(
        z.object({
          condition: z.enum(missedConditions),
          needed: z.number().nullable().meta({ description: 'Percent, or micrometres; null where it is neither.' }),
        }),
      )
      .meta({ description: 'The conditions of growth, or of shrinkage, that the change missed.' }),
    uncounted: z
      .enum(uncountedReasons)
      .nullable()
      .meta({ description: 'Why it is neither grower nor shrinker of a definition, whatever its sizes did.' }),
    progressedAt: text.nullable().meta({
      description: 'Key of the scan that last called it unequivocal progression, where no later word took that back.',
    }),
    oneMassWith: z.array(text),
    shrinksTo: lengthOrNone,
    growsFrom: lengthOrNone,
    bands: z
      .array(z.object({ timepoint: text, half: length }))
      .meta({ description: 'Half the width of the band of measurement noise around each size.' }),
  })
  .meta({ id: 'LesionStanding' });

const sumStandingSchema = z
  .object({
    baseline: lengthOrNone,
    nadir: z.object({ sum: length, timepoint: text }).nullable(),
    sum: lengthOrNone.meta({ description: 'Micrometres; null where a target has no size, or nothing was read.' }),
    measuredPart: lengthOrNone,
    responseTo: lengthOrNone.meta({ description: 'Up to this sum it would be PR.' }),
    progressionFrom: lengthOrNone.meta({ description: 'From this sum on it would be PD.' }),
  })
  .meta({ id: 'SumStanding' });

export const evaluatorStandingSchema = z
  .object({
    evaluator: text,
    timepoint: text.nullable().meta({ description: 'Key of the last scan whose place in time is known, held or not.' }),
    phase: z.enum(timepointPhases).nullable(),
    scans: z.int(),
    held: z.int().meta({ description: 'Scans that wait for the sender: they are in no sum and no verdict.' }),
    dissociation: z.enum(['met', 'not-met', 'not-assessable', 'held', 'no-follow-up']).meta({
      description: 'By DR-A and DR-B at that scan: not met only where both say so.',
    }),
    sum: sumStandingSchema,
    lesions: z.array(lesionStandingSchema),
  })
  .meta({ id: 'EvaluatorStanding' });
