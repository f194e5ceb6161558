/** Lengths and changes as text of the chosen language. Sizes arrive in whole micrometres; rounding happens here and nowhere before. */
import { formatMillimetres, formatMillimetresShort, formatPercentChange } from '../../core/response/index.js';

const localised = (text: string, decimalMark: string): string => text.replace('.', decimalMark).replace('-', '−');

/** 18000 -> '18.0' (mm, one decimal). */
export const showMillimetres = (micrometres: number, decimalMark: string): string =>
  localised(formatMillimetres(Math.round(micrometres)), decimalMark);

/** 5000 -> '5' (mm, a decimal only where there is one). */
export const showMillimetresShort = (micrometres: number, decimalMark: string): string =>
  localised(formatMillimetresShort(micrometres), decimalMark);

/** The change in mm with its sign: 18000, 26000 -> '+8.0'. */
export function showMillimetreChange(reference: number, now: number, decimalMark: string): string {
  return `${now > reference ? '+' : now === reference ? '±' : ''}${showMillimetres(now - reference, decimalMark)}`;
}

/** The change in percent with its sign: 18000, 26000 -> '+44.4 %'; a change from 0 mm has no percentage: null. */
export const showPercentChange = (reference: number, now: number, decimalMark: string): string | null =>
  reference === 0 ? null : localised(formatPercentChange(reference, now), decimalMark).replace(' ', '\u00a0');

/** A change in percent with its sign and one decimal: -59.95 -> '−60.0 %'. */
export const showPercent = (percent: number, decimalMark: string): string => {
  const tenths = Math.sign(percent) * Math.round(Math.abs(percent) * 10);
  return `${localised(`${tenths > 0 ? '+' : ''}${(tenths / 10).toFixed(1)}`, decimalMark)}\u00a0%`;
};
