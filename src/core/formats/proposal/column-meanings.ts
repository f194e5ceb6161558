/** Which of our columns the columns of a table are, by their headings. */
import { type CsvColumnName, csvColumnNames } from '../csv/csv-columns.js';
import { neededColumns } from '../csv/csv-header.js';
import type { CsvMapping } from '../csv/csv-mapping.js';
import { visitColumns, visitNames } from '../csv/visits.js';
import { isUnnamed } from '../header.js';
import { type Doubt, doubt } from './doubts.js';
import { columnOfHeading } from './heading-words.js';
import type { SurveyedColumn } from './table-survey.js';
import { visitsInHeader } from './visit-headings.js';

/** What the headings say by themselves. Two headings for one of our columns say nothing for certain, and neither is taken. */
export function mappingOfHeadings(surveyed: readonly SurveyedColumn[]): CsvMapping {
  const header = surveyed.map(({ column }) => column);
  const visits = visitsInHeader(header);
  const ofVisits = new Set(visits === null ? [] : visitColumns({ columns: {}, visits }));
  const taken = visits === null ? null : visitNames({ columns: {}, visits });
  const rest = surveyed.filter(({ column }) => !ofVisits.has(column) && !isUnnamed(column));
  const named = rest.flatMap(({ column }) => {
    const name = columnOfHeading(column);
    return name === null || taken?.has(name) === true ? [] : [[column, name] as const];
  });
  const single = named.filter(([, name]) => named.filter(([, other]) => other === name).length === 1);
  const ignored = rest
    .filter(({ column, form }) => form.kind === 'blank' && !single.some(([known]) => known === column))
    .map(({ column }) => column);
  return {
    columns: Object.fromEntries(single),
    ...(visits === null ? {} : { visits }),
    ...(ignored.length === 0 ? {} : { ignored }),
  };
}

/** The sender's columns of one of ours, of all rows and of visits. */
export const columnsOf = ({ columns, visits = [] }: CsvMapping, names: readonly CsvColumnName[]): string[] =>
  [columns, ...visits.map((visit) => visit.columns)].flatMap((table) =>
    Object.entries(table)
      .filter(([, name]) => names.includes(name))
      .map(([column]) => column),
  );

/** Columns that mean nothing yet, and columns of ours that come from nowhere. */
export function doubtsOfColumns(header: readonly string[], mapping: CsvMapping): Doubt[] {
  const known = new Set([...Object.keys(mapping.columns), ...visitColumns(mapping), ...(mapping.ignored ?? [])]);
  const there = new Set<string>([
    ...Object.values(mapping.columns),
    ...Object.keys(mapping.constants ?? {}),
    ...(visitNames(mapping) ?? []),
  ]);
  const perVisit = mapping.visits !== undefined;
  const unknown = header
    .filter((column) => !known.has(column) && !isUnnamed(column))
    .map((column) =>
      doubt(
        'column',
        { column, name: columnOfHeading(column) },
        csvColumnNames.filter((name) => !there.has(name)),
      ),
    );
  const missing = neededColumns
    .filter((set) => !set.some((name) => there.has(name)) && !(perVisit && set.includes('date')))
    .map(([name]) => doubt('needed', { name: name ?? null }));
  return [...unknown, ...missing, ...doubtsOfVisits(mapping)];
}

const doubtsOfVisits = ({ visits = [], columns }: CsvMapping): Doubt[] =>
  visits
    .filter(
      (visit) =>
        ![...Object.values(visit.columns), ...Object.keys(visit.constants ?? {}), ...Object.values(columns)].some(
          (name) => ['date', 'study_day', 'exam_date'].includes(name),
        ),
    )
    .map(({ timepoint }) => doubt('visit-day', { column: timepoint, name: 'study_day' }));
