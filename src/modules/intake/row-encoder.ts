import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import {
  causeOfUnknownHeader,
  type Cells,
  cellsOf,
  type CsvMapping,
  fits,
  isBlankRecord,
  type RowKeys,
  type SourceFault,
  type TabularContext,
  type TabularFormat,
} from '../../core/formats/index.js';
import { textFault } from '../../platform/http/index.js';
import { FileRefusal, mostFaults } from './file-refusal.js';

/** The columns of `import_row` in the order in which `RowEncoder` writes them. */
export const encodedColumns = 'import_id, file, row_number, part, group_key, subject_key, cells';

const chunkLength = 64 * 1024;

/** Longest key that is kept as it is: an index takes no more than 2,700 bytes, and a cell may hold anything. */
const longestKey = 400;

/** What to read a table by whose upload brings no mapping. */
export interface HeaderReading {
  /** What separates the cells, where it is none of ours; null: as here. */
  readonly delimiter: string | null;
  /** The mapping that a person confirmed for a header of this sender; null where there is none. */
  readonly savedMapping: (header: readonly string[]) => CsvMapping | null;
}

/**
 * Turns the records of a CSV file into lines of COPY, each with the keys of its group and subject. The first record is the header.
 * Ends with a `FileRefusal` for a header that the format does not know, for rows with more or fewer cells than the header, and for cells
 * that no door takes: where such a row belongs cannot be trusted, and left out it would make another assessment's sum smaller unseen.
 */
export class RowEncoder extends Transform {
  /** What the file is inside its format; null until its header is read. */
  file: string | null = null;
  /** Rows that are not blank. */
  rows = 0;
  /** Its columns, trimmed; none until its header is read. */
  header: readonly string[] = [];
  #context: TabularContext;
  #columns: ReadonlySet<string> = new Set();
  #fileIndex = 0;
  #record = 0;
  #text = '';
  readonly #faults: SourceFault[] = [];

  /** @param before names of the files of the same upload that were read already */
  constructor(
    private readonly importId: string,
    private readonly format: TabularFormat,
    context: TabularContext,
    private readonly before: readonly string[],
    private readonly reading: HeaderReading | null = null,
  ) {
    super({ writableObjectMode: true });
    this.#context = context;
  }

  /** By which the rows were read: as sent, or as confirmed before for such a header. */
  get mapping(): CsvMapping | null {
    return this.#context.mapping;
  }

