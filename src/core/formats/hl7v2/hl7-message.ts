/**
 * HL7 v2 by hand (chapter 2 of the standard): frames, batches, encodings by MSH-18, separators by MSH-1 and MSH-2, escapes, repetitions.
 * Segments end in CR; LF and CRLF are read as well, as files on disk have them.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import type { SourceFault } from '../file-signs.js';

const hl7Limits = {
  bytes: 32 * 1024 * 1024,
  messages: 10_000,
  segments: 50_000,
  segmentLength: 1_000_000,
} as const;

/** Table 0211 [K], and words that systems write for them; a name that is not here is refused, since letters would be guessed. */
const decoders: Readonly<Record<string, string>> = {
  '': 'utf-8',
  ASCII: 'utf-8',
  'UNICODE UTF-8': 'utf-8',
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
  '8859/1': 'latin1',
  'ISO-8859-1': 'latin1',
  '8859/15': 'iso-8859-15',
  'ISO-8859-15': 'iso-8859-15',
};

export interface Separators {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

export class Segment {
  readonly name: string;
  readonly #fields: readonly string[];

  /** @param line counted from 1 in its message */
  constructor(
    text: string,
    readonly line: number,
    readonly separators: Separators,
  ) {
    const [name = '', ...fields] = text.split(separators.field);
    this.name = name.trim();
    // MSH-1 is the separator itself.
    this.#fields = this.name === 'MSH' ? [separators.field, ...fields] : fields;
  }

  /** A field as sent, counted from 1 as the standard counts. */
  raw(field: number): string {
    return this.#fields[field - 1] ?? '';
  }

  get length(): number {
    return this.#fields.length;
  }

  repetitions(field: number): readonly string[] {
    return this.raw(field) === '' ? [] : this.raw(field).split(this.separators.repetition);
  }

  /** A component of the first repetition, unescaped; '' where none stands there, and for the null ("") that deletes. */
  text(field: number, component = 1, subcomponent = 1): string {
    return this.part(this.repetitions(field)[0] ?? '', component, subcomponent);
  }

  part(repetition: string, component = 1, subcomponent = 1): string {
    const whole = repetition.split(this.separators.component)[component - 1] ?? '';
    const text = unescaped(whole.split(this.separators.subcomponent)[subcomponent - 1] ?? '', this.separators).trim();
    return text === '""' ? '' : text;
  }

  /** A whole field as text, its separators as they stand. */
  words(field: number): string {
    return this.repetitions(field)
      .map((repetition) => unescaped(repetition, this.separators))
      .join('\n')
      .trim();
  }
}

/** \F\ \S\ \R\ \E\ \T\, hexadecimal \Xdd\ of ASCII, and line breaks of formatted text (\.br\); any other escape stays as sent. */
function unescaped(text: string, { field, component, repetition, escape, subcomponent }: Separators): string {
  if (!text.includes(escape)) return text;
  const marks: Readonly<Record<string, string>> = {
    F: field,
    S: component,
    R: repetition,
    E: escape,
    T: subcomponent,
    '.br': '\n',
  };
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf(escape, at);
    const end = start === -1 ? -1 : text.indexOf(escape, start + 1);
    if (end === -1) break;
    const code = text.slice(start + 1, end);
    const bytes = /^X((?:[2-7][0-9A-F])+)$/i.exec(code)?.[1];
    const known = Object.hasOwn(marks, code) ? marks[code] : bytes && Buffer.from(bytes, 'hex').toString('latin1');
    plain += text.slice(at, start) + (known ?? text.slice(start, end + 1));
    at = end + 1;
  }
  return plain + text.slice(at);
}

export interface Message {
  readonly segments: readonly Segment[];
  /** MSH-9.1 and MSH-9.2. */
  readonly type: string;
  readonly event: string;
  /** MSH-10. */
  readonly controlId: string;
}

export type ReadMessages =
  { readonly messages: readonly Message[]; readonly left: readonly string[] } | { readonly fault: SourceFault };

const fault = (message: string, expected: string, row: number | null = null): { readonly fault: SourceFault } => ({
  fault: { row, column: null, code: 'unreadable', message, expected },
});

