/** The data set of a DICOM file, by dcmjs; and what of it is no report that could be read. */
import { createRequire } from 'node:module';
import type Dcmjs from 'dcmjs';
import type { SourceFault } from '../file-signs.js';

const require = createRequire(import.meta.url);
let loaded: typeof Dcmjs | null = null;

/** Loaded with the first DICOM file: its dictionary takes longer than all other formats together, and most files are none. */
function dcmjs(): typeof Dcmjs {
  if (loaded !== null) return loaded;
  loaded = require('dcmjs') as typeof Dcmjs;
  // It and its parts warn with the values that they read: patient data never stand in a log.
  for (const logger of [loaded.log, ...Object.values(loaded.log.getLoggers())]) logger.setLevel('silent');
  return loaded;
}

/** A report has no pixels: what is larger is none, or too much for one. */
const mostBytes = 16 * 1024 * 1024;

interface Element {
  readonly vr: string;
  readonly Value?: readonly unknown[];
}
export type Dataset = Readonly<Record<string, Element | undefined>>;

const explicitLittle = '1.2.840.10008.1.2.1';
const implicitLittle = '1.2.840.10008.1.2';
const markAt = 128;

const refusal = (message: string, expected: string): { readonly fault: SourceFault } => ({
  fault: { row: null, column: null, code: 'unreadable', message, expected },
});

const expected = 'a DICOM structured report (TID 1500) in Explicit or Implicit VR Little Endian, as of part 10';

/** An element of the file meta information (PS3.10, 7.1) as text. Null where none stands there. */
function metaElement(bytes: Uint8Array, wanted: number): string | null {
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
    if (element === wanted)
      return Buffer.from(bytes.subarray(value, value + length))
        .toString('latin1')
        .replace(/[\0 ]+$/, '');
    at = value + length;
  }
  return null;
}

/** Read by hand before anything else is: a deflated data set would be unpacked without a bound. */
const transferSyntaxOf = (bytes: Uint8Array): string | null => metaElement(bytes, 0x0010);

const uid = /^[0-9.]{1,64}$/;

/** By what an instance is named (PS3.10, Media Storage SOP Class and Instance UID), also where the rest of it cannot be read. */
export function instanceNames(bytes: Uint8Array): {
  readonly sopClass: string | null;
  readonly sopInstance: string | null;
} {
  const named = (element: number): string | null => {
    const text = bytes.length < markAt + 12 ? null : metaElement(bytes, element);
    return text !== null && uid.test(text) ? text : null;
  };
  return { sopClass: named(0x0002), sopInstance: named(0x0003) };
}

export function datasetOf(bytes: Uint8Array): { readonly dataset: Dataset } | { readonly fault: SourceFault } {
  if (bytes.length > mostBytes) return refusal(`the file has ${bytes.length} bytes`, `at most ${mostBytes} bytes`);
  if (Buffer.from(bytes.subarray(markAt, markAt + 4)).toString('latin1') !== 'DICM')
    return refusal("the file has no mark 'DICM' behind its preamble", expected);
  const syntax = transferSyntaxOf(bytes);
  if (syntax !== explicitLittle && syntax !== implicitLittle)
    return refusal(
      syntax === null
        ? 'the file is a DICOM file that names no transfer syntax'
        : `the file is in the transfer syntax ${syntax.slice(0, 64)}`,
      expected,
    );
  try {
    const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const { dict } = dcmjs().data.DicomMessage.readFile(own);
    const charset = charsetOf(dict);
    if (charset === null)
      return refusal('the character set of the file is not known here', 'ISO_IR 100, 101, 109, 110, 144, 148 or 192');
    return { dataset: withTextsOf(charset, dict) };
  } catch {
    return refusal('the file begins as DICOM and cannot be read to its end', expected);
  }
}

/** Defined terms of Specific Character Set (PS3.3, C.12.1.1.2) that are one encoding. */
const charsets: Readonly<Record<string, string>> = {
  '': 'utf-8',
  'ISO_IR 6': 'utf-8',
  'ISO_IR 100': 'latin1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 192': 'utf-8',
};

/** As sent: dcmjs writes UTF-8 into the element once it has read the texts beside it. */
function charsetOf(dict: Dataset): string | null {
  const element = dict['00080005'];
  const raw: unknown = element === undefined ? [''] : Reflect.get(element, '_rawValue');
  const named = Array.isArray(raw) ? raw.map((term) => String(term).trim()) : [String(raw).trim()];
  return named.length > 1 ? null : (charsets[named[0] ?? ''] ?? null);
}

/** Each byte as dcmjs reads it where it knows no character set: inside of every sequence. */
const byteOfLetter = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('latin1').decode(Uint8Array.of(byte)), byte] as const),
);

/** The texts of a data set, those of its sequences read again in the file's own character set. @throws where they are not in it */
function withTextsOf(charset: string, dict: Dataset): Dataset {
  const decoder = new TextDecoder(charset, { fatal: true });
  const again = (text: string): string => {
    const bytes = [...text].map((letter) => byteOfLetter.get(letter));
    return bytes.every((byte) => byte !== undefined) ? decoder.decode(Uint8Array.from(bytes)) : text;
  };
  const value = (one: unknown, nested: boolean): unknown => {
    if (typeof one === 'string') return nested ? again(one) : one;
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([name, inner]) => [name, typeof inner === 'string' && nested ? again(inner) : inner]),
    );
  };
  const read = (dataset: Dataset, nested: boolean): Dataset =>
    Object.fromEntries(
      Object.entries(dataset)
        .filter(([tag]) => /^[0-9A-Fa-f]{8}$/.test(tag))
        .map(([tag, element]) => {
          const values = Array.isArray(element?.Value) ? element.Value : [];
          const own =
            element?.vr === 'SQ'
              ? values.map((item) => read(item as Dataset, true))
              : Array.from(values, (one) => value(one, nested));
          return [tag.toUpperCase(), { vr: element?.vr ?? '', Value: own }];
        }),
    );
  return read(dict, false);
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
