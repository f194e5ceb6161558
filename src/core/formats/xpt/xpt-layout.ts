/**
 * The head of a SAS transport file: SAS Institute, 'The Record Layout of a Data Set in SAS Transport (XPORT) Format' (version 5, TS-140,
 * and version 8/9). Everything stands in records of 80 bytes; numbers in the head are big-endian.
 */
import { refuse } from '../record-parser.js';

export const recordLength = 80;

/** Longest observation, as the longest row of a CSV. */
const longestObservation = 100_000;

export interface XptVariable {
  readonly name: string;
  readonly kind: 'number' | 'text';
  /** First byte inside an observation, and how many bytes. */
  readonly start: number;
  readonly length: number;
  /** Format by which the number is a day or a moment; null where it is a number. */
  readonly moment: 'day' | 'second' | null;
}

const version5 = ['LIBRARY', 'MEMBER', 'DSCRPTR', 'NAMESTR', 'OBS'] as const;
const version8 = ['LIBV8', 'MEMBV8', 'DSCPTV8', 'NAMSTV8', 'OBSV8'] as const;
type Section = (typeof version5)[number] | (typeof version8)[number];

const titleOf = (section: Section): string => `HEADER RECORD*******${section.padEnd(8)}HEADER RECORD!!!!!!!`;

export const libraryTitles: readonly string[] = [titleOf('LIBRARY'), titleOf('LIBV8')];
export const memberTitles: readonly string[] = [titleOf('MEMBER'), titleOf('MEMBV8')];

const expected =
  'a transport file as PROC COPY with the XPORT engine or haven::write_xpt writes it, or the same table as CSV';

const damaged = (message: string): never =>
  refuse('unreadable', `the SAS transport file is damaged: ${message}`, expected);

export interface XptHead {
  readonly variables: readonly XptVariable[];
  readonly observationLength: number;
  /** Bytes of the head, before the first observation. */
  readonly length: number;
}

/** Reads the head once all of it has come; null where bytes of it are missing. @throws UnreadableFile */
export function readHead(bytes: Buffer): XptHead | null {
  const text = (record: number): string => bytes.toString('latin1', record * recordLength, (record + 1) * recordLength);
  const has = (records: number): boolean => bytes.length >= records * recordLength;
  if (!has(1)) return null;
  const sections = text(0).startsWith(titleOf('LIBV8')) ? version8 : version5;
  const title = (record: number, section: Section): string =>
    text(record).startsWith(titleOf(section)) ? text(record) : damaged(`record ${record + 1} is not '${section}'`);
  title(0, sections[0]);
  if (!has(8)) return null;
  const member = title(3, sections[1]);
  title(4, sections[2]);
  const descriptionLength = numberIn(member, 74, 78, 'the length of a variable description');
  if (descriptionLength !== 140 && descriptionLength !== 136)
    damaged(`a variable description of ${descriptionLength} bytes`);
  const count = numberIn(title(7, sections[3]), 53, 58, 'the number of variables');
  if (count === 0) damaged('no variable');
  const end = 8 + Math.ceil((count * descriptionLength) / recordLength);
  if (!has(end)) return null;
  const descriptions = Array.from({ length: count }, (_, index) => {
    const start = 8 * recordLength + index * descriptionLength;
    return variableOf(bytes.subarray(start, start + descriptionLength), sections === version8, index + 1);
  });
  const variables = placed(descriptions);
  const first = observationsFrom(bytes, end, sections[4]);
  const last = variables.at(-1)!;
  return first === null
    ? null
    : { variables, observationLength: last.start + last.length, length: first * recordLength };
}

function numberIn(record: string, from: number, to: number, what: string): number {
  const digits = record.slice(from, to).trim();
  return /^\d+$/.test(digits) ? Number(digits) : damaged(`${what} reads '${digits}'`);
}

/** Sections of long labels may stand before the observations in version 8; they are not read. */
const mostLabelRecords = 100_000;

/** The number of the record with the first observation; null where the head has not come so far. */
function observationsFrom(bytes: Buffer, after: number, section: Section): number | null {
  for (let record = after; ; record += 1) {
    const start = record * recordLength;
    if (bytes.length < start + recordLength) return null;
    if (bytes.toString('latin1', start, start + 48) === titleOf(section)) return record + 1;
    if (section === 'OBS' || record - after > mostLabelRecords)
      return damaged(`record ${record + 1} is not '${section}'`);
  }
}

const dayFormats: ReadonlySet<string> = new Set([
  'DATE',
  'DDMMYY',
  'DDMMYYP',
  'DDMMYYD',
  'MMDDYY',
  'MMDDYYD',
  'YYMMDD',
  'YYMMDDD',
  'YYMMDDN',
  'E8601DA',
  'IS8601DA',
  'EURDFDD',
  'WEEKDATE',
  'WORDDATE',
]);
const secondFormats: ReadonlySet<string> = new Set(['DATETIME', 'E8601DT', 'IS8601DT', 'DATEAMPM', 'EURDFDT']);

const textIn = (bytes: Buffer, from: number, to: number): string =>
  bytes.toString('latin1', from, to).replace(/[\0 ]+$/, '');

function variableOf(bytes: Buffer, long: boolean, number: number): XptVariable {
  const [kind, length] = [bytes.readInt16BE(0), bytes.readInt16BE(4)];
  const name = (long ? textIn(bytes, 88, 120) : '') || textIn(bytes, 8, 16);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) damaged(`variable ${number} has no name of a variable`);
  if (kind !== 1 && kind !== 2) damaged(`variable ${name} is neither a number nor text`);
  if (length < (kind === 1 ? 2 : 1) || (kind === 1 && length > 8))
    damaged(`variable ${name} has a length of ${length} bytes`);
  const format = textIn(bytes, 56, 64).toUpperCase();
  const moment = dayFormats.has(format) ? 'day' : secondFormats.has(format) ? 'second' : null;
  return { name, kind: kind === 1 ? 'number' : 'text', start: bytes.readInt32BE(84), length, moment };
}

/** The variables lie side by side and fill the observation; in the header they keep the order of their descriptions. */
function placed(variables: readonly XptVariable[]): readonly XptVariable[] {
  let end = 0;
  const inOrder = [...variables].sort((one, other) => one.start - other.start);
  for (const { name, start, length } of inOrder) {
    if (start !== end) damaged(`variable ${name} does not stand behind the one before it`);
    end = start + length;
  }
  if (end > longestObservation)
    refuse('too-large', `an observation has ${end} bytes`, `observations of at most ${longestObservation} bytes`);
  return inOrder;
}
