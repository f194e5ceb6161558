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
    answeredAt: instant.nullable().meta({ description: 'When a newer revision answered it.' }),
  })
  .meta({ id: 'HeldRow' });
export type HeldRow = z.infer<typeof heldRowSchema>;

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
] as const;
