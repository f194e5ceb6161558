/** The parts of a ZIP archive that is in memory (PKWARE APPNOTE 6.3): named, and unpacked within bounds. No path of it is ever opened. */
import { constants, createInflateRaw, inflateRawSync, type InflateRaw } from 'node:zlib';
import { refuse } from '../record-parser.js';

const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSignature = 0x06054b50;
const endLength = 22;
const longestComment = 65_535;

const expected = 'a workbook as a spreadsheet program saves it (XLSX)';
const damaged = (message: string): never => refuse('unreadable', `the workbook is damaged: ${message}`, expected);

/** More parts than any workbook has; more than one bound on what they unpack to. */
const mostParts = 10_000;
/** A part may unpack to this many times its size: deflate reaches 1,032, tables of a spreadsheet 10 to 60. */
const mostTimes = 400;
const alwaysAllowed = 16_000_000;

export const zipBomb = (name: string): never =>
  refuse(
    'too-large',
    `'${name}' inside the workbook unpacks to more than ${mostTimes} times its size`,
    'a workbook without parts that are blown up',
  );

interface ZipPart {
  readonly name: string;
  readonly method: number;
  readonly packed: Buffer;
}

export class ZipArchive {
  readonly #parts: ReadonlyMap<string, ZipPart>;

  /** @throws UnreadableFile */
  constructor(bytes: Buffer) {
    this.#parts = partsOf(bytes);
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  get names(): readonly string[] {
    return [...this.#parts.keys()];
  }

  /** How many bytes a part may unpack to. */
  bound(name: string): number {
    return Math.max(this.#part(name).packed.length * mostTimes, alwaysAllowed);
  }

  /** A part unpacked, of at most so many bytes. @throws UnreadableFile */
  unpacked(name: string, mostBytes: number): Buffer {
    const { method, packed } = this.#part(name);
    const most = Math.min(mostBytes, this.bound(name));
    if (method === 0) return packed.length <= most ? packed : zipBomb(name);
    try {
      return inflateRawSync(packed, { maxOutputLength: most });
    } catch (error) {
      return unpackingFault(error, name);
    }
  }

  /** The packed bytes of a part and what unpacks them; null where they are not packed. */
  unpacking(name: string): { readonly packed: Buffer; readonly through: InflateRaw | null } {
    const { method, packed } = this.#part(name);
    return { packed, through: method === 0 ? null : createInflateRaw({ finishFlush: constants.Z_FINISH }) };
  }

  #part(name: string): ZipPart {
    return this.#parts.get(name) ?? damaged(`it has no '${name}'`);
  }
}

/** @throws UnreadableFile */
export function unpackingFault(error: unknown, name: string): never {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return zipBomb(name);
  if (typeof code === 'string' && code.startsWith('Z_')) return damaged(`'${name}' cannot be unpacked`);
  throw error;
}

function partsOf(bytes: Buffer): ReadonlyMap<string, ZipPart> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count === 0xffff || count > mostParts)
    refuse(
      'too-large',
      `the workbook has more than ${mostParts} parts`,
      'a workbook as a spreadsheet program saves it',
    );
  const parts = new Map<string, ZipPart>();
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature) damaged('its list of parts ends early');
    const nameLength = bytes.readUInt16LE(at + 28);
    const part = partAt(bytes, at, nameLength);
    if (parts.has(part.name)) refuse('duplicate', `'${part.name}' stands twice in the workbook`, expected);
    parts.set(part.name, part);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - endLength; at >= Math.max(0, bytes.length - endLength - longestComment); at -= 1)
    if (bytes.readUInt32LE(at) === endSignature) return at;
  return refuse('truncated', 'the workbook ends in the middle', 'the whole file: its last bytes are missing');
}

function partAt(bytes: Buffer, at: number, nameLength: number): ZipPart {
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const packedLength = bytes.readUInt32LE(at + 20);
  const start = bytes.readUInt32LE(at + 42);
  if (at + 46 + nameLength > bytes.length) damaged('the name of a part ends early');
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
  if ((flags & 1) !== 0) refuse('unreadable', 'the workbook is encrypted', 'a workbook without a password');
  if (method !== 0 && method !== 8) damaged(`'${name}' is packed in a way that spreadsheets do not use`);
  if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== localSignature)
    damaged(`'${name}' is not where it should be`);
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  if (from + packedLength > bytes.length) damaged(`'${name}' ends behind the end of the file`);
  return { name, method, packed: bytes.subarray(from, from + packedLength) };
}
