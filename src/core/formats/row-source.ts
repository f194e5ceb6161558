/**
 * Where rows come from: how the bytes of one file become a header and records of text cells, whatever the rows mean. What they mean is a
 * `TabularFormat`'s: SDTM may come as CSV, as a transport file or as a workbook, and is the same SDTM.
 */
import type { Duplex } from 'node:stream';
import type { FaultCode } from '../record/index.js';
import type { FileSigns, SourceFault } from './file-signs.js';
import type { Cells, ImportRow, TabularContext } from './tabular-format.js';
import type { TextEncoding } from './text-bytes.js';

/** What of an upload a source may need to read its file. */
export type RowSourceContext = Pick<TabularContext, 'mapping' | 'sheet'>;

/** What is not sure of a file as it was read. */
export type SourceNote = SourceFault & { readonly code: FaultCode };

/** A file in memory: its header (trimmed), and its records as cells in the header's order. */
export interface SourceRecords {
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
  /** In which encoding its bytes were read; left out where it came as text. */
  readonly encoding?: TextEncoding;
  /** What is not sure of what was read: it refuses nothing and is asked. */
  readonly notes?: readonly SourceNote[];
}

/** A file as it is read: bytes in; records out as arrays of text, the header first. */
export interface RecordReader {
  readonly stream: Duplex;
  /** What is not sure of what has been read, once the stream has ended. */
  readonly notes: () => readonly SourceNote[];
}

export interface RowSource {
  readonly name: 'csv' | 'xpt' | 'dataset-json' | 'xlsx';
  /** Whether its bytes are lines of text, which a door turns into UTF-8 before `reader` sees them (text-bytes.ts). */
  readonly isText: boolean;
  readonly signs: FileSigns;
  /** Reads a file of any length as it comes. Blank rows come through, so that counting records counts rows as a spreadsheet does. */
  readonly reader: (context: RowSourceContext) => RecordReader;
  /** Reads a file that is in memory, unpacked. @throws what `faultIn` tells */
  readonly read: (bytes: Uint8Array, context: RowSourceContext) => SourceRecords;
  /** What an error of `reader` or `read` says of the file; null for an error of something else. */
  readonly faultIn: (error: unknown) => SourceFault | null;
}

/** A row whose number of cells is not the header's carries that number here, so that its group can be held for it. */
export const misfitCell = '#cells';

export const isBlankRecord = (record: readonly string[]): boolean => record.every((cell) => cell.trim() === '');

/**
 * A record as cells by column name. `columns`, where given, are those worth keeping (from `recognise`).
 * A record that is too short or too long keeps what it has and is marked with `misfitCell`.
 */
export function cellsOf(header: readonly string[], record: readonly string[], columns?: ReadonlySet<string>): Cells {
  const cells: [string, string][] = [];
  for (let index = 0; index < header.length; index += 1) {
    const column = header[index]!;
    const value = record[index];
    if (value !== undefined && value !== '' && (columns === undefined || columns.has(column)))
      cells.push([column, value]);
  }
  if (!fits(header, record)) cells.push([misfitCell, `${record.length} instead of ${header.length}`]);
  return Object.fromEntries(cells);
}

/** Whether a record has as many cells as the header has columns; blank ones behind the last hold nothing, in either. */
export function fits(header: readonly string[], record: readonly string[]): boolean {
  if (record.length === header.length) return true;
  return record.length > header.length
    ? isBlankRecord(record.slice(header.length))
    : record.length > 1 && isBlankRecord(header.slice(record.length));
}

/** The rows of a file in memory; blank lines are left out, row numbers count them. */
export function rowsOfRecords(
  file: string,
  header: readonly string[],
  records: readonly (readonly string[])[],
  columns?: ReadonlySet<string>,
): ImportRow[] {
  return records.flatMap((record, index) =>
    isBlankRecord(record) ? [] : [{ file, row: index + 2, cells: cellsOf(header, record, columns) }],
  );
}
