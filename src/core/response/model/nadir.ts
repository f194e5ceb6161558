import type { Micrometres } from './history.js';
import type { EvaluatorMatrix, LesionSeries } from './lesion-series.js';

/** Index of the latest scan before `index` at which the lesion had its nadir; the baseline where no later one shows it. */
export function nadirIndexOf(
  { timeline }: EvaluatorMatrix,
  lesion: LesionSeries,
  nadir: Micrometres,
  index: number,
): number {
  for (let before = index - 1; before > timeline.baseline; before -= 1) {
    if (timeline.timepoints[before]!.phase === 'follow-up' && lesion.readings[before]!.size === nadir) return before;
  }
  return timeline.baseline;
}
