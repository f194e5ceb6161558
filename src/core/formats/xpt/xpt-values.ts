/** Values of a SAS transport file: numbers are IBM floating point of two to eight bytes, most significant first. */
import { plainNumber } from '../plain-number.js';

const missing = /^[._A-Z]$/;

/** 1 January 1960, from which SAS counts days and seconds, in milliseconds of the clock. */
const sasEpoch = Date.UTC(1960, 0, 1);

/** Beyond these JavaScript has no date, and nobody was examined. */
const farthestMilliseconds = 8.64e15;

interface IbmNumber {
  readonly value: number;
  /** What the last bit of the bytes that were kept is worth. */
  readonly step: number;
}

/** Base 16, the exponent less 64; then the fraction, of at most 56 bits. */
function ibmNumber(bytes: Buffer, start: number, length: number): IbmNumber {
  const first = bytes[start]!;
  let fraction = 0;
  for (let at = 1; at < length; at += 1) fraction = fraction * 256 + bytes[start + at]!;
  const step = 2 ** (4 * ((first & 0x7f) - 64) - 8 * (length - 1));
  return { value: (first & 0x80 ? -fraction : fraction) * step, step };
}

/**
 * The decimal with the fewest digits that SAS cuts to these bytes. A number kept in fewer than eight bytes has lost its end, towards
 * zero: 9.8 in four bytes is 9.79999924, and is told again as 9.8.
 */
function shortestCut({ value, step }: IbmNumber): number {
  const size = Math.abs(value);
  for (let digits = 1; digits < 17; digits += 1) {
    const power = 10 ** (digits - 1 - Math.floor(Math.log10(size)));
    const candidate = Number((Math.ceil(size * power) / power).toPrecision(digits));
    if (candidate >= size && candidate < size + step) return Math.sign(value) * candidate;
  }
  return value;
}

/** '' where nothing stands; a special missing value (.A to .Z, ._) as SAS writes it, since it may say why nothing stands. */
export function numberText(bytes: Buffer, start: number, length: number, moment: 'day' | 'second' | null): string {
  let last = start + length - 1;
  while (last > start && bytes[last] === 0) last -= 1;
  if (last === start) {
    const sign = String.fromCharCode(bytes[start]!);
    if (sign === '.') return '';
    if (missing.test(sign)) return `.${sign}`;
    return '0';
  }
  const number = ibmNumber(bytes, start, length);
  const value = length === 8 ? number.value : shortestCut(number);
  return moment === null ? plainNumber(value) : momentText(value, moment);
}

/** A day or a moment in ISO 8601; a number that is none stays a number. */
function momentText(value: number, moment: 'day' | 'second'): string {
  const milliseconds = sasEpoch + value * (moment === 'day' ? 86_400_000 : 1_000);
  const isDate = Math.abs(milliseconds) < farthestMilliseconds && (moment === 'second' || Number.isInteger(value));
  const text = isDate ? new Date(milliseconds).toISOString() : '';
  if (!/^\d{4}-/.test(text)) return plainNumber(value);
  return moment === 'day' ? text.slice(0, 10) : text.slice(0, 19);
}
