/** Uploads as the API answers them: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { idSchema, pageQuerySchema, pageSchema } from '../../platform/http/index.js';
import { importStates } from './import.entity.js';
import { importFieldsSchema } from './import-options.js';

const instant = z.iso.datetime({ offset: true });
const count = z.int().min(0);

export const uploadReceiptSchema = z
  .object({
    id: idSchema,
    rows: count,
    groups: count.meta({ description: 'Assessments that the rows make, held ones among them.' }),
    location: z.string(),
  })
  .meta({ id: 'UploadReceipt' });
export type UploadReceiptView = z.infer<typeof uploadReceiptSchema>;

export const importSchema = z
  .object({
    id: idSchema,
    format: importFieldsSchema.shape.format,
    uploadedBy: z.string().meta({ description: 'Account that sent the files.' }),
    issuer: z.string().meta({ description: 'Sending system on whose behalf, where the rows name none.' }),
    boardName: z.string().meta({ description: 'Board on which new patients stand.' }),
    state: z.enum(importStates),
    files: z.array(z.object({ name: z.string(), sentAs: z.string(), rows: count })),
    rows: count,
    groups: count,
    done: count.meta({ description: 'Groups that are worked off.' }),
    taken: count.meta({ description: 'New assessments.' }),
    known: count.meta({ description: 'Groups whose content was there already.' }),
    held: count.meta({ description: 'Groups that wait for their sender; listed under /held.' }),
    failure: z.string().nullable(),
    groupsPerSecond: z
      .number()
      .nullable()
      .meta({ description: 'Since the upload was taken; null before the first group.' }),
    secondsLeft: z.int().nullable().meta({ description: 'At that rate; null where none can be told.' }),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Import' });
export type ImportView = z.infer<typeof importSchema>;

export const importPageSchema = pageSchema(importSchema).meta({ id: 'ImportPage' });

export const heldQuerySchema = pageQuerySchema.extend({
  kind: z
    .enum(['holds', 'asks'])
    .default('holds')
    .meta({ description: 'holds: faults that hold an assessment. asks: questions beside those taken.' }),
});
export type HeldQuery = z.infer<typeof heldQuerySchema>;

const heldRowSchema = z
  .object({
    id: idSchema,
    kind: z.enum(['holds', 'asks']),
    code: z.string(),
    file: z.string().nullable().meta({ description: 'As uploaded.' }),
    row: z.int().nullable().meta({ description: 'As a spreadsheet counts: the header is row 1.' }),
    otherRows: z.array(z.int()),
    column: z.string().nullable(),
    value: z.string().nullable().meta({ description: 'As sent.' }),
    message: z.string(),
    expected: z.string(),
    patient: z.object({ issuer: z.string(), id: z.string() }).nullable(),
    timepoint: z.string().nullable(),
    assessmentId: idSchema.nullable(),
    answeredAt: instant.nullable().meta({ description: 'When a newer revision or a person answered it.' }),
    state: z.enum(['open', 'answered']),
    owner: z
      .string()
      .meta({ description: 'Who has to see to the answer; left to who sent the upload until it is given to someone.' }),
    dueOn: z.iso.date().nullable(),
    answer: z.string().nullable().meta({ description: 'In the words of whoever answered it.' }),
    answeredBy: z.string().nullable(),
    correctable: z.boolean().meta({ description: 'Whether it can be answered by the cell as it should be.' }),
  })
  .meta({ id: 'HeldRow' });
export type HeldRow = z.infer<typeof heldRowSchema>;

export const openQueryPageSchema = pageSchema(
  heldRowSchema.extend({ importId: idSchema }).meta({ id: 'OpenQuery' }),
).meta({ id: 'OpenQueryPage' });

export const heldPageSchema = pageSchema(heldRowSchema).meta({ id: 'HeldRowPage' });

/** Columns of the held rows as a file. */
export const heldColumns = [
  'file',
  'row',
  'other_rows',
  'column',
  'value',
  'kind',
  'code',
  'message',
  'expected',
  'patient_issuer',
  'patient',
  'timepoint',
  'answered_at',
  'query',
  'owner',
  'due_on',
  'cell_as_it_should_be',
  'answer_in_words',
] as const;

/** The columns of that file by which it is sent back. */
export const answerColumns = { query: 'query', value: 'cell_as_it_should_be', words: 'answer_in_words' } as const;

export const answerSchema = z
  .union([
    z.strictObject({
      value: z
        .string()
        .max(2_000)
        .meta({ description: 'The cell as it should be, written as in the file; the rows are read again with it.' }),
    }),
    z.strictObject({
      words: z
        .string()
        .trim()
        .min(1)
        .max(2_000)
        .meta({ description: 'Why it is right as it was sent; of questions that hold nothing.' }),
    }),
  ])
  .meta({ id: 'QueryAnswer' });
export type QueryAnswer = z.infer<typeof answerSchema>;

export const assignmentSchema = z
  .strictObject({
    owner: z.literal('me').optional().meta({ description: 'The account that asks takes it over.' }),
    dueOn: z.iso.date().optional(),
  })
  .meta({ id: 'QueryAssignment' });
export type QueryAssignment = z.infer<typeof assignmentSchema>;

export const answerReceiptSchema = z
  .object({
    state: z.enum(['taken', 'held', 'known', 'explained']).meta({
      description:
        'taken: the assessment is recorded now. held: it still is, for another reason. known: it was recorded so already. explained: the words are kept.',
    }),
  })
  .meta({ id: 'AnswerReceipt' });
export type AnswerReceipt = z.infer<typeof answerReceiptSchema>;

export const answeredFileSchema = z
  .object({
    answered: count,
    blank: count.meta({ description: 'Rows without an answer.' }),
    refused: z.array(z.object({ row: z.int(), query: z.string(), detail: z.string(), expected: z.string() })),
  })
  .meta({ id: 'AnsweredFile' });
export type AnsweredFile = z.infer<typeof answeredFileSchema>;
