/** What the preview of a table answers: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { csvColumnNames, csvMappingSchema, doubtCodes } from '../../../core/formats/index.js';

const count = z.int().min(0);
const columnName = z.enum(csvColumnNames);

const doubtSchema = z
  .object({
    code: z.enum(doubtCodes),
    column: z.string().nullable().meta({ description: "The sender's column; of 'visit-day' the visit." }),
    name: columnName.nullable().meta({ description: 'Our column that it is about.' }),
    word: z.string().nullable().meta({ description: 'The word as sent.' }),
    readings: z
      .array(z.object({ value: z.string(), shows: z.string() }))
      .meta({ description: 'What it could mean; empty where the answer is free. None is chosen.' }),
    holds: z.boolean().meta({ description: 'Whether it has to be answered before the table can be taken well.' }),
  })
  .meta({ id: 'TableDoubt' });

const faultSchema = z
  .object({
    code: z.string(),
    row: z.int().nullable().meta({ description: 'As a spreadsheet counts: the header is row 1.' }),
    column: z.string().nullable(),
    value: z.string().nullable(),
    message: z.string(),
    expected: z.string(),
  })
  .meta({ id: 'TableFault' });

const findingSchema = z.object({
  lesion: z.string(),
  role: z.string(),
  organ: z.string().nullable(),
  state: z.string(),
  size: z.string().nullable().meta({ description: 'In mm, as it would be kept.' }),
});

const timepointSchema = z.object({
  label: z.string().nullable(),
  date: z.string().nullable(),
  studyDay: z.number().nullable(),
  evaluator: z.string().nullable(),
  findings: z.array(findingSchema),
  held: z.array(faultSchema).meta({ description: 'What would hold it.' }),
  asks: z.array(faultSchema).meta({ description: 'What would be asked beside it.' }),
});

export const tablePreviewSchema = z
  .object({
    file: z.string(),
    kind: z.enum(['csv', 'xpt', 'dataset-json', 'xlsx']),
    encoding: z.string().nullable().meta({ description: 'In which encoding a text was read.' }),
    rows: count,
    columns: z.array(
      z.object({
        column: z.string(),
        filled: count,
        blank: count,
        examples: z.array(z.string()),
        name: columnName.nullable().meta({ description: 'Our column that it is read as.' }),
        visit: z.string().nullable().meta({ description: 'Of which visit, where visits stand side by side.' }),
        ignored: z.boolean(),
      }),
    ),
    mapping: csvMappingSchema.meta({ description: 'How the file is read so far; sent along when it is taken.' }),
    doubts: z.array(doubtSchema),
    saved: z
      .object({ confirmedBy: z.string(), confirmedAt: z.iso.datetime({ offset: true }) })
      .nullable()
      .meta({ description: 'Whose confirmation of tables with this header the mapping is.' }),
    refused: z.array(faultSchema).meta({ description: 'What keeps the file from being read by this mapping.' }),
    patients: z
      .array(z.object({ patient: z.string(), timepoints: z.array(timepointSchema) }))
      .meta({ description: 'The first patients of the file as they would be taken.' }),
    cut: z.boolean().meta({ description: 'More rows of these patients stand in the file.' }),
  })
  .meta({ id: 'TablePreview' });
export type TablePreviewView = z.infer<typeof tablePreviewSchema>;
