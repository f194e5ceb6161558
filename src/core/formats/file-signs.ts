/** By what a file is told from others before it is read, and what can be wrong with one as a whole. */

export interface FileSigns {
  /** Endings of names, in small letters with their dot. */
  readonly endings: readonly string[];
  /** First bytes; they tell it whatever its name. */
  readonly starts: readonly (readonly number[])[];
  /** What else tells it by its beginning, of which at least `tellingLength` bytes are there if the file is as long. */
  readonly tells?: (start: Uint8Array) => boolean;
  /** Where these bytes stand, if not at the beginning. */
  readonly startsAt?: number;
}

/** As many first bytes as tell every kind of file that is known by them. */
export const tellingLength = 4_096;

/** A file as it was sent. */
export interface SentFile {
  readonly name: string;
  /** Its bytes, the first of them at least; none where they are not known, as of a file that is still packed. */
  readonly start?: Uint8Array;
}

/** What is wrong with a file as a whole, or with one of its rows, so that nothing of it can be taken. */
export interface SourceFault {
  /** As a spreadsheet counts: the header is row 1. Null where the fault is the whole file's. */
  readonly row: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly expected: string;
}

const packedEnding = /\.gz$/;

/** Whether a file starts as the signs say. */
export const startsAs = ({ starts, startsAt = 0, tells }: FileSigns, { start = new Uint8Array() }: SentFile): boolean =>
  starts.some((bytes) => bytes.every((byte, index) => start[startsAt + index] === byte)) || tells?.(start) === true;

/** Whether a file's name ends as the signs say; an ending that says it is packed does not count. */
export const isNamedAs = ({ endings }: FileSigns, { name }: SentFile): boolean =>
  endings.some((ending) => name.toLowerCase().replace(packedEnding, '').endsWith(ending));

/** Ends the reading of a file that is no text; what is wrong stands in `fault`. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(readonly fault: SourceFault) {
    super('the file cannot be read');
  }
}
