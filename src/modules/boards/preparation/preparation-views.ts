/** What the routes of preparations answer. */
import { z } from 'zod';
import { idSchema } from '../../../platform/http/index.js';
import { phraseSchema } from '../../triage/index.js';

const instant = z.iso.datetime({ offset: true });
const hash = z.string().meta({ description: 'SHA-256 of the canonical text of the bundle, in hexadecimal digits.' });

export const preparingSchema = z
  .strictObject({
    caseIds: z
      .array(idSchema)
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Cases of the agenda; left out: every one that is scheduled or prepared.' }),
  })
  .meta({ id: 'Preparing' });
export type Preparing = z.infer<typeof preparingSchema>;

export const preparedSchema = z
  .object({ items: z.array(z.object({ caseId: idSchema, number: z.int(), hash })) })
  .meta({ id: 'Prepared' });
export type Prepared = z.infer<typeof preparedSchema>;

export const preparationSchema = z
  .object({
    caseId: idSchema,
    number: z.int().meta({ description: 'Of its case, from 1.' }),
    meetingId: idSchema.nullable(),
    frozenBy: z.string(),
    frozenAt: instant,
    hash,
    bundle: z.record(z.string(), z.unknown()).meta({
      description:
        'Case, line with its first screen, merged reading, verdicts, sizes, facts, evidence and versions; texts as phrases and, in `texts`, in words.',
    }),
  })
  .meta({ id: 'Preparation' });
export type ShownPreparation = z.infer<typeof preparationSchema>;

const changeSchema = z.object({
  kind: z.enum(['scan', 'lesion', 'point', 'fact', 'question', 'proposal', 'versions']),
  of: z.string().meta({ description: 'Label of a scan or lesion, rule of a point, name of a fact.' }),
  words: phraseSchema.nullable(),
  figure: z.enum(['now', 'baseline']).optional().meta({ description: 'Of a lesion: which of its sizes, in mm.' }),
  was: z.string().nullable().meta({ description: 'Null: it was not there.' }) as unknown as typeof phraseSchema,
  now: z.string().nullable().meta({ description: 'Null: it is there no more.' }) as unknown as typeof phraseSchema,
});

export const changedSinceSchema = z
  .object({
    preparation: z
      .object({ number: z.int(), frozenAt: instant, hash })
      .nullable()
      .meta({ description: 'Null: the case was not prepared, and nothing is compared.' }),
    changes: z.array(changeSchema),
  })
  .meta({ id: 'CaseChangedSince' });

export const changedOnAgendaSchema = z
  .object({ items: z.array(changedSinceSchema.extend({ caseId: idSchema })) })
  .meta({ id: 'AgendaChangedSince' });