/** The messages of a file, framed (MLLP: 0B … 1C 0D), in a batch, or one behind the other. `left` are segments of the batch around them. */
export function messagesOf(bytes: Uint8Array): ReadMessages {
  if (bytes.length > hl7Limits.bytes)
    return fault(`the file has ${bytes.length} bytes`, `at most ${hl7Limits.bytes} bytes`);
  const decoded = decodedText(bytes);
  if ('fault' in decoded) return decoded;
  const lines = decoded.text
    .replace(/^\ufeff/, '')
    .replace(/[\v\u001c]/g, '\r')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '');
  if (lines.length > hl7Limits.segments)
    return fault(`the file has ${lines.length} segments`, `at most ${hl7Limits.segments} segments`);
  const long = lines.findIndex((line) => line.length > hl7Limits.segmentLength);
  if (long !== -1)
    return fault(
      `segment ${long + 1} is longer than ${hl7Limits.segmentLength} characters`,
      'shorter segments',
      long + 1,
    );
  const left: string[] = [];
  const own: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('MSH')) own.push([line]);
    else if (/^(FHS|BHS|BTS|FTS)/.test(line)) left.push(line.slice(0, 3));
    else if (own.length === 0)
      return fault(`the file begins with '${line.slice(0, 3)}'`, 'a message that begins with MSH', 1);
    else own.at(-1)!.push(line);
  }
  if (own.length === 0) return fault('the file holds no message', 'a message that begins with MSH');
  if (own.length > hl7Limits.messages)
    return fault(`the file has ${own.length} messages`, `at most ${hl7Limits.messages} messages`);
  const messages = own.map(messageOf);
  const broken = messages.findIndex((message) => message === null);
  if (broken !== -1)
    return fault(
      `the MSH of HL7 v2 message ${broken + 1} does not say its separators and its type`,
      'MSH|^~\\&|… with MSH-9',
    );
  return { messages: messages.flatMap((message) => message ?? []), left };
}

/** The encoding is that of the first MSH-18; bytes that are not of it are refused. */
function decodedText(bytes: Uint8Array): { readonly text: string } | { readonly fault: SourceFault } {
  if (bytes.includes(0)) return fault('the file holds a NUL', 'text in UTF-8 or as MSH-18 says');
  const start = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1');
  const header = /MSH[^\r\n]*/.exec(start)?.[0] ?? '';
  const named = (header.split(header[3] ?? '|')[17] ?? '')
    .split(header[5] ?? '~')[0]!
    .trim()
    .toUpperCase();
  const label = Object.hasOwn(decoders, named) ? decoders[named] : undefined;
  if (label === undefined)
    return fault(`MSH-18 names the encoding '${named.slice(0, 40)}'`, 'UNICODE UTF-8, 8859/1 or 8859/15');
  if (label === 'utf-8') {
    if (!isUtf8(bytes))
      return fault(
        named === 'ASCII' || named === ''
          ? 'MSH-18 names no encoding, and the bytes are not UTF-8'
          : 'the bytes are not UTF-8',
        'the encoding in MSH-18',
      );
    return { text: Buffer.from(bytes).toString('utf8') };
  }
  // What is UTF-8 for certain and said to be Latin 1 is one of two, and nobody can tell which.
  if (!isAscii(bytes) && isUtf8(bytes))
    return fault(`MSH-18 says ${named}, and the bytes are UTF-8`, 'the right encoding in MSH-18');
  return { text: new TextDecoder(label === 'latin1' ? 'windows-1252' : label).decode(bytes) };
}

function messageOf(lines: readonly string[]): Message | null {
  const header = lines[0]!;
  const [field, component, repetition, escape, subcomponent] = [...header.slice(3, 8)];
  if (
    field === undefined ||
    component === undefined ||
    repetition === undefined ||
    escape === undefined ||
    subcomponent === undefined
  )
    return null;
  const marks = [field, component, repetition, escape, subcomponent];
  if (new Set(marks).size < marks.length || marks.some((mark) => /[\p{L}\p{N}\s]/u.test(mark))) return null;
  const separators = { field, component, repetition, escape, subcomponent };
  const segments = lines.map((line, index) => new Segment(line, index + 1, separators));
  const [msh] = segments;
  const [type, event, controlId] = [msh!.text(9, 1), msh!.text(9, 2), msh!.text(10)];
  return type === '' ? null : { segments, type, event, controlId };
}

/** The number of a patient in a field of type CX: of several, the medical record number, else the first. Its authority is the issuer. */
export function patientNumberIn(
  segment: Segment | null,
  field: number,
): { readonly issuer: string | null; readonly id: string } | null {
  const ids = segment?.repetitions(field) ?? [];
  const chosen = ids.find((id) => segment?.part(id, 5) === 'MR') ?? ids[0];
  if (segment === null || chosen === undefined) return null;
  return { issuer: segment.part(chosen, 4) || null, id: segment.part(chosen, 1) };
}
