import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RowSource, RowSourceContext } from '../../../src/core/formats/index.js';

/** What comes out of a file: its records, or its one cause, and what is noted. */
export interface Outcome {
  readonly records: readonly (readonly string[])[];
  readonly fault: string | null;
  readonly notes: readonly string[];
}

const failure = (source: RowSource, error: unknown): Outcome => {
  const fault = source.faultIn(error);
  if (fault === null) throw error;
  const place = [fault.row === null ? null : `row ${fault.row}`, fault.column]
    .filter((part) => part !== null)
    .join(', ');
  return { records: [], fault: `${place === '' ? '' : `${place}: `}${fault.message}`, notes: [] };
};

export function readWhole(
  source: RowSource,
  bytes: Uint8Array,
  context: RowSourceContext = { mapping: null },
): Outcome {
  try {
    const { header, records, notes = [] } = source.read(bytes, context);
    return { records: [header, ...records], fault: null, notes: notes.map(({ message }) => message) };
  } catch (error) {
    return failure(source, error);
  }
}

/** @param size of the pieces in which the file comes */
export async function readStreamed(
  source: RowSource,
  bytes: Uint8Array,
  size: number,
  context: RowSourceContext = { mapping: null },
): Promise<Outcome> {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const { stream, notes } = source.reader(context);
  try {
    const all: (readonly string[])[] = [];
    await pipeline(Readable.from(pieces), stream, async (read: AsyncIterable<readonly string[]>) => {
      for await (const record of read) all.push(record);
    });
    const [header = [], ...records] = all;
    return {
      records: [header.map((column) => column.trim()), ...records],
      fault: null,
      notes: notes().map(({ message }) => message),
    };
  } catch (error) {
    return failure(source, error);
  }
}
