/** How little would alter the verdicts of a line's last scan, as the API answers it. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import { phraseSchema } from '../readers-language.js';

const text = z.string();
const share = z.number().min(0).max(1);

const flipSchema = z
  .object({
    verdict: text.meta({ description: 'RECIST-1.1, iRECIST, oligoprogression, or the id of a definition.' }),
    now: text,
    words: phraseSchema.nullable().meta({
      description:
        'The least change of one lesion that would alter it; null where none within the searched range does.',
    }),
  })
  .meta({ id: 'SmallestFlip' });

const targetChoiceSchema = z
  .object({
    choices: z.int().meta({ description: 'Admissible choices of target lesions under RECIST 1.1.' }),
    tried: z.int(),
    exact: z.boolean(),
    sameCategory: share.meta({ description: 'Share of the tried choices with the same RECIST category.' }),
    sameFlag: share.meta({ description: 'Share of the tried choices with the same answers of DR-A and DR-B.' }),
    error: z
      .number()
      .meta({ description: 'Half width of a 95 % interval of the shares; 0 where every choice was tried.' }),
  })
  .meta({ id: 'TargetChoice' });

export const robustnessSchema = z
  .object({
    id: idSchema,
    evaluators: z.array(
      z.object({
        evaluator: text,
        timepoint: text,
        tooLarge: z.boolean().meta({
          description:
            'True where the case has too many lesions for a search while somebody waits; the lists are then empty.',
        }),
        flips: z.array(flipSchema),
        targetChoice: targetChoiceSchema.nullable(),
        selectionFaults: z
          .array(phraseSchema)
          .meta({ description: 'What in the choice of targets departs from RECIST 1.1.' }),
      }),
    ),
  })
  .meta({ id: 'Robustness' });
export type RobustnessView = z.infer<typeof robustnessSchema>;
export type EvaluatorRobustness = RobustnessView['evaluators'][number];
