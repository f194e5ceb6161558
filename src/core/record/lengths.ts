/** Lengths: from the decimal text as sent to whole micrometres, without a binary float on the way. */
import type { Micrometres } from '../response/index.js';
import type { Unreadable } from './fault.js';

/** The shape of a length in mm; the integer part keeps every sum of lesions far inside exact integers. */
export const millimetrePattern = /^(\d{1,4})(?:\.(\d{1,20}))?$/;

const expected = 'a length in mm as digits with a decimal point, such as 12 or 9.8, up to 9999';

const commonMistakes: readonly { readonly shape: RegExp; readonly says: string }[] = [
  { shape: /^[+-]/, says: 'carries a sign' },
  { shape: /^[<>≤≥~]/, says: 'is a bound, not a size' },
  { shape: /^\d+(\.\d+)?e[+-]?\d+$/i, says: 'is written with an exponent' },
  { shape: /^\d*[.,]?\d+\s*(mm|cm|m|µm|in)$/i, says: 'carries its unit' },
  { shape: /^\d+,\d+$/, says: 'is written with a comma' },
  { shape: /^\d+(\.\d+)?\s*[x×*]\s*\d/i, says: 'holds more than one size' },
  { shape: /^\d{5,}(\.\d+)?$/, says: 'is longer than 9999 mm' },
  { shape: /^(\.\d+|\d+\.)$/, says: 'lacks digits on one side of its decimal point' },
];

export interface Length {
  readonly micrometres: Micrometres;
  /** True where the text held a part of a micrometre (float debris such as 16.309999999999999) and the nearest micrometre was taken. */
  readonly rounded: boolean;
}

/**
 * Reads a length in mm from its decimal text. '9.8' is 9800 micrometres; beyond three decimals the nearest micrometre is taken
 * (half away from zero) and said. Signs, exponents, units and commas are refused with what would be right; spaces around are not
 * taken off here.
 */
export function micrometresFromText(text: string): Length | Unreadable {
  const parts = millimetrePattern.exec(text);
  if (parts === null) return { code: 'unreadable-length', message: unreadableLength(text), expected };
  const decimals = (parts[2] ?? '').padEnd(3, '0');
  const beyond = decimals.slice(3);
  const kept = Number(`${parts[1]}${decimals.slice(0, 3)}`);
  return { micrometres: /^[5-9]/.test(beyond) ? kept + 1 : kept, rounded: /[1-9]/.test(beyond) };
}

function unreadableLength(text: string): string {
  if (text === '') return 'no length is given';
  const mistake = commonMistakes.find(({ shape }) => shape.test(text));
  return `'${text}' ${mistake?.says ?? 'is not a length in mm'}`;
}
