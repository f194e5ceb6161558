/** The form of a referral, and what its routes take and answer. */
import { z } from 'zod';
import { idSchema, pageSchema } from '../../../platform/http/index.js';

const words = z.string().trim().min(1).max(4_000);
const short = z.string().trim().min(1).max(300);

/** Everything may be left out while it is typed; `sentReferralSchema` says what a referral needs. */
const referralFormSchema = z
  .strictObject({
    patient: z
      .strictObject({ issuer: short, id: short })
      .meta({
        description: 'Who is referred, by the number of the hospital; left out on a referral from a patient page.',
      })
      .optional(),
    question: words.meta({ description: 'In one sentence.' }).optional(),
    proposal: words.meta({ description: "The treating clinician's own proposal." }).optional(),
    patientKnows: words.meta({ description: 'What the patient knows and wants.' }).optional(),
    ecog: z.int().min(0).max(4).optional(),
    comorbidity: words.optional(),
    by: z.iso.date().meta({ description: 'By when an answer is needed.' }).optional(),
    byClock: short.meta({ description: 'Which clock says so.' }).optional(),
    presenter: short.meta({ description: 'Who presents, and has seen the patient.' }).optional(),
    summary: words.meta({ description: 'What the board has to know beside what is recorded.' }).optional(),
  })
  .meta({ id: 'ReferralForm' });
export type ReferralForm = z.infer<typeof referralFormSchema>;

export const newReferralSchema = z
  .strictObject({
    boardId: idSchema,
    patientId: idSchema.optional().meta({ description: "A referral from a patient's page." }),
    form: referralFormSchema,
  })
  .meta({ id: 'NewReferral' });
export type NewReferral = z.infer<typeof newReferralSchema>;

export const referralChangeSchema = z.strictObject({ form: referralFormSchema }).meta({ id: 'ReferralChange' });

export const referralSchema = z
  .object({
    id: idSchema,
    boardId: idSchema,
    boardName: z.string(),
    patientId: idSchema.nullable(),
    caseId: idSchema.nullable(),
    caseNumber: z.int().nullable(),
    caseState: z.string().nullable(),
    referrer: z.string(),
    form: referralFormSchema,
    state: z.enum(['draft', 'sent', 'withdrawn']),
    version: z.int(),
    missing: z
      .array(z.string())
      .meta({ description: 'Fields of the form that are needed before it can be sent, and are not there.' }),
    asked: z
      .object({ what: z.string(), from: z.string(), until: z.string() })
      .nullable()
      .meta({ description: 'What the board asks for, where the case was returned for information.' }),
    updatedAt: z.iso.datetime(),
    sentAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Referral' });
export type ShownReferral = z.infer<typeof referralSchema>;

export const referralPageSchema = pageSchema(referralSchema).meta({ id: 'ReferralPage' });

const boardToReferToSchema = z.object({ id: idSchema, name: z.string() }).meta({ id: 'BoardToReferTo' });
export type BoardToReferTo = z.infer<typeof boardToReferToSchema>;
export const boardsToReferToSchema = z.object({ items: z.array(boardToReferToSchema) }).meta({ id: 'BoardsToReferTo' });

/** Fields without which a referral is not sent. */
export const neededInReferral = ['question', 'presenter'] as const satisfies readonly (keyof ReferralForm)[];
