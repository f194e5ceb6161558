/**
 * Exact arithmetic on lengths in whole micrometres. Thresholds are ratios of integers; no binary float decides anything here.
 */
import type { Micrometres } from './history.js';

/** 1 mm in micrometres. */
export const millimetre = 1000;

/** True when `now` is at least `percent` % below `reference` (inclusive), or more than that (strict). */
export const hasShrunk = (reference: Micrometres, now: Micrometres, percent: number, strict: boolean): boolean => {
  const difference = 100 * now - (100 - percent) * reference;
  return strict ? difference < 0 : difference <= 0;
};

/** True when `now` is at least `percent` % above `reference` (inclusive), or more than that (strict); any rise from 0 is. */
export const hasGrown = (reference: Micrometres, now: Micrometres, percent: number, strict: boolean): boolean => {
  const difference = 100 * now - (100 + percent) * reference;
  return now > reference && (strict ? difference > 0 : difference >= 0);
};

/** `numerator / denominator` rounded half away from zero, exact for integers. */
const roundedQuotient = (numerator: number, denominator: number): number => {
  const size = Math.abs(numerator);
  const quotient = Math.floor(size / denominator);
  const rounded = 2 * (size - quotient * denominator) >= denominator ? quotient + 1 : quotient;
  return numerator < 0 ? -rounded : rounded;
};

/** A length in mm with one decimal, rounded half away from zero: 9800 -> '9.8', 18000 -> '18.0'. */
export function formatMillimetres(micrometres: Micrometres): string {
  const tenths = roundedQuotient(micrometres, 100);
  const size = Math.abs(tenths);
  return `${tenths < 0 ? '-' : ''}${Math.floor(size / 10)}.${size % 10}`;
}

/** A length in mm, with a decimal only where there is one: 9800 -> '9.8', 18000 -> '18'. */
export function formatMillimetresShort(micrometres: Micrometres): string {
  const text = formatMillimetres(micrometres);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}

/** The change from `reference` to `now` in percent with one decimal and sign, '+44.4 %'; 'from 0 mm' has no percentage. */
export function formatPercentChange(reference: Micrometres, now: Micrometres): string {
  if (reference === 0) return now === 0 ? '0.0 %' : 'from 0 mm';
  const tenths = roundedQuotient((now - reference) * 1000, reference);
  const size = Math.abs(tenths);
  const sign = tenths > 0 ? '+' : tenths < 0 ? '-' : '';
  return `${sign}${Math.floor(size / 10)}.${size % 10} %`;
}
