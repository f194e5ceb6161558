/** The data set of a DICOM file, by dcmjs; and what of it is no report that could be read. */
import dcmjs from 'dcmjs';
import type { SourceFault } from '../file-signs.js';

/** dcmjs warns with the values that it read: patient data never stand in a log. */
dcmjs.log.setLevel('silent');

/** A report has no pixels: what is larger is none, or too much for one. */
export const mostBytes = 16 * 1024 * 1024;

type Element = { readonly vr: string; readonly Value?: readonly unknown[] };
export type Dataset = Readonly<Record<string, Element | undefined>>;

const explicitLittle = '1.2.840.10008.1.2.1';
const implicitLittle = '1.2.840.10008.1.2';
const markAt = 128;

const refusal = (message: string, expected: string): { readonly fault: SourceFault } => ({
  fault: { row: null, column: null, code: 'unreadable', message, expected },
});

const expected = 'a DICOM structured report (TID 1500) in Explicit or Implicit VR Little Endian, as of part 10';

/**
 * The transfer syntax out of the file meta information (PS3.10, 7.1), read by hand before anything else is: a deflated data set would be
 * unpacked without a bound. Null where none stands there.
 */
function transferSyntaxOf(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = markAt + 4;
  while (at + 8 <= bytes.length && view.getUint16(at, true) === 0x0002) {
    const element = view.getUint16(at + 2, true);
    const vr = String.fromCharCode(bytes[at + 4]!, bytes[at + 5]!);
    const long = ['OB', 'OW', 'OF', 'SQ', 'UT', 'UN'].includes(vr);
    if (long && at + 12 > bytes.length) return null;
    const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    const value = at + (long ? 12 : 8);
    if (value + length > bytes.length) return null;
    if (element === 0x0010)
      return Buffer.from(bytes.subarray(value, value + length))
        .toString('latin1')
        .replace(/[\0 ]+$/, '');
    at = value + length;
  }
  return null;
}

export function datasetOf(bytes: Uint8Array): { readonly dataset: Dataset } | { readonly fault: SourceFault } {
  if (bytes.length > mostBytes) return refusal(`the file has ${bytes.length} bytes`, `at most ${mostBytes} bytes`);
  if (Buffer.from(bytes.subarray(markAt, markAt + 4)).toString('latin1') !== 'DICM')
    return refusal("the file has no mark 'DICM' behind its preamble", expected);
  const syntax = transferSyntaxOf(bytes);
  if (syntax !== explicitLittle && syntax !== implicitLittle)
    return refusal(
      syntax === null
        ? 'the file names no transfer syntax'
        : `the file is in the transfer syntax ${syntax.slice(0, 64)}`,
      expected,
    );
  try {
    const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    return { dataset: dcmjs.data.DicomMessage.readFile(own).dict };
  } catch {
    return refusal('the file begins as DICOM and cannot be read to its end', expected);
  }
}

const valuesOf = (dataset: Dataset, tag: string): readonly unknown[] => {
  const values: unknown = dataset[tag]?.Value;
  return Array.isArray(values) ? values : [];
};

/** The first value of an element as text; '' where it holds none. */
export function textOf(dataset: Dataset, tag: string): string {
  const [value] = valuesOf(dataset, tag);
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  // A person's name: its alphabetic form, else the ideographic one.
  const name: unknown = Reflect.get(value, 'Alphabetic') ?? Reflect.get(value, 'Ideographic');
  return typeof name === 'string' ? name.trim() : '';
}

export const itemsOf = (dataset: Dataset, tag: string): readonly Dataset[] =>
  valuesOf(dataset, tag).filter((item): item is Dataset => typeof item === 'object' && item !== null);
