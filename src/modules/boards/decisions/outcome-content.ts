/** What is typed as the outcome of a case. A draft may be incomplete: `missing-parts` says what a signature needs. */
import { z } from 'zod';

const day = z.iso.date();
const line = z.string().max(500);
const words = z.string().max(4_000);
const most = 50;

const outcomeKinds = ['options-chosen', 'none-chosen', 'no-consensus', 'listed-under-standard'] as const;
const outcomeIntents = ['curative', 'local-control', 'symptom-control', 'none-stated'] as const;
const conditionKinds = ['if', 'until', 'else'] as const;

const parts = {
  kind: z.enum(outcomeKinds).nullable(),
  options: z
    .array(
      z.strictObject({
        id: line
          .nullable()
          .meta({ description: "Of an option of the case; null for one of the board's own, which `words` names." }),
        words: words.nullable(),
        lesions: z.array(line).max(200).meta({ description: 'Labels of the lesions that it is meant for.' }),
      }),
    )
    .max(most),
  protocol: line.nullable().meta({ description: 'Name of the standard of care or protocol.' }),
  intent: z.enum(outcomeIntents).nullable(),
  rationale: z.string().max(20_000),
  conditions: z
    .array(
      z.strictObject({
        kind: z.enum(conditionKinds),
        words,
        owner: line,
        expires: day.nullable().meta({ description: 'The last day on which it may be met.' }),
      }),
    )
    .max(most),
  actions: z.array(z.strictObject({ words, owner: line, due: day.nullable() })).max(most),
  dissent: z.array(z.strictObject({ by: line.meta({ description: 'A name or a discipline.' }), words })).max(most),
  unknown: z.array(words).max(most).meta({ description: 'What was not known when it was decided.' }),
} as const;

/** As it is shown: whole. */
export const shownContentSchema = z.object(parts).meta({ id: 'OutcomeContent' });
export type OutcomeContent = z.infer<typeof shownContentSchema>;

/** As it is sent: what is left out is empty. */
export const outcomeContentSchema = z
  .strictObject({
    kind: parts.kind.default(null),
    options: parts.options.default([]),
    protocol: parts.protocol.default(null),
    intent: parts.intent.default(null),
    rationale: parts.rationale.default(''),
    conditions: parts.conditions.default([]),
    actions: parts.actions.default([]),
    dissent: parts.dissent.default([]),
    unknown: parts.unknown.default([]),
  })
  .meta({ id: 'OutcomeWrite' });

/** What a case's outcome is before anything is typed. */
export const emptyOutcome: OutcomeContent = outcomeContentSchema.parse({});
