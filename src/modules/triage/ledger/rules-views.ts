/** The catalogue of rules as the API shows it, in the words of docs/rules.md. */
import { z } from 'zod';
import { studiedDrugs, studiedTumours } from '../../../core/discussion/index.js';

const text = z.string();
const texts = z.array(text);
const condition = text.nullable().meta({ description: 'Under which facts; null = always.' });

export const rulesSchema = z
  .object({
    version: text,
    rules: z.array(
      z.object({
        id: text,
        version: text,
        title: text,
        question: text,
        populations: texts,
        when: text,
        condition: z
          .array(
            z.object({
              depth: z.int().min(0),
              words: text,
              means: text.nullable().meta({ description: 'What a fact means; null for a group.' }),
            }),
          )
          .meta({ description: 'The same, line by line: a group is followed by its parts, one step deeper.' }),
        draftedWhileUnknown: texts.meta({
          description: 'Facts that may be unknown while the question is asked all the same, with a mark.',
        }),
        options: z
          .array(z.object({ id: text, words: text, when: condition, speaksFor: texts, blocks: texts, asks: texts }))
          .meta({ description: 'In the order of the catalogue, which carries no preference.' }),
        needs: z.object({ hard: texts, strong: texts, context: texts }),
        cautions: texts,
        level: text.meta({ description: 'In the terms of OCEBM.' }),
        esmo: text,
        evidence: z.array(z.object({ id: text, when: condition })),
        withoutEvidence: text.nullable(),
        doesNotSay: texts,
        author: text,
        reviewBy: z.iso.date(),
      }),
    ),
    neverSuggested: z.array(z.object({ id: text, words: text, because: text, evidence: texts })),
    evidence: z.array(
      z.object({
        id: text,
        topic: text,
        finding: text,
        source: text,
        doi: text.nullable(),
        level: text,
        esmo: text,
        population: text,
        studied: z.object({
          tumours: z.array(z.enum(studiedTumours)),
          drug: z.enum(studiedDrugs),
          lines: text,
          selected: z.boolean(),
        }),
        axes: texts.meta({
          description:
            'Site, extent, progression on a checkpoint inhibitor, question and design of the study, in words.',
        }),
        marks: z
          .array(z.object({ mark: text, of: text }))
          .meta({ description: 'How certain each part of the entry is, by the marks of the clinical reference.' }),
      }),
    ),
  })
  .meta({ id: 'Rules' });
