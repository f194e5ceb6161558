/** How the cells of a table are written: decimal sign, form of days, unit. Told where all rows agree, and asked where they do not. */
import { dateForms } from '../csv/csv-cell-forms.js';
import type { ColumnForm } from '../csv/column-forms.js';
import type { CsvMapping } from '../csv/csv-mapping.js';
import { distinct } from '../../record/index.js';
import { columnsOf } from './column-meanings.js';
import { type Doubt, doubt } from './doubts.js';
import { unitInHeading } from './heading-words.js';
import type { SurveyedColumn } from './table-survey.js';

/** What was told of one thing, or why it has to be asked. */
type Told<Value> = { readonly value: Value | undefined } | { readonly asked: Doubt };

const formsOf = (columns: readonly SurveyedColumn[], of: 'numbers' | 'days'): ColumnForm[] =>
  columns.flatMap((column) => column[of] ?? []);

function decimalOf(columns: readonly SurveyedColumn[]): Told<'.' | ','> {
  const forms = formsOf(columns, 'numbers');
  const signs = distinct(
    forms.flatMap((form) => (form.kind === 'number' && form.decimal !== null ? [form.decimal] : [])),
  );
  const unclear = forms.find((form) => form.kind === 'asked');
  const mixed = signs.length > 1 || forms.some(({ kind }) => kind === 'text');
  const [column] = columns;
  if (mixed) return { asked: doubt('decimal', { column: column?.column ?? null }, ['.', ',']) };
  if (unclear !== undefined && signs[0] !== ',')
    return {
      asked: doubt('decimal', { column: column?.column ?? null }, [
        [',', unclear.readings[0] ?? ''],
        // A comma that parts thousands: such a size is held, and never read as one.
        ['.', unclear.readings[1] ?? ''],
      ]),
    };
  return { value: signs[0] };
}

function datesOf(columns: readonly SurveyedColumn[]): Told<CsvMapping['dates']> {
  const forms = formsOf(columns, 'days');
  const certain = distinct(forms.flatMap((form) => (form.kind === 'date' ? [form.form] : [])));
  const asked = forms.find((form) => form.kind === 'asked');
  const [column] = columns;
  const about = { column: column?.column ?? null, name: 'date' as const };
  if (certain.length > 1 || forms.some(({ kind }) => kind === 'text'))
    return { asked: doubt('dates', about, dateForms) };
  if (asked === undefined) return { value: certain[0] };
  // Of two columns of one sender the one that is certain tells how the other is written, where it can be written so.
  if (certain[0] !== undefined && asked.readings.includes(certain[0])) return { value: certain[0] };
  return { asked: doubt('dates', about, certain.length === 0 ? asked.readings : dateForms) };
}

function unitOf(columns: readonly SurveyedColumn[]): Told<CsvMapping['unit']> {
  const inCells = distinct(
    formsOf(columns, 'numbers').flatMap((form) => (form.kind === 'number' && form.unit !== null ? [form.unit] : [])),
  );
  const headings = distinct(columns.flatMap(({ column }) => unitInHeading(column) ?? []));
  const about = { column: columns[0]?.column ?? null, name: 'size_mm' as const };
  const contradicts =
    headings.length > 1 || (inCells.length > 0 && headings.length > 0 && inCells.some((unit) => unit !== headings[0]));
  if (contradicts) return { asked: doubt('unit', about, inCells.length > 0 ? ['in-cell'] : ['mm', 'cm']) };
  if (inCells.length > 0) return { value: 'in-cell' };
  if (columns.length === 0) return { value: undefined };
  return headings[0] === undefined ? { asked: doubt('unit', about, ['mm', 'cm']) } : { value: headings[0] };
}

/** The mapping with what its cells tell for certain where it says nothing, and what they leave open. */
export function withCellForms(
  mapping: CsvMapping,
  surveyed: readonly SurveyedColumn[],
): { readonly mapping: CsvMapping; readonly doubts: readonly Doubt[] } {
  const of = (names: Parameters<typeof columnsOf>[1]) => {
    const columns = new Set(columnsOf(mapping, names));
    return surveyed.filter(({ column }) => columns.has(column));
  };
  const told = {
    decimal: mapping.decimal ?? decimalOf(of(['size_mm', 'fragments_mm', 'slice_thickness_mm'])),
    dates: mapping.dates ?? datesOf(of(['date', 'exam_date'])),
    unit: mapping.unit ?? unitOf(of(['size_mm', 'fragments_mm'])),
  };
  const values = Object.entries(told).flatMap(([key, one]) => {
    const value = typeof one === 'string' ? one : 'value' in one ? one.value : undefined;
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    mapping: { ...mapping, ...(Object.fromEntries(values) as Pick<CsvMapping, 'decimal' | 'dates' | 'unit'>) },
    doubts: Object.values(told).flatMap((one) => (typeof one === 'object' && 'asked' in one ? [one.asked] : [])),
  };
}
