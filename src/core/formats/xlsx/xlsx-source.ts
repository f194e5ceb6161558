/** Rows out of Excel workbooks (XLSX, XLSM): one sheet, its values; macros are neither read nor run. */
import { Duplex, Readable } from 'node:stream';
import { faultOfParser, refuse } from '../record-parser.js';
import type { RecordReader, RowSource, RowSourceContext, SourceNote, SourceRecords } from '../row-source.js';
import { SheetParser } from './sheet-parser.js';
import { openSheet } from './workbook.js';
import { unpackingFault, zipBomb } from './zip-archive.js';

export const xlsxSource: RowSource = {
  name: 'xlsx',
  isText: false,
  signs: { endings: ['.xlsx', '.xlsm'], starts: [[0x50, 0x4b, 0x03, 0x04]] },
  reader,
  read,
  faultIn: faultOfParser,
};

/** A workbook's list of parts stands at its end, so it is kept packed; its rows are unpacked and read as they come. */
const mostPackedBytes = 64 * 1024 ** 2;
const mostSheetBytes = 2 * 1024 ** 3;
const pieceLength = 65_536;

const tooLarge = (): never =>
  refuse('too-large', `the workbook is larger than ${mostPackedBytes / 1024 ** 2} MiB`, 'a smaller workbook, or CSV');

function read(bytes: Uint8Array, { sheet }: RowSourceContext): SourceRecords {
  if (bytes.length > mostPackedBytes) tooLarge();
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { archive, part, context } = openSheet(whole, sheet);
  const parser = new SheetParser(context);
  const rows = archive.unpacked(part, mostSheetBytes);
  const all: (readonly string[])[] = [];
  for (let start = 0; start < rows.length; start += pieceLength)
    for (const record of parser.push(rows.subarray(start, start + pieceLength))) all.push(record);
  for (const record of parser.end()) all.push(record);
  const [header = [], ...records] = all;
  return { header: header.map((column) => column.trim()), records, notes: parser.notes() };
}

function reader({ sheet }: RowSourceContext): RecordReader {
  let notes: readonly SourceNote[] = [];
  async function* records(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
    const { archive, part, context } = openSheet(await packedBytes(chunks), sheet);
    const parser = new SheetParser(context);
    const bound = Math.min(archive.bound(part), mostSheetBytes);
    let unpacked = 0;
    try {
      for await (const piece of pieces(archive.unpacking(part))) {
        unpacked += piece.length;
        if (unpacked > bound) zipBomb(part);
        yield* parser.push(piece);
      }
    } catch (error) {
      unpackingFault(error, part);
    }
    yield* parser.end();
    notes = parser.notes();
  }
  return { stream: Duplex.from(records), notes: () => notes };
}

async function packedBytes(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > mostPackedBytes) tooLarge();
    kept.push(chunk);
  }
  return Buffer.concat(kept);
}

/** The packed bytes piece by piece through what unpacks them, no faster than the pieces are taken. */
function pieces({
  packed,
  through,
}: {
  readonly packed: Buffer;
  readonly through: Duplex | null;
}): AsyncIterable<Buffer> {
  const split = Readable.from(
    (function* () {
      for (let start = 0; start < packed.length; start += pieceLength)
        yield packed.subarray(start, start + pieceLength);
    })(),
  );
  return through === null ? split : split.compose<Duplex>(through);
}
