/**
 * Exact decimals for quantities of PET: the text as sent becomes a whole number of 10^-20, so that a threshold is never a matter of
 * binary rounding.
 */
const places = 20;

/** A decimal text ('8.4') as a whole number of 10^-20; null where it is no plain decimal or has more than 20 places. */
export function parseDecimal(text: string): bigint | null {
  const match = /^(\d+)(?:\.(\d{1,20}))?$/.exec(text);
  return match === null ? null : BigInt(match[1]! + (match[2] ?? '').padEnd(places, '0'));
}

/** The shortest decimal text of a whole number of 10^-20. */
export function formatDecimal(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}

export const sumOfDecimals = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);
