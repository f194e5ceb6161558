/** Broken and odd files for the parsers of tables: real files with a few changes, and what is drawn anew behind a right beginning. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  assembleAll,
  recogniseFile,
  type RowSource,
  rowsOfRecords,
  rowSources,
  type TabularContext,
} from '../../../src/core/formats/index.js';
import { asDatasetJson, asXlsx, asXpt, type Table, tableOf } from './forms-of-a-table.js';
import { workbookOf } from './zip-writer.js';

export type Form = RowSource['name'];

const csvFiles = [
  'intake/cases/01-ldiam-lperp-only.tr.csv',
  'intake/cases/08-split-lesion.tu.csv',
  'formats/csv/good-states-and-lists.csv',
].map((name) => readFileSync(`test/fixtures/${name}`, 'utf8'));

/** A workbook whose rows are not packed, so that a change of a byte is a change of its XML. */
const openWorkbook = ({ header, rows }: Table): Buffer =>
  workbookOf(
    `<sheetData>${[header, ...rows].map((row) => `<row>${row.map((cell) => (/^\d+(\.\d+)?$/.test(cell) ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`)).join('')}</row>`).join('')}</sheetData><mergeCells count="1"><mergeCell ref="AZ1:BA2"/></mergeCells>`,
    [],
    { stored: true },
  );

/** Whole files, from which the others are made. */
export async function wholeFiles(form: Form): Promise<readonly Buffer[]> {
  const tables = csvFiles.map(tableOf);
  switch (form) {
    case 'csv':
      return [...csvFiles.map((text) => Buffer.from(text)), Buffer.from(csvFiles[0]!, 'utf16le')];
    case 'xpt':
      return [...tables.slice(0, 2).map(asXpt)];
    case 'dataset-json':
      return tables.flatMap((table) => [asDatasetJson(table), asDatasetJson(table, { lines: true })]);
    case 'xlsx':
      return [
        ...(await Promise.all(tables.map((table) => asXlsx(table)))),
        ...tables.map(openWorkbook),
        readFileSync('test/fixtures/formats/xlsx/dates.xlsx'),
      ];
  }
}

type Change =
  | { readonly kind: 'byte'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'again'; readonly at: number; readonly length: number; readonly to: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly at: number };

const place = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((share) => share / 1_000_000);
const oddTexts = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ';',
  '<',
  '>',
  '&#0;',
  '&amp',
  '\0',
  '\n',
  '\r',
  '\\u0000',
  '1e999',
  '-',
  '</c>',
  '<c r="A1">',
  '</row>',
  '9'.repeat(40),
  '�',
  ' '.repeat(80),
];
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom(...oddTexts).map((text) => new Uint8Array(Buffer.from(text))),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('byte' as const),
    at: place,
    byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 0x20, 0x7f, 0xff)),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant('again' as const), at: place, length: fc.integer({ min: 1, max: 400 }), to: place }),
  fc.record({ kind: fc.constant('insert' as const), at: place, bytes: piece }),
  fc.record({ kind: fc.constant('end' as const), at: place }),
);

function changed(bytes: Buffer, one: Change): Buffer {
  const at = Math.floor(one.at * bytes.length);
  switch (one.kind) {
    case 'byte': {
      const copy = Buffer.from(bytes);
      if (at < copy.length) copy[at] = one.byte;
      return copy;
    }
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + one.length)]);
    case 'again': {
      const to = Math.floor(one.to * bytes.length);
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at, at + one.length), bytes.subarray(to)]);
    }
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), one.bytes, bytes.subarray(at)]);
    case 'end':
      return bytes.subarray(0, at);
  }
}

/** Real files with one to six changes; one in ten is drawn anew behind the beginning of a real one. */
export const oddFiles = (whole: readonly Buffer[]): fc.Arbitrary<Buffer> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .record({ file: fc.constantFrom(...whole), changes: fc.array(change, { minLength: 1, maxLength: 3 }) })
        .map(({ file, changes }) => changes.reduce(changed, file)),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ file: fc.constantFrom(...whole), kept: place, rest: fc.uint8Array({ maxLength: 600 }) })
        .map(({ file, kept, rest }) => Buffer.concat([file.subarray(0, Math.floor(kept * file.length)), rest])),
    },
  );

const context: TabularContext = { issuer: 'fuzz', mapping: null };

/** Longest that a file of some kilobytes may take. */
const mostMilliseconds = 5_000;

/**
 * Reads a file as every door does, rows and assessments: what is wrong with it is said as a fault, and nothing else is thrown.
 * @returns whether it could be read
 * @throws what no file may make a parser throw, and for a file that takes long
 */
export function readsOrSaysWhy(form: Form, bytes: Buffer): boolean {
  const source = rowSources.find(({ name }) => name === form)!;
  const begun = performance.now();
  let read = false;
  try {
    const { header, records } = source.read(bytes, context);
    const recognised = recogniseFile(header, context);
    if (recognised?.recognition.kind === 'taken') {
      const { file, columns } = recognised.recognition;
      assembleAll(recognised.format, rowsOfRecords(file, header, records, new Set(columns)), context);
    }
    read = true;
  } catch (error) {
    const fault = source.faultIn(error);
    if (fault === null) throw error;
    if (fault.message === '' || fault.expected === '') throw new Error('a fault without words', { cause: error });
  }
  const took = performance.now() - begun;
  if (took > mostMilliseconds) throw new Error(`${bytes.length} bytes took ${Math.round(took)} ms`);
  return read;
}
