/**
 * Tumour growth before and under treatment (docs/clinical-basis.md#hyperprogression-and-growth-rates; formulas general
 * knowledge: Ferte 2014, Champiat 2017). A month is 30.44 days. Targets only. Floats: these are rates, not thresholds
 * of a length.
 */
import type { DaySpan } from '../model/dates.js';
import type { Micrometres } from '../model/history.js';
import { growthLimits } from '../thresholds.js';

export const { daysPerMonth } = growthLimits;

/** Growth between two sums: TGR in percent of volume a month (null from or to nothing, and beyond any number), TGK in mm a month. */
export interface GrowthRate {
  readonly days: number;
  readonly tgr: number | null;
  readonly tgk: number;
}

/** Rates between two sums of diameters; null where the days between are not positive or the earlier sum is 0. */
export function growthRate(before: Micrometres, after: Micrometres, from: DaySpan, to: DaySpan): GrowthRate | null {
  const days = (to.from + to.to - from.from - from.to) / 2;
  if (days <= 0 || before <= 0) return null;
  const months = days / daysPerMonth;
  const tgr = 100 * (Math.exp((3 * Math.log(after / before)) / months) - 1);
  return {
    days,
    tgr: after === 0 || !Number.isFinite(tgr) ? null : tgr,
    tgk: (after - before) / 1000 / months,
  };
}
