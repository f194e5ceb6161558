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

const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ fact: id, is: z.boolean() }),
    z
      .strictObject({ fact: id, atLeast: z.int().optional(), atMost: z.int().optional() })
      .refine(
        ({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined,
        'a number is compared by atLeast, atMost or both',
      ),
  ]),
);

/** `id` names the text; where several rules say the same, they say it under the same id. */
const conditional = z.strictObject({ id, words, when: conditionSchema.optional() });
const evidenceReference = z.strictObject({ id, when: conditionSchema.optional() });

const populations = ['squamous', 'nasopharynx'] as const;
export type PopulationGroup = (typeof populations)[number];

/**
 * 'unknown': the rule is not bound to a site and is read while the population is not known, too. 'outside': it rests on no study of a
 * population at all and is read for every patient, since what a report says does not wait for a diagnosis.
 */
const rulePopulations = [...populations, 'unknown', 'outside'] as const;

/** What an option is, as far as the statements about single lesions depend on it. */
const optionKinds = [
  'no-local-therapy',
  'observation',
  'imaging',
  'biopsy',
  'surgery',
  'radiotherapy',
  're-irradiation',
  'ablation',
  'systemic',
  'supportive',
  'organisation',
] as const;
export type OptionKind = (typeof optionKinds)[number];

/** Kinds after which a lesion counts as treated locally. */
export const treatingKinds: ReadonlySet<OptionKind> = new Set([
  'surgery',
  'radiotherapy',
  're-irradiation',
  'ablation',
]);

/** Which lesions an option is about; each name has a reading in `matrix.ts`. */
const lesionSelections = [
  'none',
  'growing',
  'growing-in-neck',
  'growing-outside-neck',
  'growing-in-ablation-organ',
  'new',
  'new-in-ablation-organ',
  'residual',
  'remaining',
  'at-issue',
  'progressing-in-field',
  'regrown',
  'neural',
] as const;
export type LesionSelection = (typeof lesionSelections)[number];

