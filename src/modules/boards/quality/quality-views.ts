/** What the routes of scores and of the standard-of-care list take and answer. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import { patientOfCaseSchema } from '../cases/case-views.js';
import { scale, type ScoredDomain, scoredDomains } from './mode-lite.js';

const text = z.string();
const instant = z.iso.datetime({ offset: true });

const score = z
  .int()
  .min(scale.least)
  .max(scale.most)
  .nullable()
  .default(null)
  .meta({ description: 'Null: not scored.' });
const scoresSchema = z.strictObject(
  Object.fromEntries(scoredDomains.map((domain) => [domain, score])) as Record<ScoredDomain, typeof score>,
);

export const scoreWriteSchema = z
  .strictObject({ scores: scoresSchema, words: z.string().trim().min(1).max(4_000).optional() })
  .meta({ id: 'DiscussionScoreWrite' });
export type ScoreWrite = z.infer<typeof scoreWriteSchema>;

export const discussionScoresSchema = z
  .object({
    used: z.boolean().meta({ description: 'Whether the board scores its discussions.' }),
    mayScore: z.boolean().meta({ description: 'Whether you may score this one.' }),
    meetingId: idSchema.nullable().meta({ description: 'At which the case was discussed last.' }),
    domains: z.array(z.enum(scoredDomains)),
    scale: z.object({
      least: z.int(),
      most: z.int(),
      checked: z.boolean().meta({ description: 'False: its ends were not checked against the source.' }),
    }),
    items: z.array(
      z.object({ by: text, mine: z.boolean(), at: instant, scores: scoresSchema, words: text.nullable() }),
    ),
  })
  .meta({ id: 'DiscussionScores' });
export type ShownScores = z.infer<typeof discussionScoresSchema>;

const day = z.iso.date();
const mostDays = 400;

export const standardOfCareQuerySchema = z
  .strictObject({
    from: day,
    until: day.meta({ description: 'The last day.' }),
    sample: z.coerce.number().int().min(1).max(500).default(10).meta({ description: 'How many cases are drawn.' }),
  })
  .refine(({ from, until }) => from <= until && Date.parse(until) - Date.parse(from) <= mostDays * 86_400_000, {
    path: ['until'],
    error: 'This is no period that can be listed',
    params: { code: 'out-of-range', expected: `from the first day to at most ${mostDays} days later` },
  });
export type StandardOfCareQuery = z.infer<typeof standardOfCareQuerySchema>;

const listedUnderStandardSchema = z.object({
  caseId: idSchema,
  number: z.int(),
  state: text,
  patient: patientOfCaseSchema,
  protocol: text,
  listedOn: text.meta({ description: 'Day, where the board meets.' }),
  listedBy: text.nullable(),
  signedOn: text.nullable().meta({ description: 'Null: no chair has signed it yet.' }),
  signedBy: text.nullable(),
  inSample: z.boolean(),
});

export const standardOfCareSchema = z
  .object({
    boardName: text,
    sample: z.object({
      size: z.int().meta({ description: 'How many were drawn: fewer than asked for where there are fewer.' }),
      of: z.int(),
      seed: text.meta({ description: 'From which it is drawn; docs/clinical-basis.md says how.' }),
    }),
    items: z.array(listedUnderStandardSchema),
  })
  .meta({ id: 'StandardOfCareList' });
export type ShownStandardOfCare = z.infer<typeof standardOfCareSchema>;
