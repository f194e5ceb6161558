/** The one reading of a case as the API answers it: what stands on its first screen, and the merged lists behind it. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import { answerSchema, phraseSchema, type Shown } from '../../triage/index.js';

const text = z.string();
const names = z.array(text);
const phrases = z.array(phraseSchema);
const answer = answerSchema
  .nullable()
  .meta({ description: 'The fact by which a person answers it; null where only a measurement or the sender can.' });

const screenSchema = z
  .object({
    caseLine: z.array(
      z.object({
        field: text,
        words: phraseSchema,
        known: z.boolean(),
        fact: text.nullable().meta({ description: 'The fact whose statement fills or renews it.' }),
      }),
    ),
    reported: phrases.meta({ description: 'What is reported and not acknowledged; it stands above all questions.' }),
    question: phraseSchema.nullable(),
    withoutQuestion: phraseSchema.nullable().meta({ description: 'What was found, where nothing is asked.' }),
    proposal: phraseSchema.nullable().meta({ description: "The treating clinician's own." }),
    whyNow: phrases,
    lesions: z.array(
      z.object({
        lesion: text,
        kind: text,
        words: phraseSchema,
        baseline: phraseSchema,
        previousNadir: phraseSchema,
        now: phraseSchema,
        againstBaseline: phraseSchema,
        againstNadir: phraseSchema,
        note: phraseSchema.nullable(),
      }),
    ),
    options: z
      .array(
        z.object({
          id: text,
          words: phraseSchema,
          for: phrases,
          against: phrases,
          notKnown: phrases,
          more: z.int().meta({ description: 'Reasons that stand behind the screen; no reason against is among them.' }),
          moreWords: phraseSchema.nullable(),
        }),
      )
      .meta({ description: 'In no order that shows a preference.' }),
    unknowns: z.array(z.object({ words: phraseSchema, lesions: names, answer })),
    moreUnknowns: phraseSchema.nullable(),
  })
  .meta({ id: 'FirstScreen' });

const mergedText = z.object({ words: phraseSchema, rules: names });
const reason = mergedText.extend({
  lesions: z.array(z.object({ lesion: text, rules: names })),
  ofTheOption: names.meta({ description: 'The rules that say it of the option as a whole.' }),
});
const level = z.union([phraseSchema, text]);

const mergedSchema = z
  .object({
    order: z.object({ questions: phraseSchema, options: phraseSchema, unknowns: phraseSchema }),
    questions: z.array(
      z.object({
        itemId: idSchema.nullable(),
        rule: text,
        standing: z.enum(['met', 'open']),
        title: phraseSchema,
        question: phraseSchema,
        whyNow: phrases,
        windowEnds: text.nullable(),
      }),
    ),
    attribution: z.enum(['checkpoint-inhibitor', 'unknown']).nullable(),
    matrix: z.object({
      lesions: z.array(z.object({ lesion: text, words: phraseSchema, course: text, rules: names })),
      options: z.array(
        z.object({
          id: text,
          words: phraseSchema,
          alsoWorded: z.array(mergedText),
          rules: names,
          lesions: names,
          speaksFor: z.array(reason),
          blocks: z.array(reason),
          unknown: z.array(reason),
          staysUntreated: z.array(mergedText.extend({ lesions: names })),
        }),
      ),
    }),
    unknowns: z.array(
      z.object({
        words: phraseSchema,
        lesions: names,
        couldChange: z.array(z.enum(['flag', 'item', 'option'])),
        need: z.enum(['hard', 'strong', 'context']),
        decidesTheItem: z.boolean(),
        whoCouldAnswer: phraseSchema,
        suppliers: phrases,
        freshForDays: z.int().nullable(),
        answer,
        rules: names,
      }),
    ),
    outOfDate: z.array(mergedText.extend({ whoCouldAnswer: phraseSchema, date: text, freshForDays: z.int() })),
    contradictions: z.array(mergedText.extend({ fact: text, lesion: text.nullable() })),
    cautions: z.array(mergedText),
    limits: z.array(mergedText),
    withoutEvidence: z.array(mergedText),
    levels: z.array(z.object({ level: phraseSchema, esmo: phraseSchema, rules: names })),
    evidence: z.array(
      z.object({
        id: text,
        finding: phraseSchema,
        source: text,
        doi: text.nullable(),
        level: phraseSchema,
        esmo: level,
        population: phraseSchema,
        rules: names,
        distances: z.array(
          z.object({ distance: z.enum(['direct', 'indirect', 'not-known']), differs: phrases, rules: names }),
        ),
      }),
    ),
  })
  .meta({ id: 'MergedCase' });

export const caseReadingSchema = z
  .object({
    caseId: idSchema,
    screen: screenSchema,
    merged: mergedSchema,
    readiness: z.object({
      there: z.int(),
      of: z.int(),
      words: phraseSchema,
      notReady: z.array(z.object({ words: phraseSchema, whoCouldAnswer: phraseSchema, lesions: names, answer })),
    }),
    disciplines: z.array(z.object({ oneOf: names, words: phraseSchema })).meta({
      description: 'Disciplines that its options need; one of each list.',
    }),
  })
  .meta({ id: 'CaseReading' });
export type ShownReading = Shown<z.infer<typeof caseReadingSchema>>;
