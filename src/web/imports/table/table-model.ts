/** How a table is read, as the wizard changes it: every change is a new mapping. Pure. */
import type { components } from '../../api/schema.d.js';

export type TablePreview = components['schemas']['TablePreview'];
export type Mapping = TablePreview['mapping'];
export type TableDoubt = components['schemas']['TableDoubt'];
export type TableFault = components['schemas']['TableFault'];
export type ColumnName = NonNullable<TableDoubt['name']>;
type Words = NonNullable<Mapping['words']>;

/** Our columns in the order in which they are offered: the needed ones first. */
export const columnNames: readonly ColumnName[] = [
  'patient',
  'lesion',
  'role',
  'organ',
  'site',
  'date',
  'study_day',
  'timepoint',
  'size_mm',
  'state',
  'evaluator',
  'treatment_line',
  'modality',
  'baseline',
  'visit_number',
  'reader',
  'organs_imaged',
  'axis',
  'fragments_mm',
  'merged_into',
  'certainty',
  'exam_date',
  'uptake',
  'reason',
  'slice_thickness_mm',
  'contrast_phase',
  'patient_issuer',
  'issuer',
  'synthetic',
];

const without = <Value>(table: Readonly<Record<string, Value>>, key: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(table).filter(([one]) => one !== key));

/** Reads a column as one of ours, as nothing ('ignored'), or leaves it open (null). */
export function readColumn(mapping: Mapping, column: string, as: ColumnName | 'ignored' | null): Mapping {
  const ignored = (mapping.ignored ?? []).filter((one) => one !== column);
  const columns = without(mapping.columns, column) as Mapping['columns'];
  return {
    ...mapping,
    columns: as === null || as === 'ignored' ? columns : { ...columns, [column]: as },
    ignored: as === 'ignored' ? [...ignored, column] : ignored,
  };
}

/** One row a measurement after all: the columns of visits are open again. */
export function asLong(mapping: Mapping): Mapping {
  const rest = { ...mapping };
  delete rest.visits;
  return rest;
}

/** A value of ours that holds for every row. */
export const holdsForAll = (mapping: Mapping, name: ColumnName, value: string): Mapping => ({
  ...mapping,
  constants:
    value === ''
      ? (without(mapping.constants ?? {}, name) as Mapping['constants'])
      : { ...mapping.constants, [name]: value },
});

/** The study day of a visit of which nothing says when it was. */
export const visitOnDay = (mapping: Mapping, visit: string, day: string): Mapping => ({
  ...mapping,
  visits: (mapping.visits ?? []).map((one) =>
    one.timepoint === visit ? { ...one, constants: { ...one.constants, study_day: day } } : one,
  ),
});

/** Under which a mapping translates the words of one of our columns. */
const listOf = (name: ColumnName | null): keyof Words => (name === 'organs_imaged' ? 'imaged' : (name as keyof Words));

/** What a word of the sender means. */
function meansWord(mapping: Mapping, { name, word }: TableDoubt, value: string): Mapping {
  const list = listOf(name);
  return { ...mapping, words: { ...mapping.words, [list]: { ...mapping.words?.[list], [word ?? '']: value } } };
}

/** The answer to a doubt of which the readings are known. */
export function answered(mapping: Mapping, doubt: TableDoubt, value: string): Mapping {
  if (doubt.code === 'word') return meansWord(mapping, doubt, value);
  return { ...mapping, [doubt.code]: value };
}

export const doubtKey = ({ code, column, name, word }: TableDoubt): string =>
  JSON.stringify([code, column, name, word]);

/** A doubt that may stay: what it is about is then held, and the sender asked. */
export const mayStay = ({ code, holds }: TableDoubt): boolean => !holds || code === 'word' || code === 'many-words';

/** What keeps the table from being taken. */
export const inTheWay = (preview: TablePreview, left: ReadonlySet<string>): readonly TableDoubt[] =>
  preview.doubts.filter((doubt) => doubt.holds && !(mayStay(doubt) && left.has(doubtKey(doubt))));
