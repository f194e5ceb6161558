/**
 * The shape of the clinical rules, which are data (catalog/): checked against these schemas when the service starts.
 */
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id in lower-case words joined by hyphens');
const words = z.string().trim().min(1);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');

/** A statement over the closed list of facts, in three-valued logic. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly is: boolean }
  | { readonly fact: string; readonly atLeast?: number; readonly atMost?: number };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() => z.union([
  z.strictObject({ all: z.array(conditionSchema).min(1) }),
  z.strictObject({ any: z.array(conditionSchema).min(1) }),
  z.strictObject({ not: conditionSchema }),
  z.strictObject({ fact: id, is: z.boolean() }),
  z.strictObject({ fact: id, atLeast: z.int().optional(), atMost: z.int().optional() })
    .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, 'a number is compared by atLeast, atMost or both'),
]));

const conditional = z.strictObject({ words, when: conditionSchema.optional() });
const evidenceReference = z.strictObject({ id, when: conditionSchema.optional() });

export const populations = ['squamous', 'nasopharynx'] as const;
export type PopulationGroup = (typeof populations)[number];

const optionSchema = z.strictObject({
  id,
  words,
  /** Other words by which a patient's wish may name this option. */
  alsoCalled: z.array(words).optional(),
  /** Left out: always raised. */
  when: conditionSchema.optional(),
  speaksFor: z.array(conditional),
  blocks: z.array(conditional),
  /** Facts that someone who chooses this option would want to know, beside those its conditions ask for. */
  asks: z.array(id),
});

/** The option that every item carries (clinical-decisions.md 4). */
export const noLocalTherapy = 'no-local-therapy';

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^T\d+[a-z]?(-[A-Z]+)?$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a semantic version'),
  title: words,
  question: words,
  populations: z.array(z.enum(populations)).min(1),
  /** Which flag the item belongs to, if one of these definitions is flagged. */
  flags: z.array(z.string()),
  when: conditionSchema,
  /** Facts that may be unknown and the item is drafted all the same, marked; any other unknown fact makes the rule wait for it. */
  draftedWhileUnknown: z.array(id),
  whyNow: z.tuple([words, words]),
  options: z.array(optionSchema).min(2)
    .refine((options) => options.some((option) => option.id === noLocalTherapy), `every rule carries the option '${noLocalTherapy}'`)
    .refine((options) => new Set(options.map((option) => option.id)).size === options.length, 'each option once'),
  needs: z.strictObject({ hard: z.array(id).min(1), strong: z.array(id), context: z.array(id) }),
  cautions: z.array(conditional),
  level: words,
  evidence: z.array(evidenceReference).min(1),
  doesNotSay: z.array(conditional).min(1),
  author: words,
  reviewBy: date,
});
export type Rule = z.infer<typeof ruleSchema>;
export type RuleOption = z.infer<typeof optionSchema>;
export type ConditionalWords = z.infer<typeof conditional>;

/** Certainty marks of the clinical reference, kept with every statement. */
export const certaintyMarks = ['V', 'V cite', 'V exists', 'V2', 'K', 'K?', 'D', 'P', 'GAP'] as const;

export const evidenceSchema = z.strictObject({
  id,
  topic: words,
  finding: words,
  source: words,
  doi: z.string().regex(/^10\.\d{4,}\/\S+$/).nullable(),
  /** Oxford Centre for Evidence-Based Medicine level, as the reference gives it. */
  level: words,
  population: words,
  marks: z.array(z.strictObject({ mark: z.enum(certaintyMarks), of: words })).min(1),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const factKinds = ['truth', 'number', 'stated'] as const;

export const factRegisterSchema = z.strictObject({
  id,
  kind: z.enum(factKinds),
  /** What is not known while the fact is unknown; completes 'Unknown: ...'. */
  words,
  whoCouldAnswer: words,
});
export type FactDescription = z.infer<typeof factRegisterSchema>;

export const ruleSetSchema = z.strictObject({ version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a semantic version') });
