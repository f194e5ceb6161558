/** Recognising the project's own CSV, or a sender's CSV by its mapping, and naming all that is wrong with header and mapping at once. */
import { faultsOf, type Fault, type RowFault, distinct } from '../../record/index.js';
import { csvColumns, csvColumnNames, type CsvColumnName } from './csv-columns.js';
import { csvMappingSchema, type CsvMapping } from './csv-mapping.js';
import { columnsRead } from './csv-rows.js';
import { visitColumns, visitNames } from './visits.js';
import { doubleColumns, isUnnamed } from '../header.js';
import { fileFault } from '../row-faults.js';
import type { Recognition, TabularContext, TabularFile } from '../tabular-format.js';

const fileName = 'assessments';

/** One of each must come from a column or a constant. */
export const neededColumns: readonly (readonly CsvColumnName[])[] = [
  ['patient'],
  ['evaluator'],
  ['lesion'],
  ['role'],
  ['size_mm', 'state'],
  ['date', 'study_day'],
];

export const csvFiles: readonly TabularFile[] = [
  {
    name: fileName,
    description: `one row a lesion and timepoint; columns: ${csvColumns.map(({ name }) => name).join(', ')}`,
    required: neededColumns.flatMap((set) => (set.length === 1 ? set : [])),
    optional: csvColumnNames.filter((name) => !neededColumns.some((set) => set.length === 1 && set.includes(name))),
    ofSubject: false,
  },
];

export type CheckedMapping = { readonly mapping: CsvMapping } | { readonly faults: readonly Fault[] };

/** Checks a parsed JSON value as a mapping document. */
export function checkCsvMapping(value: unknown): CheckedMapping {
  const checked = csvMappingSchema.safeParse(value);
  return checked.success ? { mapping: checked.data } : { faults: faultsOf(checked.error.issues, value) };
}

/** A file is taken for ours when it has a 'patient' column, or shares a column with the mapping that came along. */
export function recogniseCsv(header: readonly string[], { mapping }: TabularContext): Recognition {
  const ours =
    mapping === null
      ? header.includes('patient')
      : header.some((column) => Object.hasOwn(mapping.columns, column) || visitColumns(mapping).includes(column));
  if (!ours) return { kind: 'other' };
  const faults = [
    ...doubleColumns(fileName, header),
    ...unknownColumns(header, mapping),
    ...(mapping === null ? [] : mappingFaults(header, mapping)),
    ...missingColumns(header, mapping),
  ];
  return faults.length > 0
    ? { kind: 'refused', file: fileName, faults }
    : { kind: 'taken', file: fileName, columns: columnsRead(header, mapping) };
}

/** A column that is not known might hold what matters under a misspelt name: it refuses the file instead of being left out. */
function unknownColumns(header: readonly string[], mapping: CsvMapping | null): RowFault[] {
  const known = new Set<string>(
    mapping === null
      ? csvColumnNames
      : [...Object.keys(mapping.columns), ...visitColumns(mapping), ...(mapping.ignored ?? [])],
  );
  return distinct(header.filter((column) => !known.has(column) && !isUnnamed(column))).map((column) =>
    fileFault(
      fileName,
      'unknown-column',
      column,
      `column '${column}' is not known`,
      mapping === null
        ? `only ${csvColumnNames.join(', ')}; or a mapping that maps it or lists it under 'ignored'`
        : "a mapping that maps it or lists it under 'ignored'",
    ),
  );
}

function mappingFaults(header: readonly string[], mapping: CsvMapping): RowFault[] {
  const entries = Object.entries(mapping.columns);
  const absent = distinct([...Object.keys(mapping.columns), ...visitColumns(mapping)])
    .filter((column) => !header.includes(column))
    .map((column) =>
      fileFault(
        fileName,
        'missing-column',
        column,
        `the mapping names column '${column}', which the file does not have`,
        'columns of the file, written as in its header',
      ),
    );
  const twice = entries
    .filter(([, name], index) => entries.findIndex(([, other]) => other === name) !== index)
    .map(([column, name]) =>
      fileFault(fileName, 'duplicate', column, `a second column is mapped to '${name}'`, 'one column for each of ours'),
    );
  const constants = Object.keys(mapping.constants ?? {})
    .filter((name) => entries.some(([, mapped]) => mapped === name))
    .map((name) =>
      fileFault(fileName, 'contradiction', name, `'${name}' has a constant and a column`, 'the one or the other'),
    );
  return [...absent, ...twice, ...constants, ...visitFaults(mapping)];
}

/** A column of a table with the visits side by side belongs to all visits or to one, and each visit has its own label. */
function visitFaults(mapping: CsvMapping): RowFault[] {
  const ofVisits = visitColumns(mapping);
  const labels = (mapping.visits ?? []).map(({ timepoint }) => timepoint);
  const names = visitNames(mapping) ?? new Set<CsvColumnName>();
  const twice = (values: readonly string[]): string[] =>
    distinct(values.filter((value, index) => values.indexOf(value) !== index));
  return [
    ...twice([...ofVisits, ...Object.keys(mapping.columns)])
      .filter((column) => ofVisits.includes(column))
      .map((column) =>
        fileFault(
          fileName,
          'duplicate',
          column,
          `column '${column}' is mapped twice`,
          'each column for one visit, or for all',
        ),
      ),
    ...twice(labels).map((label) =>
      fileFault(
        fileName,
        'duplicate',
        label,
        `two visits are labelled '${label}'`,
        'each visit with a label of its own',
      ),
    ),
    ...(mapping.visits ?? []).flatMap(({ timepoint, columns }) =>
      twice(Object.values(columns)).map((name) =>
        fileFault(
          fileName,
          'duplicate',
          name,
          `visit '${timepoint}' has two columns for '${name}'`,
          'one for each of ours',
        ),
      ),
    ),
    ...distinct([...Object.values(mapping.columns), ...Object.keys(mapping.constants ?? {})])
      .filter((name) => names.has(name as CsvColumnName))
      .map((name) =>
        fileFault(
          fileName,
          'contradiction',
          name,
          `'${name}' stands once a visit and once a row`,
          'the one or the other',
        ),
      ),
  ];
}

function missingColumns(header: readonly string[], mapping: CsvMapping | null): RowFault[] {
  const there = new Set<string>(
    mapping === null
      ? header
      : [...Object.values(mapping.columns), ...Object.keys(mapping.constants ?? {}), ...(visitNames(mapping) ?? [])],
  );
  return neededColumns
    .filter((set) => !set.some((name) => there.has(name)))
    .map((set) =>
      fileFault(
        fileName,
        'missing-column',
        set[0] ?? null,
        set.length === 1 ? `column '${set[0]}' is missing` : `none of the columns ${set.join(', ')} is there`,
        mapping === null ? `a column ${set.join(' or ')}` : `a column mapped to ${set.join(' or ')}, or a constant`,
      ),
    );
}
