/** TR of any number of rows in each form in which files of rows come, written piece by piece. All of it is invented. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { RowSource } from '../../../src/core/formats/index.js';
import { type WrittenVariable, xptHead, xptObservations } from '../../support/tables/xpt-writer.js';
import { workbookOf } from '../../support/tables/zip-writer.js';

export type LargeForm = RowSource['name'];

const variables: readonly WrittenVariable[] = [
  { name: 'STUDYID', length: 8 },
  { name: 'DOMAIN', length: 2 },
  { name: 'USUBJID', length: 16 },
  { name: 'TRSEQ', type: 'number' },
  { name: 'TRGRPID', length: 10 },
  { name: 'TRLNKID', length: 6 },
  { name: 'TRTESTCD', length: 8 },
  { name: 'TRORRES', length: 20 },
  { name: 'TRORRESU', length: 4 },
  { name: 'TRSTRESN', type: 'number' },
  { name: 'TREVAL', length: 20 },
  { name: 'VISITNUM', type: 'number' },
  { name: 'TRDTC', length: 10 },
  { name: 'TRDY', type: 'number' },
];
const header = variables.map(({ name }) => name);

/** Eight visits of five lesions a subject. */
function rowOf(index: number): (string | number)[] {
  const [subject, visit, lesion] = [Math.floor(index / 40), (Math.floor(index / 5) % 8) + 1, (index % 5) + 1];
  const size = 10 + ((subject * 7 + visit * 3 + lesion) % 300) / 10;
  const day = visit * 42 - 41;
  const date = new Date(Date.UTC(2026, 0, day + (subject % 200))).toISOString().slice(0, 10);
  return [
    'LARGE',
    'TR',
    `LARGE-${subject}`,
    index,
    'TARGET',
    `T0${lesion}`,
    'DIAMETER',
    String(size),
    'mm',
    size,
    'INVESTIGATOR',
    visit,
    date,
    day,
  ];
}

const portion = 1_000;

function* portions(rows: number): Generator<(string | number)[][]> {
  for (let from = 0; from < rows; from += portion)
    yield Array.from({ length: Math.min(portion, rows - from) }, (_, index) => rowOf(from + index));
}

function* textOf(rows: number, form: 'csv' | 'dataset-json'): Generator<string> {
  if (form === 'csv') yield `${header.join(',')}\n`;
  else
    yield `${JSON.stringify({ datasetJSONVersion: '1.1.0', itemGroupOID: 'IG.TR', records: rows, columns: header.map((name) => ({ name })) }).slice(0, -1)},"rows":[`;
  let first = true;
  for (const part of portions(rows)) {
    if (form === 'csv') yield part.map((row) => `${row.join(',')}\n`).join('');
    else yield (first ? '' : ',') + part.map((row) => JSON.stringify(row)).join(',');
    first = false;
  }
  if (form === 'dataset-json') yield ']}';
}

function* transportOf(rows: number): Generator<Buffer> {
  const head = xptHead(variables);
  yield head;
  let length = head.length;
  for (const part of portions(rows)) {
    const bytes = xptObservations(variables, part);
    length += bytes.length;
    yield bytes;
  }
  yield Buffer.alloc((80 - (length % 80)) % 80, ' ');
}

const cellOf = (cell: string | number): string =>
  typeof cell === 'number' ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${cell}</t></is></c>`;

function* sheetOf(rows: number): Generator<string> {
  const rowText = (row: readonly (string | number)[]): string => `<row>${row.map(cellOf).join('')}</row>`;
  yield `<worksheet><sheetData>${rowText(header)}`;
  for (const part of portions(rows)) yield part.map(rowText).join('');
  yield '</sheetData></worksheet>';
}

async function workbook(rows: number): Promise<Buffer> {
  let [length, crc] = [0, 0];
  function* counted(): Generator<Buffer> {
    for (const text of sheetOf(rows)) {
      const bytes = Buffer.from(text);
      length += bytes.length;
      crc = crc32(bytes, crc);
      yield bytes;
    }
  }
  const packing = createDeflateRaw();
  const [bytes] = await Promise.all([buffer(packing), pipeline(Readable.from(counted()), packing)]);
  return workbookOf('', [], { sheet: { bytes, of: { length, crc } } });
}

/** Writes a file of so many rows. */
export async function writeLargeTable(form: LargeForm, rows: number, path: string): Promise<void> {
  if (form === 'xlsx') {
    const stream = createWriteStream(path);
    stream.end(await workbook(rows));
    await once(stream, 'finish');
  } else
    await pipeline(Readable.from(form === 'xpt' ? transportOf(rows) : textOf(rows, form)), createWriteStream(path));
}
