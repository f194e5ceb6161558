/** How the sum of diameters stands at one scan, with the sizes at which it would be PR or PD. Made on request, never stored. */
import { growsFrom, recistThresholds, shrinksTo } from '../model/change-rules.js';
import type { Micrometres } from '../model/history.js';
import type { EvaluatorMatrix } from '../model/lesion-series.js';
import type { RecistTimepoint } from '../recist/recist.js';

export interface SumStanding {
  readonly baseline: Micrometres | null;
  /** The lowest complete sum before this scan, baseline included, and the key of the latest scan that showed it. */
  readonly nadir: { readonly sum: Micrometres; readonly timepoint: string } | null;
  /** Null where a target has no size; `measuredPart` is then what was measured, and null where nothing was. */
  readonly sum: Micrometres | null;
  readonly measuredPart: Micrometres | null;
  /** Up to this sum it would be PR against the baseline, from that one on PD against the nadir. */
  readonly responseTo: Micrometres | null;
  readonly progressionFrom: Micrometres | null;
}

/** The nadir before a scan that is classified; before one that waits for the sender, that of the scans that were read. */
function nadirSumAt(recist: readonly (RecistTimepoint | null)[], index: number): Micrometres | null {
  const own = recist[index] ?? null;
  if (own !== null) return own.nadirSum;
  const before = recist.slice(0, index).findLast((one) => one !== null);
  const known = [before?.nadirSum ?? null, before?.sum ?? null].filter((sum) => sum !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function nadirBefore(
  { timeline }: EvaluatorMatrix,
  recist: readonly (RecistTimepoint | null)[],
  index: number,
): SumStanding['nadir'] {
  const sum = nadirSumAt(recist, index);
  if (sum === null) return null;
  const before = recist.slice(0, index);
  const complete = before.findLastIndex((one) => one?.sum === sum);
  // Where parts may set the nadir (a reading), the part that did.
  const showed = complete >= 0 ? complete : before.findLastIndex((one) => one?.measuredPart === sum);
  return { sum, timepoint: timeline.timepoints[showed >= 0 ? showed : timeline.baseline]!.timepoint.key };
}

/** Of the scan at `index`; a scan that is held, or lies before the treatment, has no sum of its own. */
export function sumStandingAt(
  matrix: EvaluatorMatrix,
  recist: readonly (RecistTimepoint | null)[],
  index: number,
): SumStanding {
  const found = recist[index] ?? null;
  const baseline = (found ?? recist.slice(0, index).findLast((one) => one !== null))?.baselineSum ?? null;
  const nadir = nadirBefore(matrix, recist, index);
  // Where no target has a size the measured part is 0: not a size that anybody measured.
  const part = found === null || found.sum !== null ? null : found.measuredPart || null;
  return {
    baseline,
    nadir,
    sum: found?.sum ?? null,
    measuredPart: part,
    responseTo: baseline === null ? null : Math.floor(shrinksTo(baseline, recistThresholds)),
    progressionFrom: nadir === null ? null : Math.ceil(growsFrom(nadir.sum, recistThresholds)),
  };
}
