import { showMillimetres, showPercentChange } from '../format/lengths.js';
import type { Words } from '../texts/english.js';
import type { EvaluatorStanding } from './lesion-standing.js';
import type { SummedTimepoint } from './summed-timepoint.js';
import type { ChartTexts } from './texts/english.js';

/** The response by RECIST 1.1, and by iRECIST where that was classified. */
export const responseWords = ({
  overallResponse,
  immune,
}: Pick<SummedTimepoint, 'overallResponse' | 'immune'>): string | null =>
  overallResponse === null || !immune ? overallResponse : `${overallResponse} (iRECIST ${immune.response})`;

/** Progression that the sum alone would not be. */
const isByNewLesion = ({ newLesion, overallResponse, targetResponse }: SummedTimepoint): boolean =>
  newLesion === 'yes' && overallResponse === 'PD' && targetResponse !== 'PD';

/**
 * The sum at the baseline and now, with what it means. A last scan that waits for the sender has no sum, and the one before it is not 'now'.
 * `latest` is the verdict of that scan; null where there is none yet.
 */
export function sumSentence(
  { phase, sum, held, scans }: EvaluatorStanding,
  latest: SummedTimepoint | null,
  texts: ChartTexts,
  { decimalMark }: Words,
): string {
  if (sum.baseline === null) return held === scans && held > 0 ? texts.noSumsHeld(held, scans) : texts.noSums;
  const baseline = showMillimetres(sum.baseline, decimalMark);
  if (phase === 'held') return texts.heldSum(baseline);
  if (phase === 'baseline') return texts.baselineSum(baseline);
  const now = sum.sum ?? sum.measuredPart;
  if (now === null) return texts.nothingMeasured(baseline);
  const shown = {
    baseline,
    now: showMillimetres(now, decimalMark),
    response: latest === null ? null : responseWords(latest),
    change: showPercentChange(sum.baseline, now, decimalMark),
    byNewLesion: latest !== null && isByNewLesion(latest),
  };
  return sum.sum === null ? texts.partSentence(shown) : texts.sumSentence(shown);
}
