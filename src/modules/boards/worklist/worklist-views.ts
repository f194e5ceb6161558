/** The worklist as the API answers it: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { idSchema, pageQuerySchema, pageSchema } from '../../../platform/http/index.js';
import { lineStates, phraseSchema, windowEndsSchema } from '../../triage/index.js';

/** What a row stands for, in the order of the worklist. */
export const worklistKinds = ['flag', 'question', 'failed', 'held', 'watch'] as const;
export type WorklistKind = (typeof worklistKinds)[number];

const text = z.string();

const questionSchema = z
  .object({
    id: idSchema,
    rule: text,
    title: phraseSchema.meta({ description: 'What the rule is about.' }),
    question: phraseSchema,
    windowEnds: windowEndsSchema,
    state: z.enum(['draft', 'accepted']),
    meetingId: idSchema.nullable().meta({ description: 'Coming meeting on whose agenda it stands.' }),
  })
  .meta({ id: 'WorklistQuestion' });

const meetingSchema = z
  .object({ id: idSchema, boardId: idSchema, boardName: text, startsAt: z.iso.datetime(), timeZone: text })
  .meta({ id: 'WorklistMeeting' });

const worklistRowSchema = z
  .object({
    id: text.meta({ description: 'Names the row as long as it stands: its line, and its flag where it has one.' }),
    kind: z.enum(worklistKinds).meta({
      description:
        'question: questions without a flag; failed: nothing could be computed of the line; held: scans of the line wait for their sender, and nothing else is open about it; watch: shown quietly, with the reason why it is no flag.',
    }),
    patient: z.object({ id: idSchema, synthetic: z.boolean() }).meta({
      description: 'Who it is, GET /api/patients/{id}/identity tells, and the audit keeps that it was asked.',
    }),
    treatmentLineId: idSchema,
    finding: z
      .object({
        id: idSchema,
        tier: z.enum(['flag', 'watch']),
        definition: text.meta({ description: 'The definition of dissociated response that is met.' }),
        holds: z.array(phraseSchema).meta({ description: 'Why a watch is held back.' }),
      })
      .nullable()
      .meta({ description: 'The flag or watch that the row stands for.' }),
    reason: phraseSchema.nullable().meta({
      description: 'In one line: what grew, what shrank, between which dates; or why the first question is asked now.',
    }),
    watchesBeside: z
      .array(text)
      .meta({ description: 'Definitions of the open watches of the same line, beside a flag or a question.' }),
    questions: z.array(questionSchema).meta({
      description:
        'Open questions of the line: those that stand on no coming meeting first, and among them what a report names.',
    }),
    lastScan: z
      .object({ from: text, to: text })
      .nullable()
      .meta({ description: 'Days between which the last scan was; null where only study days are known.' }),
    lineState: z.enum(lineStates),
    heldAssessments: z.int().min(0),
    meeting: meetingSchema
      .nullable()
      .meta({ description: 'The coming meeting on which a question of the row stands.' }),
    proposedMeeting: meetingSchema
      .nullable()
      .meta({ description: "The next meeting of a board of the patient's that has time left." }),
  })
  .meta({ id: 'WorklistRow' });
export type WorklistRow = z.infer<typeof worklistRowSchema>;

export const worklistPageSchema = pageSchema(worklistRowSchema).meta({ id: 'WorklistPage' });

export const worklistQuerySchema = pageQuerySchema.extend({
  kind: z.enum(worklistKinds).optional().meta({
    description:
      'Rows of this kind; left out, all: flags, questions without a flag, lines that failed, lines with held scans and nothing else, watches.',
  }),
  placed: z.enum(['open', 'placed', 'all']).default('all').meta({
    description:
      'open: with nothing or not everything on the agenda of a coming meeting; placed: with a question on one.',
  }),
});
export type WorklistQuery = z.infer<typeof worklistQuerySchema>;
