/** One table of text in each form in which files of rows come: for tests that hold the forms against each other. */
import { parse } from 'csv-parse/sync';
import { writeXlsx } from 'hucre/xlsx';
import { xptFile } from './xpt-writer.js';

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function tableOf(csv: string): Table {
  const [header = [], ...rows] = parse(csv, { bom: true, skip_empty_lines: true }) as string[][];
  return { header, rows };
}

/** Numbers without leading zeros and exponents: what a program would keep as a number. */
const isNumber = (text: string): boolean => /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text);

/** Columns whose filled cells are all numbers. */
const numberColumns = ({ header, rows }: Table): boolean[] =>
  header.map((_, index) => {
    const filled = rows.map((row) => row[index] ?? '').filter((cell) => cell !== '');
    return filled.length > 0 && filled.every(isNumber);
  });

const asNumbers = (table: Table): (string | number | null)[][] => {
  const numeric = numberColumns(table);
  return table.rows.map((row) =>
    row.map((cell, index) => (cell === '' ? null : numeric[index] === true ? Number(cell) : cell)),
  );
};

/** Names of variables in a transport file have eight characters at most, as those of SDTM have. */
export function asXpt(table: Table): Buffer {
  const numeric = numberColumns(table);
  return xptFile(
    table.header.map((name, index) => ({
      name: name === '' ? `V${index}` : name,
      type: numeric[index] === true ? 'number' : 'text',
    })),
    asNumbers(table),
  );
}

export function asDatasetJson(table: Table, { lines = false }: { readonly lines?: boolean } = {}): Buffer {
  const numeric = numberColumns(table);
  const head = {
    datasetJSONCreationDateTime: '2026-11-30T10:00:00',
    datasetJSONVersion: '1.1.0',
    itemGroupOID: 'IG.TR',
    records: table.rows.length,
    name: 'TR',
    label: 'Tumour results',
    columns: table.header.map((name, index) => ({
      itemOID: `IT.TR.${name}`,
      name,
      label: name,
      dataType: numeric[index] === true ? 'float' : 'string',
    })),
  };
  const rows = asNumbers(table);
  return Buffer.from(
    lines ? [head, ...rows].map((line) => JSON.stringify(line)).join('\n') : JSON.stringify({ ...head, rows }),
  );
}

export const asXlsx = async (table: Table, name = 'Table'): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: [{ name, rows: [[...table.header], ...asNumbers(table)] }] }));
