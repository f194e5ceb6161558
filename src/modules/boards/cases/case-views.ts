/** What the routes of cases take and answer: one schema each is the check, the type and the description. */
import { z } from 'zod';
import { caseWorkflow, statesOf } from '../../../core/workflow/index.js';
import { idSchema, pageQuerySchema, pageSchema } from '../../../platform/http/index.js';
import { lineStates, phraseSchema } from '../../triage/index.js';
import { casePriorities, caseReasons } from './case.entity.js';

const instant = z.iso.datetime({ offset: true });
const text = z.string();
const words = z.string().trim().min(1).max(4_000);
const short = z.string().trim().min(1).max(300);

const caseStates = statesOf(caseWorkflow) as [string, ...string[]];
const stateSchema = z.enum(caseStates);

const askedSchema = z
  .strictObject({
    what: words,
    from: short.meta({ description: 'Who can answer.' }),
    until: z.iso.date(),
  })
  .meta({ id: 'AskedInformation' });

export const patientOfCaseSchema = z.object({
  id: idSchema,
  synthetic: z.boolean().meta({ description: 'True where the patient is invented for a demonstration.' }),
});

export const listedCaseSchema = z
  .object({
    id: idSchema,
    number: z.int().meta({ description: "Of its board, from 1: 'Case 7'." }),
    boardId: idSchema,
    state: stateSchema,
    leadsTo: z.array(text).meta({ description: 'Transitions that lead on from this state, whoever may take them.' }),
    reasons: z.array(z.enum(caseReasons)).meta({ description: 'Why the case is there.' }),
    version: z.int().meta({ description: 'The ETag of the case.' }),
    treatmentLineId: idSchema.nullable(),
    question: phraseSchema.nullable(),
    questionProposed: z.boolean().meta({ description: 'True while nobody has worded the question.' }),
    whyNow: z.array(phraseSchema),
    pointCount: z.int().meta({ description: 'Open questions of the line: the points to discuss.' }),
    itemIds: z.array(idSchema).meta({ description: 'Ids of these questions in the order in which they are read.' }),
    priority: z.enum(casePriorities),
    deadline: z.iso.date().nullable(),
    deadlineClock: text.nullable().meta({ description: 'Name of the clock that sets the deadline.' }),
    owner: text.nullable(),
    ownerId: idSchema.nullable(),
    asked: z.object({ what: text, from: text, until: text }).nullable(),
    protocol: text.nullable(),
    raisedAt: instant,
    stateReason: text.nullable(),
    stateWords: text.nullable(),
  })
  .meta({ id: 'ListedCase' });

export const listedReadinessSchema = z
  .object({
    there: z.int().meta({ description: 'Facts that are there and current.' }),
    of: z.int().meta({ description: 'Facts that its questions ask for.' }),
    words: phraseSchema.meta({ description: 'The same in words, with the first that is missing or out of date.' }),
  })
  .nullable()
  .meta({ id: 'ListedReadiness', description: 'Null where nothing is asked yet.' });
export type ListedReadiness = NonNullable<z.infer<typeof listedReadinessSchema>>;

const meetingOfCaseSchema = z
  .object({ id: idSchema, boardId: idSchema, boardName: text, startsAt: instant, timeZone: text })
  .meta({ id: 'MeetingOfCase' });

const caseListRowSchema = listedCaseSchema
  .extend({
    boardName: text,
    patient: patientOfCaseSchema,
    finding: z
      .object({ tier: z.enum(['flag', 'watch']), definition: text })
      .nullable()
      .meta({ description: 'The open flag of the line, else its open watch.' }),
    lastScan: z.object({ from: text, to: text }).nullable(),
    lineState: z.enum(lineStates).nullable(),
    heldAssessments: z.int(),
    readiness: listedReadinessSchema,
    siteAndStage: z.object({ en: text, de: text }).nullable().meta({
      description: 'Primary site and stage in each language, as far as they are known; null where neither is.',
    }),
    meeting: meetingOfCaseSchema.nullable().meta({ description: 'The coming meeting on which it stands.' }),
    proposedMeeting: meetingOfCaseSchema
      .nullable()
      .meta({ description: 'The next meeting of its board that has time left.' }),
  })
  .meta({ id: 'CaseListRow' });
export type CaseListRow = z.infer<typeof caseListRowSchema>;
export const caseListSchema = pageSchema(caseListRowSchema).meta({ id: 'CaseList' });

/** Views of the worklist, by what a case waits for. */
const caseWaits = ['coordinator', 'information', 'meeting', 'board', 'follow-up', 'nothing'] as const;
export type CaseWait = (typeof caseWaits)[number];

export const caseQuerySchema = pageQuerySchema.extend({
  boardId: idSchema.optional(),
  patientId: idSchema.optional(),
  waitsFor: z.enum(caseWaits).optional().meta({
    description:
      'coordinator: raised or referred; information: returned; meeting: accepted or deferred; board: scheduled to listed; follow-up: decided; nothing: ended. Left out: all that have not ended.',
  }),
  mine: z.enum(['yes']).optional().meta({ description: 'Cases that you own.' }),
  number: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000_000)
    .optional()
    .meta({ description: "The case of that number: 'Case 7'." }),
});
export type CaseQuery = z.infer<typeof caseQuerySchema>;

const imageSchema = z.strictObject({
  accession: short,
  series: short.nullable(),
  slice: short.nullable(),
  words: short.nullable(),
});

