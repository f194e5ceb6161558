/** A patient's case as one page shows it: one schema is the answer's type and its description. Who the patient is stays out of it. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import type { Phrase } from '../../../core/discussion/index.js';
import { factStates } from '../../../core/record/index.js';
import { modalities } from '../../../core/response/index.js';
import { itemStates } from './item-states.js';
import { phraseSchema } from '../readers-language.js';
import { lineStates, windowEndsSchema } from '../triage-views.js';
import { evaluatorStandingSchema } from './standing-views.js';

const text = z.string();
const names = z.array(text);
const phrases = z.array(phraseSchema);
const instant = z.iso.datetime({ offset: true });
const asComputed = z.record(z.string(), z.unknown());

/** What is answered is made of values that nobody changes. */
export type Shown<Value> = Value extends Phrase
  ? Value
  : Value extends readonly (infer Element)[]
    ? readonly Shown<Element>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Shown<Value[Key]> }
      : Value;

const caseFactSchema = z
  .object({
    name: text,
    state: z.enum(factStates),
    value: z.unknown().optional(),
    date: text.nullable(),
  })
  .meta({ id: 'CaseFact' });

const caseFlagSchema = z
  .object({
    id: idSchema,
    definition: text,
    tier: z.enum(['flag', 'watch']),
    state: z.enum(['open', 'ended', 'withdrawn']),
    reason: phraseSchema,
    course: text.nullable(),
    holds: phrases.meta({ description: 'Why a watch is held back, in words.' }),
    evaluatorsFor: names,
    evaluatorsAgainst: names,
  })
  .meta({ id: 'CaseFlag' });

const size = z.int().nullable().meta({ description: 'Micrometres; null where it is not known.' });
const probability = z.number().min(0).max(1);

const flagOfItemSchema = z
  .object({
    definition: text,
    episode: text,
    reason: phraseSchema,
    course: text.nullable(),
    evaluatorsFor: names,
    evaluatorsAgainst: names,
    measurementConfidence: probability.nullable().meta({
      description:
        'How sure it is that the changes exceed measurement error; never a risk. Null where it has no closed form.',
    }),
    met: names.meta({ description: 'Definitions by id at the last scan; those for study only are left out.' }),
    notMet: names,
    notAssessable: names,
  })
  .meta({ id: 'FlagOfItem' });

const optionMatrixSchema = z
  .object({
    lesions: z.array(
      z.object({
        lesion: text,
        words: phraseSchema,
        baseline: size,
        now: size,
        course: z.enum(['growing', 'taking-up-more', 'new', 'not-growing', 'not-known', 'treated']),
      }),
    ),
    cells: z
      .array(z.object({ lesion: text, option: text, speaksFor: phrases, blocks: phrases, unknown: phrases }))
      .meta({
        description:
          'One lesion under one option that is about it; where an option is not about a lesion there is no cell.',
      }),
    residual: z
      .array(z.object({ option: text, lesions: names, words: phraseSchema }))
      .meta({ description: 'What stays untreated if the option is carried out on its lesions and nothing else.' }),
  })
  .meta({ id: 'OptionMatrix' });

export const answerSchema = z
  .object({
    fact: text.meta({ description: 'Name of the fact to state: GET /api/fact-definitions.' }),
    lesions: names.meta({
      description: 'Labels of the lesions it is asked of; empty where it is no fact of a lesion.',
    }),
    completes: z.boolean().meta({
      description: 'Whether it completes what was stated of that fact already, rather than taking its place.',
    }),
  })
  .meta({ id: 'Answer' });
const answer = answerSchema
  .nullable()
  .meta({ description: 'The fact by which a person answers it; null where only a measurement or the sender can.' });

const unknownSchema = z
  .object({
    fact: text,
    words: phraseSchema,
    whoCouldAnswer: phraseSchema,
    need: z.enum(['hard', 'strong', 'context']),
    decidesTheItem: z.boolean(),
    couldChange: z.array(z.enum(['flag', 'item', 'option'])),
    suppliers: phrases,
    freshForDays: z.int().nullable().meta({
      description: 'Days before a scan for which an answer counts as current; null where it does not grow old.',
    }),
    answer,
  })
  .meta({ id: 'ItemUnknown' });

const citedEvidenceSchema = z
  .object({
    id: text,
    finding: phraseSchema,
    source: text,
    doi: text.nullable(),
    level: phraseSchema,
    esmo: z.union([phraseSchema, text]),
    population: phraseSchema,
    distance: z
      .enum(['direct', 'indirect', 'not-known'])
      .meta({ description: 'How far its patients are from this one.' }),
    differs: phrases,
  })
  .meta({ id: 'CitedEvidence' });