const optionSchema = z.strictObject({
  id,
  kind: z.enum(optionKinds),
  lesions: z.enum(lesionSelections),
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

/** The option that every item carries (docs/clinical-basis.md#discussion-items). */
export const noLocalTherapy = 'no-local-therapy';

/**
 * What a study or an item asks. Local control of the growing lesion, an abscopal effect and survival are named by the decisions; the
 * others are what the rules ask beside them [P]. No study read here asks about a confirming scan or a conversion.
 */
export const evidenceQuestions = [
  'local-control-of-growth',
  'local-control-of-all-sites',
  'abscopal-effect',
  'survival-under-systemic-treatment',
  'treatment-beyond-progression',
  'salvage-surgery',
  're-irradiation',
  'radiotherapy-of-recurrence',
  'locoregional-treatment-after-response',
  'conversion',
  'confirming-scan',
  'pace-of-growth',
  'early-palliative-care',
] as const;
/** Before progression on a checkpoint inhibitor, or at it and after it. */
export const inhibitorMoments = ['before-progression', 'at-or-after-progression'] as const;

/** What an item is about, as far as the distance of its evidence depends on it; the rest is read from the patient. */
const itemSubjectSchema = z.strictObject({
  question: z.array(z.enum(evidenceQuestions)).min(1),
  /** 'few-progressing': one to five lesions progress while the rest does not, which only a study of such patients is about. */
  extent: z.enum(['few-progressing', 'as-the-patient']),
  /** Where the patient is given a checkpoint inhibitor: whether the item is about progression on it. */
  inhibitor: z.enum([...inhibitorMoments, 'any']),
});
export type ItemSubject = z.infer<typeof itemSubjectSchema>;

export const ruleSchema = z
  .strictObject({
    id: z.string().regex(/^T\d+[a-z]?(-[A-Z]+)?$/),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a semantic version'),
    title: words,
    question: words,
    populations: z.array(z.enum(rulePopulations)).min(1),
    /** Which flag the item belongs to, if one of these definitions is flagged. */
    flags: z.array(z.string()),
    /** Its place in the order in which a case is read, the smallest first; each place once. It carries no preference. */
    leads: z.int().min(1),
    /** Asked of every rule that cites evidence. */
    about: itemSubjectSchema.optional(),
    /** A person may park the case until the window ends that the question names; then it comes back. */
    parks: z.literal(true).optional(),
    /** While its question stands, the case is never parked. */
    neverParked: z.literal(true).optional(),
    /** What is reported stands above all questions of a case; its own question leads only where it is alone. */
    urgent: z.literal(true).optional(),
    /** It asks about the case as a whole, and so about every finding in it. */
    ofTheCase: z.literal(true).optional(),
    when: conditionSchema,
    /** Facts that may be unknown and the item is drafted all the same, marked; any other unknown fact makes the rule wait for it. */
    draftedWhileUnknown: z.array(id),
    whyNow: z.tuple([words, words]),
    options: z
      .array(optionSchema)
      .min(2)
      .refine(
        (options) => options.some((option) => option.id === noLocalTherapy),
        `every rule carries the option '${noLocalTherapy}'`,
      )
      .refine((options) => new Set(options.map((option) => option.id)).size === options.length, 'each option once'),
    needs: z.strictObject({ hard: z.array(id).min(1), strong: z.array(id), context: z.array(id) }),
    cautions: z.array(conditional),
    /** Oxford Centre for Evidence-Based Medicine level; '-' where no evidence applies. */
    level: words,
    /** The same in the terms of ESMO (level of evidence, grade), shown on demand. */
    esmo: words,
    evidence: z.array(evidenceReference),
    /** Why no study is cited, where none is. */
    withoutEvidence: words.optional(),
    doesNotSay: z.array(conditional).min(1),
    author: words,
    reviewBy: date,
  })
  .refine(({ evidence, withoutEvidence }) => evidence.length > 0 !== (withoutEvidence !== undefined), {
    path: ['evidence'],
    message: "evidence, or 'withoutEvidence' saying why none is cited; one of both",
  })
  .refine(({ evidence, about }) => evidence.length === 0 || about !== undefined, {
    path: ['about'],
    message: 'a rule that cites evidence says what it is about: question, extent and inhibitor',
  });
export type Rule = z.infer<typeof ruleSchema>;
export type RuleOption = z.infer<typeof optionSchema>;
export type ConditionalWords = z.infer<typeof conditional>;

/** Certainty marks of the clinical reference, kept with every statement. */
const certaintyMarks = ['V', 'V cite', 'V exists', 'V2', 'K', 'K?', 'D', 'P', 'GAP'] as const;

export const studiedTumours = ['squamous', 'nasopharynx', 'head-and-neck', 'other'] as const;
export const studiedDrugs = [
  'checkpoint-inhibitor',
  'checkpoint-inhibitor-with-chemotherapy',
  'chemotherapy',
  'any',
  'none',
] as const;
const studiedLines = ['first', 'later', 'any', 'not-stated'] as const;
export const studiedExtents = [
  'locoregional-recurrence',
  'metastatic',
  'de-novo-metastatic',
  'oligometastatic',
  'few-progressing',
  'not-stated',
] as const;
export const studyDesigns = [
  'randomised',
  'single-arm',
  'retrospective',
  'post-hoc',
  'pooled',
  'case-series',
  'consensus',
  'guideline',
] as const;
const notStated = z.literal('not-stated');

export const evidenceSchema = z.strictObject({
  id,
  topic: words,
  finding: words,
  source: words,
  doi: z
    .string()
    .regex(/^10\.\d{4,}\/\S+$/)
    .nullable(),
  /** Oxford Centre for Evidence-Based Medicine level, as the reference gives it. */
  level: words,
  /** ESMO level of evidence I to V, read from the design of the study [P]. */
  esmo: z
    .string()
    .regex(/^((I|II|III|IV|V)(-(II|III|IV|V))?|not given)$/, "a level of ESMO, I to V, or two of them, or 'not given'"),
  population: words,
  /**
   * Whom it was shown in and what it asked, for the distance from a patient on six axes: tumour; site with HPV / EBV; extent; line
   * with drug and failure of a checkpoint inhibitor; question; design. 'not-stated': what was read does not say it.
   */
  studied: z.strictObject({
    tumours: z.array(z.enum(studiedTumours)).min(1),
    sites: z.union([z.array(id).min(1), notStated]),
    virus: z.union([z.enum(['positive', 'negative', 'both']), notStated]),
    extents: z.array(z.enum(studiedExtents)).min(1),
    drug: z.enum(studiedDrugs),
    lines: z.enum(studiedLines),
    inhibitor: z.union([z.enum(inhibitorMoments), notStated]),
    question: z.enum(evidenceQuestions),
    design: z.enum(studyDesigns),
    selected: z.boolean(),
  }),
  marks: z.array(z.strictObject({ mark: z.enum(certaintyMarks), of: words })).min(1),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** Whether a level of ESMO is one of its numerals: 'not given' is a word. */
export const isEsmoLevel = (esmo: string): boolean => /^[IV]/.test(esmo);

const factKinds = ['truth', 'number', 'stated'] as const;

export const factRegisterSchema = z.strictObject({
  id,
  kind: z.enum(factKinds),
  /** What is not known while the fact is unknown; completes 'Unknown: ...'. */
  words,
  whoCouldAnswer: words,
  /** Who could supply it, each by itself: the headings of the list of questions to ask. */
  suppliers: z.array(words).min(1),
  /** Days before the last scan for which a statement counts as current [P]; null = it does not grow old. */
  freshForDays: z.int().min(1).nullable(),
  /** True where the answer may raise, hold back or withdraw a flag. */
  mayChangeFlag: z.boolean(),
});
export type FactDescription = z.infer<typeof factRegisterSchema>;

/** Facts of a single lesion that the cells of a matrix are filled from; each has a reading in `lesion-facts.ts`. */
const lesionFactNames = ['treatable', 'prior-field', 'accessible', 'tissue', 'ablation-organ', 'measured-now'] as const;
export type LesionFactName = (typeof lesionFactNames)[number];

/** One statement about one lesion under options of these kinds: what each answer says. */
export const lesionStatementSchema = z
  .strictObject({
    id,
    fact: z.enum(lesionFactNames),
    kinds: z.array(z.enum(optionKinds)).min(1),
    whenTrue: z.strictObject({ side: z.enum(['speaksFor', 'blocks']), words }).optional(),
    whenFalse: z.strictObject({ side: z.enum(['speaksFor', 'blocks']), words }).optional(),
    whenUnknown: words.optional(),
  })
  .refine(
    ({ whenTrue, whenFalse, whenUnknown }) => whenTrue ?? whenFalse ?? whenUnknown,
    'a statement says something for at least one answer',
  );
export type LesionStatement = z.infer<typeof lesionStatementSchema>;

/** What no rule may raise, with the words that would give it away. */
export const neverSuggestedSchema = z.strictObject({
  id,
  words,
  because: words,
  evidence: z.array(id),
  /** Parts of words, in any case, that no title, question or option may hold. */
  terms: z.array(words).min(1),
});
export type NeverSuggested = z.infer<typeof neverSuggestedSchema>;

export const ruleSetSchema = z.strictObject({ version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a semantic version') });
