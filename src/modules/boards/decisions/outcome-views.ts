/** What the routes of outcomes, opinions and signatures take and answer. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import { disciplineSchema } from '../boards/settings-views.js';
import { shownContentSchema } from './outcome-content.js';

const text = z.string();
const instant = z.iso.datetime({ offset: true });
const words = z.string().trim().min(1).max(4_000);
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'Not a hash: expected 64 hexadecimal digits');

export const opinionWriteSchema = z
  .strictObject({
    words,
    committed: z
      .boolean()
      .default(true)
      .meta({ description: 'True: it stays as it is, and the others open where they are committed.' }),
  })
  .meta({ id: 'OpinionWrite' });
export type OpinionWrite = z.infer<typeof opinionWriteSchema>;

const opinionSchema = z.object({
  by: text,
  discipline: disciplineSchema,
  mine: z.boolean(),
  words: text.nullable().meta({ description: 'Null while it is not yours to read.' }),
  committedAt: instant.nullable(),
});

export const opinionsSchema = z
  .object({
    meetingId: idSchema,
    open: z.boolean().meta({ description: 'Whether you may read those of others.' }),
    openToAll: z
      .boolean()
      .meta({ description: 'Whether everybody may: what a shared screen may show, whoever is signed in on it.' }),
    items: z.array(opinionSchema),
  })
  .meta({ id: 'Opinions' });
export type ShownOpinions = z.infer<typeof opinionsSchema>;

const faultSchema = z.object({ pointer: text, code: text, detail: text, expected: text });

export const outcomeSchema = z
  .object({
    caseId: idSchema,
    state: z
      .enum(['none', 'written', 'read-back', 'signed', 'dropped'])
      .meta({ description: "'none': nothing was typed yet." }),
    version: z.int().meta({ description: 'The ETag; 0 before anything was typed.' }),
    content: shownContentSchema,
    hash: text.nullable(),
    writtenBy: text.nullable(),
    writtenAt: instant.nullable(),
    readBack: z.object({ version: z.int(), hash: text, by: text.nullable(), at: instant }).nullable(),
    missing: z.array(faultSchema).meta({ description: 'What it lacks to be read back.' }),
  })
  .meta({ id: 'Outcome' });
export type ShownOutcome = z.infer<typeof outcomeSchema>;

const outcomeTextSchema = z.object({
  version: z.int().nullable().meta({ description: 'Null: it was typed on an older version and did not become one.' }),
  madeOn: z.int(),
  content: shownContentSchema,
  hash: text,
  writtenBy: text,
  writtenAt: instant,
});
export const outcomeTextsSchema = z.object({ items: z.array(outcomeTextSchema) }).meta({ id: 'OutcomeTexts' });
export type ShownOutcomeTexts = z.infer<typeof outcomeTextsSchema>;

export const signingSchema = z
  .strictObject({ hash: hashSchema.meta({ description: 'Hash of the text that was read back.' }) })
  .meta({ id: 'Signing' });
export type Signing = z.infer<typeof signingSchema>;

export const deferralSchema = z
  .strictObject({
    reason: z.string().min(1).max(100).meta({ description: "A code of 'defer'; docs/workflow.md has them." }),
    words: words.optional(),
  })
  .meta({ id: 'Deferral' });
export type Deferral = z.infer<typeof deferralSchema>;

export const clockChangeSchema = z
  .strictObject({ running: z.boolean().meta({ description: 'False: the clock stands, and the case is covered.' }) })
  .meta({ id: 'ClockChange' });
export type ClockChange = z.infer<typeof clockChangeSchema>;

export const amendmentWriteSchema = z.strictObject({ reason: words, text: words }).meta({ id: 'AmendmentWrite' });
export type AmendmentWrite = z.infer<typeof amendmentWriteSchema>;

const amendmentSchema = z.object({
  number: z.int(),
  reason: text,
  text,
  by: text,
  at: instant,
  hash: text,
});

const offered = z.array(text).meta({ description: 'Transitions that you may take now.' });
const dueSchema = z.object({ id: idSchema, words: text, owner: text, state: text, offered });

/** What was signed, for who reads it; the hash is over the stored text, whole. */
const signedTextSchema = z
  .object({
    format: z.int(),
    case: z.object({ id: idSchema, number: z.int(), boardId: idSchema, meetingId: idSchema.nullable() }),
    outcome: shownContentSchema.omit({ options: true }).extend({
      options: z.array(
        z.object({
          id: text.nullable(),
          words: z.object({ en: text, de: text }).meta({ description: 'As the option was shown, in each language.' }),
          lesions: z.array(text),
        }),
      ),
    }),
    bundle: text.meta({ description: 'Hash of the bundle on which it rests.' }),
    quorum: z
      .object({
        from: instant,
        to: instant,
        met: z.boolean(),
        present: z.array(text),
        missing: z.array(z.array(text)).meta({ description: 'Places; any one of the disciplines fills one.' }),
        people: z.array(z.object({ name: text, discipline: text })),
      })
      .nullable()
      .meta({ description: 'Null for a case that was listed without discussion.' }),
    signedBy: z.object({ accountId: idSchema, name: text }),
    signedAt: instant,
  })
  .meta({ id: 'SignedText' });

export const decisionSchema = z
  .object({
    id: idSchema,
    caseId: idSchema,
    caseNumber: z.int(),
    meetingId: idSchema.nullable(),
    preparation: z.int().meta({ description: 'Number of the preparation on which it rests.' }),
    boardId: idSchema,
    timeZone: text.meta({ description: 'Where the board meets.' }),
    text: signedTextSchema,
    hash: text,
    signedBy: text,
    signedAt: instant,
    amendments: z.array(amendmentSchema),
    mayAmend: z.boolean().meta({ description: 'Whether you may add an amendment.' }),
    offered: offered.meta({ description: 'Transitions of its case that you may take now.' }),
    actions: z.array(dueSchema.extend({ due: text.nullable(), doneOn: text.nullable() })),
    conditions: z.array(
      dueSchema.extend({
        kind: text,
        expires: text.nullable(),
        reportedOn: text.nullable(),
        returnedCaseId: idSchema.nullable(),
      }),
    ),
    followUps: z.array(
      z.object({
        carriedOut: z.enum(['carried-out', 'partly', 'not']),
        date: text,
        reasons: z.array(text),
        words: text.nullable(),
        treatmentGiven: text.nullable(),
        startedOn: text.nullable(),
        daysFromDecision: z
          .int()
          .nullable()
          .meta({ description: 'Days from the signature to the start of treatment, where the board meets.' }),
        by: text,
        at: instant,
      }),
    ),
  })
  .meta({ id: 'Decision' });
export type ShownDecision = z.infer<typeof decisionSchema>;

export const verificationSchema = z
  .object({
    hash: text,
    computed: text,
    verified: z.boolean().meta({ description: 'Whether text, bundle and every amendment are what their hashes say.' }),
    bundle: z.object({ hash: text, computed: text, verified: z.boolean() }),
    amendments: z.array(z.object({ number: z.int(), hash: text, computed: text, verified: z.boolean() })),
  })
  .meta({ id: 'DecisionVerification' });
export type Verification = z.infer<typeof verificationSchema>;
