/** What is typed as the outcome of a case. A draft may be incomplete: `missing-parts` says what a signature needs. */
import { z } from 'zod';

const day = z.iso.date();
const line = z.string().max(500);
const words = z.string().max(4_000);
const most = 50;

export const outcomeKinds = ['options-chosen', 'none-chosen', 'no-consensus', 'listed-under-standard'] as const;
export const outcomeIntents = ['curative', 'local-control', 'symptom-control', 'none-stated'] as const;
export const conditionKinds = ['if', 'until', 'else'] as const;

const chosenOptionSchema = z.strictObject({
  id: line
    .nullable()
    .default(null)
    .meta({ description: "Of an option of the case; null for one of the board's own, which `words` names." }),
  words: words.nullable().default(null),
  lesions: z.array(line).max(200).default([]).meta({ description: 'Labels of the lesions that it is meant for.' }),
});

export const outcomeContentSchema = z
  .strictObject({
    kind: z.enum(outcomeKinds).nullable().default(null),
    options: z.array(chosenOptionSchema).max(most).default([]),
    protocol: line.nullable().default(null).meta({ description: 'Name of the standard of care or protocol.' }),
    intent: z.enum(outcomeIntents).nullable().default(null),
    rationale: z.string().max(20_000).default(''),
    conditions: z
      .array(
        z.strictObject({
          kind: z.enum(conditionKinds),
          words,
          owner: line,
          expires: day.nullable().default(null).meta({ description: 'The last day on which it may be met.' }),
        }),
      )
      .max(most)
      .default([]),
    actions: z
      .array(z.strictObject({ words, owner: line, due: day.nullable().default(null) }))
      .max(most)
      .default([]),
    dissent: z
      .array(z.strictObject({ by: line.meta({ description: 'A name or a discipline.' }), words }))
      .max(most)
      .default([]),
    unknown: z.array(words).max(most).default([]).meta({ description: 'What was not known when it was decided.' }),
  })
  .meta({ id: 'OutcomeContent' });
export type OutcomeContent = z.infer<typeof outcomeContentSchema>;

/** What a case's outcome is before anything is typed. */
export const emptyOutcome: OutcomeContent = outcomeContentSchema.parse({});
