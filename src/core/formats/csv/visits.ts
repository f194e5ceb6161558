/**
 * Tables with the visits side by side: one row a lesion, some columns each visit. Such a row is spread into one row a visit, with the cells
 * of the visit under names of their own, and is read from there like any other.
 */
import { type CsvColumnName, visitColumnNames } from './csv-columns.js';
import type { CsvMapping } from './csv-mapping.js';
import { statedText } from '../words.js';
import type { Cells } from '../tabular-format.js';

/** No heading of a sender begins so: a mapping names columns, and these are none. */
const mark = '#';

/** Under which name a cell of a visit stands in a spread row. */
export const visitCell = (name: CsvColumnName): string => `${mark}${name}`;

/** The number of its visit in the mapping, in a spread row. */
const visitOf = `${mark}visit`;
/** Marks a visit of which the row says nothing: 'before' all of which it says something, or 'between' or behind them. */
const emptyVisit = `${mark}empty`;

type Visits = NonNullable<CsvMapping['visits']>;

/** Which of our columns come from the columns of visits; null where the table has none. */
export function visitNames({ visits }: CsvMapping): ReadonlySet<CsvColumnName> | null {
  if (visits === undefined) return null;
  return new Set<CsvColumnName>([
    'timepoint',
    ...visits.flatMap(({ columns, constants = {} }) => [
      ...Object.values(columns),
      ...visitColumnNames.filter((name) => Object.hasOwn(constants, name)),
    ]),
  ]);
}

export const visitColumns = ({ visits = [] }: CsvMapping): string[] =>
  visits.flatMap(({ columns }) => Object.keys(columns));

/** What has to be said for a row to say something of a visit. */
const saying: ReadonlySet<string> = new Set(['size_mm', 'state', 'fragments_mm', 'uptake']);

/** One row a visit out of a row with the visits side by side; the row itself where the mapping knows no visits. */
export function spreadVisits(cells: Cells, mapping: CsvMapping | null): readonly Cells[] {
  const visits = mapping?.visits;
  if (visits === undefined) return [cells];
  const ofVisits = new Set(visitColumns({ columns: {}, visits }));
  const shared = Object.entries(cells).filter(([column]) => !ofVisits.has(column));
  const said = visits.map(({ columns }) =>
    Object.entries(columns).some(([column, name]) => saying.has(name) && statedText(cells[column]) !== ''),
  );
  const first = said.indexOf(true);
  return visits.map((visit, index) =>
    Object.fromEntries([
      ...shared,
      [visitOf, String(index)],
      [visitCell('timepoint'), visit.timepoint],
      ...Object.entries(visit.constants ?? {}).map(([name, value]) => [mark + name, value] as const),
      ...Object.entries(visit.columns).flatMap(([column, name]) =>
        cells[column] === undefined ? [] : [[visitCell(name), cells[column]] as const],
      ),
      ...(said[index] === true ? [] : [[emptyVisit, first === -1 || index < first ? 'before' : 'after'] as const]),
    ]),
  );
}

/** Whether a spread row says nothing of its visit, and whether that comes before everything that it does say. */
export const emptinessOf = (cells: Cells): 'before' | 'after' | null =>
  (cells[emptyVisit] as 'before' | 'after' | undefined) ?? null;

/** The sender's own column, of one in a spread row. */
export function sentColumn(cells: Cells, column: string, mapping: CsvMapping | null): string {
  const visit = visitIn(cells, mapping?.visits ?? []);
  if (visit === undefined || !column.startsWith(mark)) return column;
  return Object.entries(visit.columns).find(([, name]) => visitCell(name) === column)?.[0] ?? visit.timepoint;
}

/** The cells of a row with one of the sender's columns as it should be; the same where that column is of another visit. */
export function withCorrection(cells: Cells, column: string, value: string, mapping: CsvMapping | null): Cells {
  const visits = mapping?.visits ?? [];
  const name = visitIn(cells, visits)?.columns[column];
  if (name === undefined)
    return visits.some(({ columns }) => Object.hasOwn(columns, column)) ? cells : { ...cells, [column]: value };
  const corrected = { ...cells, [visitCell(name)]: value };
  // A visit of which the row says something now is empty no longer.
  if (saying.has(name) && statedText(value) !== '') delete corrected[emptyVisit];
  return corrected;
}

const visitIn = (cells: Cells, visits: Visits): Visits[number] | undefined => visits[Number(cells[visitOf] ?? -1)];
