/**
 * How a table of a sender could be read: which of our columns each of its columns is, how its cells are written, and what only a person can
 * say. It is proposed from the headings and from all rows, and read so only once a person has confirmed it.
 */
import type { CsvMapping } from '../csv/csv-mapping.js';
import { withCellForms } from './cell-meanings.js';
import { doubtsOfColumns, mappingOfHeadings } from './column-meanings.js';
import type { Doubt } from './doubts.js';
import type { SurveyedColumn } from './table-survey.js';
import { doubtsOfWords } from './word-meanings.js';

export interface TableProposal {
  readonly mapping: CsvMapping;
  readonly doubts: readonly Doubt[];
}

/**
 * @param confirmed what a person or a saved mapping says already; it goes before what the file seems to say
 */
export function proposeTable(surveyed: readonly SurveyedColumn[], confirmed: CsvMapping | null): TableProposal {
  const header = surveyed.map(({ column }) => column);
  const { mapping, doubts } = withCellForms(confirmed ?? mappingOfHeadings(surveyed), surveyed);
  return {
    mapping,
    doubts: [...doubtsOfColumns(header, mapping), ...doubts, ...doubtsOfWords(mapping, surveyed)],
  };
}
