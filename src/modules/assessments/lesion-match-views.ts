/** Lesions under two names as the API answers them: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { type EvaluatorMatching, matchReasonKinds, sides } from '../../core/record/index.js';
import { findingStates, lesionRoles, organs } from '../../core/response/index.js';
import { idSchema } from '../../platform/http/index.js';

const instant = z.iso.datetime({ offset: true });
const label = z.string().trim().min(1).max(60);
const micrometres = z.int().min(0);

const matchableLesionSchema = z
  .object({
    label: z.string().meta({ description: 'As sent.' }),
    readAs: z
      .string()
      .nullable()
      .meta({ description: 'The lesion that it is read as by a match in force; null where it stands for itself.' }),
    role: z.enum(lesionRoles),
    organ: z.enum(organs).nullable(),
    site: z.string().nullable(),
    node: z.boolean().meta({ description: 'Judged by its short axis.' }),
    readings: z.array(
      z.object({
        timepoint: z.string(),
        date: z.object({ from: z.string(), to: z.string() }).nullable(),
        studyDay: z.int().nullable(),
        state: z.enum(findingStates),
        micrometres: micrometres.nullable(),
      }),
    ),
  })
  .meta({ id: 'MatchableLesion' });

/** Which fields a reason has follows from its kind; core/record says so. */
const matchReasonSchema = z
  .object({
    kind: z.enum(matchReasonKinds),
    organ: z.enum(organs).optional(),
    side: z.enum(sides).optional(),
    part: z.string().optional(),
    words: z.array(z.string()).optional(),
    role: z.enum(lesionRoles).optional(),
    before: z.union([micrometres, z.enum(lesionRoles)]).optional(),
    later: z.union([micrometres, z.enum(lesionRoles)]).optional(),
    scans: z.int().optional(),
    days: z.int().optional(),
  })
  .meta({ id: 'MatchReason' });

const matchProposalSchema = z
  .object({
    before: z.string(),
    later: z.string(),
    speaksFor: z.array(matchReasonSchema),
    speaksAgainst: z.array(matchReasonSchema),
    unknown: z.array(matchReasonSchema),
    otherBefore: z
      .array(z.string())
      .meta({ description: 'Other lesions that may be the later one too; none is preferred.' }),
    otherLater: z
      .array(z.string())
      .meta({ description: 'Other later ones that may be the one before; they cannot both be.' }),
  })
  .meta({ id: 'MatchProposal' });

const lesionMatchSchema = z
  .object({
    id: idSchema,
    evaluator: z.string(),
    label: z.string().meta({ description: 'As sent.' }),
    readAs: z.string(),
    confirmedAt: instant,
    confirmedBy: z.string(),
    undoneAt: instant.nullable(),
    undoneBy: z.string().nullable(),
  })
  .meta({ id: 'LesionMatch' });
export type LesionMatchView = z.infer<typeof lesionMatchSchema>;

const version = z.int().min(0).meta({ description: 'Goes up with every match and every undoing of one.' });

export const lesionMatchingSchema = z
  .object({
    version,
    evaluators: z.array(
      z.object({
        evaluator: z.string(),
        before: z.array(matchableLesionSchema).meta({
          description: 'Missing at a scan that has a label which was not there before, or matched already.',
        }),
        later: z.array(matchableLesionSchema).meta({ description: 'With such a label, or matched already.' }),
        proposals: z
          .array(matchProposalSchema)
          .meta({ description: 'In the order of the labels, which carries no preference. None is applied by itself.' }),
      }),
    ),
    matches: z.array(lesionMatchSchema).meta({ description: 'The latest first, undone ones among them.' }),
  })
  .meta({ id: 'LesionMatching' });
export type LesionMatchingView = Omit<z.infer<typeof lesionMatchingSchema>, 'evaluators'> & {
  readonly evaluators: readonly EvaluatorMatching[];
};

export const newLesionMatchSchema = z
  .strictObject({
    evaluator: z.string().trim().min(1).max(120),
    label: label.meta({ description: 'As sent, at the later scan.' }),
    readAs: label.meta({ description: 'Label of the lesion that it is, seen before.' }),
    version: version.meta({ description: 'Of the matching on which a person decided; another one by now is told.' }),
  })
  .meta({ id: 'NewLesionMatch' });
export type NewLesionMatch = z.infer<typeof newLesionMatchSchema>;

export const lesionMatchUndoingSchema = z.strictObject({ version }).meta({ id: 'LesionMatchUndoing' });
export type LesionMatchUndoing = z.infer<typeof lesionMatchUndoingSchema>;