  override _transform(record: readonly string[], _encoding: BufferEncoding, done: TransformCallback): void {
    this.#record += 1;
    if (this.#record === 1) return this.#takeHeader(record, done);
    if (!isBlankRecord(record)) this.#take(record);
    if (this.#faults.length >= mostFaults) return done(new FileRefusal(this.#faults));
    if (this.#text.length < chunkLength) return done();
    const text = this.#text;
    this.#text = '';
    done(null, text);
  }

  override _flush(done: TransformCallback): void {
    if (this.#record === 0)
      return done(
        new FileRefusal([
          { row: null, column: null, code: 'missing', message: 'the file is empty', expected: 'a header and rows' },
        ]),
      );
    if (this.#faults.length > 0) return done(new FileRefusal(this.#faults));
    if (this.rows === 0)
      return done(
        new FileRefusal([
          {
            row: null,
            column: null,
            code: 'missing',
            message: 'the file has a header and no row',
            expected: 'at least one row',
          },
        ]),
      );
    done(null, this.#text);
  }

  #takeHeader(record: readonly string[], done: TransformCallback): void {
    this.header = record.map((column) => column.trim());
    const mapping = this.reading?.savedMapping(this.header) ?? null;
    if (mapping !== null) this.#context = { ...this.#context, mapping };
    else if (this.reading !== null && this.reading.delimiter !== null)
      return done(new FileRefusal([this.#unknownHeader()]));
    const recognition = this.format.recognise(this.header, this.#context);
    if (recognition.kind === 'refused') return done(new FileRefusal(recognition.faults.slice(0, mostFaults)));
    if (recognition.kind === 'other') return done(new FileRefusal([this.#unknownHeader()]));
    if (this.before.includes(recognition.file)) {
      return done(
        new FileRefusal([
          {
            row: null,
            column: null,
            code: 'duplicate',
            message: `the upload holds a second file '${recognition.file}'`,
            expected: 'each file once',
          },
        ]),
      );
    }
    this.file = recognition.file;
    this.#fileIndex = this.format.files.findIndex(({ name }) => name === recognition.file);
    this.#columns = new Set(recognition.columns);
    done();
  }

  #unknownHeader(): SourceFault {
    const sign = this.reading?.delimiter ?? null;
    const header = sign === null || this.mapping !== null ? this.header : [this.header.join(sign)];
    const cause = causeOfUnknownHeader(header, [], this.#context);
    if (cause !== null) return cause;
    const files = this.format.files.map(({ name, required }) => `${name} with ${required.join(', ')}`).join('; ');
    return {
      row: 1,
      column: null,
      code: 'unknown-format',
      message: `the header is not one of format ${this.format.name}`,
      expected: files,
    };
  }

  #take(record: readonly string[]): void {
    if (!fits(this.header, record)) return void this.#faults.push(lengthFault(this.header, record, this.#record));
    const cells = cellsOf(this.header, record, this.#columns);
    const encoded = JSON.stringify(cells);
    if (textFault(encoded) !== undefined) return void this.#faults.push(...cellFaults(cells, this.#record));
    if (this.#faults.length > 0) return;
    this.rows += 1;
    if (this.format.spread === undefined) return this.#encode(cells, encoded, 0);
    this.format
      .spread(cells, this.#context)
      .forEach((one, part) => this.#encode(one, one === cells ? encoded : JSON.stringify(one), part));
  }

  #encode(cells: Cells, encoded: string, part: number): void {
    const keys = this.format.keysOf(this.file ?? '', this.#record, cells, this.#context);
    this.#text += encodedRow(
      { importId: this.importId, file: this.#fileIndex, row: this.#record, part },
      keys,
      encoded,
    );
  }
}

/** A row with more or fewer cells than the header. @param row as a spreadsheet counts */
export const lengthFault = (header: readonly string[], record: readonly string[], row: number): SourceFault => ({
  row,
  column: header[Math.min(record.length, header.length - 1)] ?? null,
  code: 'row-length',
  message: `the row has ${record.length} ${record.length === 1 ? 'cell' : 'cells'} and the header ${header.length}`,
  expected: `${header.length} cells; a cell that holds the separator stands in double quotes`,
});

/** The cells of a row that no door takes. */
export const cellFaults = (cells: Cells, row: number): SourceFault[] =>
  Object.entries(cells).flatMap(([column, cell]) => {
    const fault = textFault(cell);
    return fault === undefined
      ? []
      : [{ row, column, code: fault.code, message: `the cell ${fault.detail}`, expected: fault.expected }];
  });

/** A row of `import_row` in COPY's text form; `encoded` are its cells as JSON. */
export const encodedRow = (
  {
    importId,
    file,
    row,
    part,
  }: { readonly importId: string; readonly file: number; readonly row: number; readonly part: number },
  { groupKey, subjectKey }: RowKeys,
  encoded: string,
): string =>
  `${importId}\t${file}\t${row}\t${part}\t${escaped(boundedKey(groupKey))}\t${subjectKey === null ? '\\N' : escaped(boundedKey(subjectKey))}\t${escaped(encoded)}\n`;

const marks: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** COPY's text form. */
const escaped = (text: string): string => text.replace(/[\\\n\r\t]/g, (mark) => marks[mark] ?? mark);

/** A key that an index can hold; equal keys stay equal, different ones different. */
export function boundedKey(key: string): string {
  return key.length <= longestKey ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