export const caseEditSchema = z
  .strictObject({
    question: words.nullable().optional().meta({ description: 'null: the proposed one of the leading point again.' }),
    proposal: words.nullable().optional(),
    priority: z.enum(casePriorities).optional(),
    deadline: z.iso.date().nullable().optional(),
    deadlineClock: short.nullable().optional(),
    minutes: z.int().min(1).max(120).nullable().optional(),
    ownerId: idSchema.nullable().optional().meta({ description: 'A coordinator or chair of the board.' }),
    images: z.array(imageSchema).max(50).optional(),
  })
  .meta({ id: 'CaseEdit' });
export type CaseEdit = z.infer<typeof caseEditSchema>;

/** Transitions that a person takes by this route; the others follow from agendas, meetings and decisions. */
export const transitionsByHand = [
  'accept',
  'put-back',
  'return',
  'answer',
  'dismiss',
  'reopen',
  'merge',
  'unmerge',
  'list',
  'discuss-after-all',
  'withdraw',
  'close',
  'end',
] as const;

export const caseTransitionSchema = z
  .strictObject({
    transition: z.enum(transitionsByHand),
    reason: short.optional().meta({ description: 'A code of the transition; docs/workflow.md has them.' }),
    words: words.optional(),
    asked: askedSchema.optional().meta({ description: "Of 'return'." }),
    intoCaseId: idSchema.optional().meta({ description: "Of 'merge': the case that takes this one in." }),
    protocol: short.optional().meta({ description: "Of 'list': name of the standard of care." }),
  })
  .meta({ id: 'CaseTransition' });
export type CaseTransitionRequest = z.infer<typeof caseTransitionSchema>;

export const newCommentSchema = z
  .strictObject({ words, proposes: z.boolean().default(false) })
  .meta({ id: 'NewCaseComment' });
export type NewComment = z.infer<typeof newCommentSchema>;

const commentSchema = z.object({
  id: idSchema,
  words: text.meta({ description: "With 'takesOut': a code of the reason, or words where the reason is another." }),
  proposes: z.boolean(),
  takesOut: z
    .object({ itemId: idSchema, question: phraseSchema })
    .nullable()
    .meta({ description: 'The point that it proposes to take out. A proposal changes nothing by itself.' }),
  by: text,
  at: instant,
});

const historySchema = z.object({
  version: z.int(),
  event: text,
  from: text.nullable(),
  to: text,
  by: text.nullable().meta({ description: 'Null where the service itself did it.' }),
  at: instant,
  reason: text.nullable(),
  words: text.nullable(),
  detail: z.record(z.string(), z.unknown()),
});

const referralOfCaseSchema = z.object({
  id: idSchema,
  referrer: text,
  sentAt: instant,
  form: z.record(z.string(), z.unknown()),
});

const allowedSchema = z.object({
  transition: text,
  to: text,
  by: z.array(text),
  needs: z.array(text),
  reasons: z
    .array(text)
    .nullable()
    .meta({ description: "Codes to choose from; ['in words'] for words; null: none is asked for." }),
  mayYou: z.boolean(),
});

const decisionOfCaseSchema = z
  .object({
    id: idSchema,
    signedAt: instant,
    signedBy: text,
    kind: text,
    intent: text,
    protocol: text.nullable(),
    options: z.array(
      z.object({
        id: text.nullable(),
        words: z.object({ en: text, de: text }).meta({ description: 'As the option was shown, in each language.' }),
        lesions: z.array(text),
      }),
    ),
    rationale: text,
    amendments: z.int(),
    openActions: z.int(),
    openConditions: z.int(),
    became: z
      .object({
        carriedOut: z.enum(['carried-out', 'partly', 'not']),
        date: text,
        reasons: z.array(text),
        treatmentGiven: text.nullable(),
        startedOn: text.nullable(),
      })
      .nullable()
      .meta({ description: 'What became of it, as reported last; null: nobody reported.' }),
  })
  .meta({ id: 'DecisionOfCase' });

export const boardCaseSchema = listedCaseSchema
  .extend({
    boardName: text,
    timeZone: text,
    patient: patientOfCaseSchema,
    proposal: text.nullable(),
    minutes: z.int().nullable(),
    images: z.array(imageSchema),
    meeting: meetingOfCaseSchema.nullable(),
    mergedInto: z.object({ id: idSchema, number: z.int() }).nullable(),
    tookIn: z.array(z.object({ id: idSchema, number: z.int(), pointsElsewhere: z.int() })).meta({
      description:
        'The cases that went into this one; pointsElsewhere: their points of another treatment line, which are read on their own page.',
    }),
    predecessor: z
      .object({ id: idSchema, number: z.int(), state: text })
      .nullable()
      .meta({ description: 'The case of the patient on this board before this one.' }),
    decision: decisionOfCaseSchema
      .nullable()
      .meta({ description: 'What was decided on this case; null before a signature.' }),
    previousDecision: z
      .object({ caseId: idSchema, number: z.int(), decision: decisionOfCaseSchema })
      .nullable()
      .meta({ description: 'The last decision on a case before this one, with what became of it.' }),
    comments: z.array(commentSchema),
    referrals: z.array(referralOfCaseSchema),
    history: z.array(historySchema),
    allowed: z.array(allowedSchema).meta({ description: 'What leads on from here, and who may.' }),
  })
  .meta({ id: 'BoardCase' });
export type ShownBoardCase = z.infer<typeof boardCaseSchema>;
