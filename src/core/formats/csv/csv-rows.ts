/** Reading rows of the project's own CSV, through a mapping where the sender's columns and words are others. */
import { dayInForm, millimetresInForm } from './csv-cell-forms.js';
import { csvColumnNames, type CsvColumnName } from './csv-columns.js';
import type { CsvMapping } from './csv-mapping.js';
import { visitCell, visitColumns, visitNames } from './visits.js';
import { keyOfParts } from '../row-faults.js';
import type { ImportRow, RowKeys, TabularContext } from '../tabular-format.js';
import { lookUp, statedText, wordTable, type WordTable } from '../words.js';

type WordColumn = keyof NonNullable<CsvMapping['words']>;

/** A mapping turned round: from our columns to the sender's. */
export interface CsvReader {
  /** The sender's column; null where ours comes from a constant or not at all. */
  readonly columnOf: (name: CsvColumnName) => string | null;
  readonly valueOf: (row: Pick<ImportRow, 'cells'>, name: CsvColumnName) => string;
  readonly words: Readonly<Partial<Record<WordColumn, WordTable<string>>>>;
}

const ownColumns: CsvReader = {
  columnOf: (name) => name,
  valueOf: (row, name) => statedText(row.cells[name]),
  words: {},
};

const readers = new WeakMap<CsvMapping, CsvReader>();

/** The reader of a mapping; made once a mapping. */
export function csvReaderFor(mapping: CsvMapping | null): CsvReader {
  if (mapping === null) return ownColumns;
  const known = readers.get(mapping);
  if (known !== undefined) return known;
  const reader = makeReader(mapping);
  readers.set(mapping, reader);
  return reader;
}

function makeReader(mapping: CsvMapping): CsvReader {
  const sources = new Map([
    ...Object.entries(mapping.columns).map(([column, name]) => [name, column] as const),
    ...[...(visitNames(mapping) ?? [])].map((name) => [name, visitCell(name)] as const),
  ]);
  const constants: Readonly<Partial<Record<CsvColumnName, string>>> = mapping.constants ?? {};
  const words = Object.fromEntries(
    Object.entries(mapping.words ?? {}).map(([column, table]) => [column, wordTable<string>(table ?? {})]),
  );
  return {
    columnOf: (name) => sources.get(name) ?? null,
    valueOf: (row, name) => {
      const source = sources.get(name);
      if (source === undefined) return constants[name] ?? '';
      const cell = row.cells[source]?.trim() ?? '';
      // 'NA' is no blank where the sender's own words say what it is.
      const isWord = isOwnWord(words, name, cell);
      const stated = isWord ? cell : statedText(cell);
      return isWord || stated === '' ? stated : inOurForm(stated, name, mapping);
    },
    words,
  };
}

/** A cell as it would stand here: with a decimal point, in mm, as YYYY-MM-DD. */
function inOurForm(cell: string, name: CsvColumnName, { decimal, dates, unit }: CsvMapping): string {
  if (dates !== undefined && dateColumns.has(name)) return dayInForm(cell, dates);
  // Beside a decimal comma a point with three digits behind it may stand for thousands: as sent it is named, with its comma, as no length.
  if (decimal === ',' && sizeColumns.has(name) && /\d\.\d{3}(?!\d)/.test(cell))
    return cell.includes(',') ? cell : `${cell} (decimal comma expected)`;
  const pointed = decimal === ',' && lengthColumns.has(name) ? cell.replaceAll(',', '.') : cell;
  if (unit === undefined || unit === 'mm' || !sizeColumns.has(name)) return pointed;
  return pointed
    .split(';')
    .map((part) => millimetresInForm(part.trim(), unit))
    .join(';');
}

const dateColumns: ReadonlySet<CsvColumnName> = new Set(['date', 'exam_date']);
const sizeColumns: ReadonlySet<CsvColumnName> = new Set(['size_mm', 'fragments_mm']);

/** Columns of numbers, in which a sender may write a comma for the decimal point. */
const lengthColumns: ReadonlySet<CsvColumnName> = new Set(['size_mm', 'fragments_mm', 'slice_thickness_mm', 'uptake']);

function isOwnWord(words: CsvReader['words'], name: CsvColumnName, cell: string): boolean {
  const table = name === 'size_mm' ? words.state : words[name as WordColumn];
  return table !== undefined && lookUp(table, cell) !== undefined;
}

/** Label of the timepoint: as sent, else the date, else the study day; '' where the row names none of them. */
export function timepointLabel(row: Pick<ImportRow, 'cells'>, { valueOf }: CsvReader): string {
  const day = valueOf(row, 'study_day');
  return valueOf(row, 'timepoint') || valueOf(row, 'date') || (day === '' ? '' : `day ${day}`);
}

/**
 * What tells one assessment from others, without the issuer. The modality belongs to it: a corrected CT must not displace the MR
 * of the same timepoint; the two become one timepoint when the history is assembled.
 */
const identifyingColumns: readonly CsvColumnName[] = ['patient_issuer', 'patient', 'treatment_line', 'evaluator'];

export const identifyingParts = (row: Pick<ImportRow, 'cells'>, reader: CsvReader): string[] => [
  ...identifyingColumns.map((name) => reader.valueOf(row, name)),
  timepointLabel(row, reader),
  reader.valueOf(row, 'modality'),
];

export const issuerOf = (row: Pick<ImportRow, 'cells'>, reader: CsvReader, context: TabularContext): string =>
  reader.valueOf(row, 'issuer') || context.issuer;

/** A row without patient or timepoint is a group of its own. */
export function csvKeysOf(row: ImportRow, context: TabularContext): RowKeys {
  const reader = csvReaderFor(context.mapping);
  const patient = reader.valueOf(row, 'patient');
  const issuer = issuerOf(row, reader, context);
  if (patient === '') return { groupKey: keyOfParts(['row', row.file, String(row.row)]), subjectKey: null };
  const subjectKey = keyOfParts([
    issuer,
    reader.valueOf(row, 'patient_issuer'),
    patient,
    reader.valueOf(row, 'evaluator'),
  ]);
  if (timepointLabel(row, reader) === '')
    return { groupKey: keyOfParts(['row', row.file, String(row.row)]), subjectKey };
  return { groupKey: keyOfParts([issuer, ...identifyingParts(row, reader)]), subjectKey };
}

/** Columns of the file that are read, given that its header is right. */
export const columnsRead = (header: readonly string[], mapping: CsvMapping | null): string[] =>
  mapping === null
    ? header.filter((column) => csvColumnNames.some((name) => name === column))
    : header.filter((column) => Object.hasOwn(mapping.columns, column) || visitColumns(mapping).includes(column));