const caseItemSchema = z
  .object({
    id: idSchema,
    version: z.int(),
    rule: text,
    ruleVersion: text,
    state: z.enum(itemStates),
    stateReason: text.nullable(),
    stateChangedBy: text.nullable().meta({ description: 'Null where the service itself did it.' }),
    stateChangedAt: instant.nullable(),
    predecessorId: idSchema.nullable().meta({ description: 'The item on earlier evidence whose place it took.' }),
    createdAt: instant,
    standing: z
      .enum(['met', 'open'])
      .meta({ description: "'open': facts that decide it are unknown, and every option says so." }),
    title: phraseSchema,
    question: phraseSchema,
    windowEnds: windowEndsSchema,
    parks: z.boolean().meta({
      description:
        'Whether a person may park the case until that window ends; never while a question about brain or spine is open.',
    }),
    urgent: z.boolean().meta({
      description: 'Asks about what is reported, which stands above all questions: it leads only where it is alone.',
    }),
    whyNow: phrases,
    flag: flagOfItemSchema.nullable(),
    attribution: z.enum(['checkpoint-inhibitor', 'unknown']),
    options: z
      .array(z.object({ id: text, words: phraseSchema, speaksFor: phrases, blocks: phrases, unknown: phrases }))
      .meta({ description: 'In the order of the catalogue, which carries no preference.' }),
    matrix: optionMatrixSchema,
    unknowns: z
      .array(unknownSchema)
      .meta({ description: 'Those that could change the flag or the question first, then an option, then the rest.' }),
    outOfDate: z.array(
      z.object({
        fact: text,
        words: phraseSchema,
        whoCouldAnswer: phraseSchema,
        suppliers: phrases,
        date: text,
        freshForDays: z.int(),
        answer,
      }),
    ),
    contradictions: z.array(z.object({ fact: text, lesion: text.nullable(), words: phraseSchema })),
    cautions: phrases,
    limits: phrases,
    level: phraseSchema.meta({ description: 'In the terms of OCEBM.' }),
    esmo: phraseSchema,
    evidence: z.array(citedEvidenceSchema),
    withoutEvidence: phraseSchema.nullable().meta({ description: 'Why no study is cited, where none is.' }),
  })
  .meta({ id: 'CaseItem' });

const lesionReadingSchema = z
  .object({
    evaluator: text,
    lesion: text,
    reader: text.nullable(),
    modality: z.enum(modalities).nullable(),
    examined: z
      .object({ from: text, to: text })
      .nullable()
      .meta({ description: "The lesion's own exam, else the scan's." }),
    confidence: z.object({ grow: probability, shrink: probability, neither: probability }).nullable().meta({
      description:
        'Measurement confidence against the thresholds of DR-A, never a risk; null for new lesions and where sizes cannot be compared.',
    }),
    noiseEstablished: z
      .boolean()
      .meta({ description: 'False for mucosal primaries and MR: the data behind the noise are mostly lung on CT.' }),
  })
  .meta({ id: 'LesionReading' });

const caseLineSchema = z
  .object({
    id: idSchema,
    implied: z.boolean(),
    state: z.enum(lineStates),
    treatment: asComputed.meta({ description: 'Drugs, start, last dose and setting, as facts state them.' }),
    lesionFacts: z
      .record(z.string(), asComputed)
      .meta({ description: 'By label: prior field, local treatments, second primary.' }),
    clinicalEvaluator: text.nullable(),
    classifiedAt: instant.nullable(),
    engineVersion: text.nullable(),
    ruleSetVersion: text.nullable(),
    inputHash: text.nullable(),
    evaluators: z.array(asComputed).meta({
      description:
        'Verdicts and lesions of each evaluator; lengths in micrometres. The steps of the verdicts: GET /api/patients/{id}/classifications.',
    }),
    population: phraseSchema
      .nullable()
      .meta({ description: 'Why the rules for discussion items do not cover this line; null where they do.' }),
    waiting: z
      .array(z.object({ title: phraseSchema, waitsFor: phrases }))
      .meta({ description: 'Questions that cannot be settled before a fact arrives.' }),
    parking: z
      .object({
        until: text,
        by: text,
        confirmedOn: text.nullable(),
        timepoint: text.meta({ description: 'The scan it follows; a later one ends it.' }),
        ended: z.boolean().meta({ description: 'True once the window has ended without anything new.' }),
      })
      .nullable()
      .meta({ description: 'Until when the case waits for a confirming scan, as a named clinician confirmed.' }),
    readings: z
      .array(lesionReadingSchema)
      .meta({ description: 'How each lesion was read at the last scan of each evaluator.' }),
    standings: z
      .array(evaluatorStandingSchema)
      .meta({ description: 'How every lesion and the sum stand at the last scan of each evaluator, held or not.' }),
    chase: phraseSchema.meta({
      description: 'What is missing for the open questions, by who could answer, as text to copy; it names no patient.',
    }),
    queries: z
      .array(z.object({ words: phraseSchema, answer }))
      .meta({ description: 'What the sender is asked, and the fact by which a person may answer it here.' }),
    nothingAsked: phrases.meta({
      description: 'Why nothing is asked about what was found, held back or could not be assessed, line by line.',
    }),
    lesionNotes: z.record(z.string(), phrases).meta({
      description:
        'By label: tissue, local treatments with technique and pathology, appearance, conditions and stability of the spine, as stated.',
    }),
    radiotherapy: phrases.meta({
      description:
        'Courses of prior radiotherapy with the lesions in their fields, the interval to the last scan and the MIRI class.',
    }),
    flags: z.array(caseFlagSchema),
    items: z.array(caseItemSchema),
    held: z.array(z.object({ id: idSchema, timepoint: text.nullable(), evaluator: text.nullable(), reasons: phrases })),
  })
  .meta({ id: 'CaseLine' });

export const caseSchema = z
  .object({
    id: idSchema,
    synthetic: z.boolean(),
    facts: z
      .array(caseFactSchema)
      .meta({ description: 'Current facts of the patient and of the lines; those of lesions stand with their line.' }),
    reports: z.array(z.object({ what: text, report: text, date: text.nullable() })).meta({
      description:
        'Reported findings that no named clinician has acknowledged. Only what was reported to this system is here.',
    }),
    lines: z.array(caseLineSchema).meta({ description: 'The newest line first.' }),
  })
  .meta({ id: 'Case' });
export type CaseView = Shown<z.infer<typeof caseSchema>>;
export type CaseLineView = CaseView['lines'][number];

export const identitySchema = z.object({ issuer: text, patientId: text }).meta({ id: 'PatientIdentity' });
export type IdentityView = z.infer<typeof identitySchema>;
