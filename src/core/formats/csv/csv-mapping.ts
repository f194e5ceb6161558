/**
 * A mapping document: how the columns and words of a sender's own CSV translate to this project's, so that a file is imported
 * unmodified. It is sent along with the file.
 */
import { z } from 'zod';
import { certainties, diameterAxes, findingStates, lesionRoles, modalities, organs } from '../../response/index.js';
import { imagedPlaces } from '../../record/index.js';
import { dateForms, sizeUnits } from './csv-cell-forms.js';
import { csvColumnNames, visitColumnNames } from './csv-columns.js';

const word = z.string().trim().min(1).max(200);
const words = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.record(word, z.enum(values)).optional();

/** Most visits that stand side by side in one row. */
const mostVisits = 60;

export const csvMappingSchema = z.strictObject({
  description: z.string().max(2000).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional().describe('Left out: a comma.'),
  decimal: z.enum(['.', ',']).optional().describe("The sender's decimal sign in sizes. Left out: a point."),
  dates: z.enum(dateForms).optional().describe('How days are written in the file. Left out: as here, YYYY-MM-DD.'),
  unit: z
    .enum(sizeUnits)
    .optional()
    .describe(
      "The unit of sizes; 'in-cell' where each size carries its own ('3.0 cm'). Left out: mm, without a unit in the cells.",
    ),
  columns: z.record(word, z.enum(csvColumnNames)).describe("The sender's column -> our column."),
  constants: z
    .partialRecord(z.enum(csvColumnNames), word)
    .optional()
    .describe('Values of our columns that hold for every row and stand in no column of the file.'),
  visits: z
    .array(
      z.strictObject({
        timepoint: word.describe('Label of the timepoint.'),
        columns: z.record(word, z.enum(visitColumnNames)).describe("The sender's column of this visit -> our column."),
        constants: z.partialRecord(z.enum(visitColumnNames), word).optional().describe('What holds for this visit.'),
      }),
    )
    .min(1)
    .max(mostVisits)
    .optional()
    .describe('Of a table with one row a lesion and columns for each visit. Left out: one row a lesion and timepoint.'),
  words: z
    .strictObject({
      state: words(findingStates).describe(
        "The sender's words in the column of states or of sizes, e.g. 'NOT EVALUABLE' -> 'not-evaluable'. Case and spaces do not matter.",
      ),
      role: words(lesionRoles),
      organ: words(organs),
      imaged: words(imagedPlaces).describe("The sender's words in the column of organs that were imaged."),
      axis: words(diameterAxes),
      modality: words(modalities),
      certainty: words(certainties),
      baseline: words(['yes', 'no']),
    })
    .optional(),
  ignored: z
    .array(word)
    .optional()
    .describe(
      'Columns of the file that are not to be read. A column that is neither mapped nor ignored refuses the file.',
    ),
});
export type CsvMapping = z.infer<typeof csvMappingSchema>;
