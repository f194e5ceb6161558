/**
 * What a reader must know beside the verdict of a timepoint.
 */
import type { EvaluatorMatrix, LesionSeries } from './lesion-series.js';
import { formatMillimetresShort, millimetre } from './lengths.js';
import { normalNodeLimit } from './lesion-series.js';

/** An unread earlier scan has unknown values: a lower nadir or an earlier new lesion would make growth more likely, never less. */
function unreadNotes({ timeline }: EvaluatorMatrix, index: number): readonly string[] {
  return timeline.timepoints
    .filter(({ phase }, earlier) => phase === 'held' && earlier < index && earlier >= timeline.baseline)
    .map(({ timepoint }) => `'${timepoint.label}' waits for the sender and is not in the nadir: its values could lower it, so growth may be understated here.`);
}

function previousSize(lesion: LesionSeries, { timeline }: EvaluatorMatrix, index: number): number | null {
  for (let before = index - 1; before >= timeline.baseline && before >= 0; before -= 1) {
    const { size } = lesion.readings[before]!;
    if (timeline.timepoints[before]!.phase !== 'held' && size !== null) return size;
  }
  return null;
}

/** A normal node of 10 to under 15 mm again: no progression by itself, looked at again at the next scan (EORTC). */
function nodeNotes(matrix: EvaluatorMatrix, index: number): readonly string[] {
  return matrix.lesions.flatMap((lesion) => {
    const now = lesion.readings[index]!.size;
    if (!lesion.node || lesion.role === 'new' || now === null || now < normalNodeLimit || now >= 15 * millimetre) return [];
    const before = previousSize(lesion, matrix, index);
    return before !== null && before < normalNodeLimit
      ? [`Node ${lesion.label} rose from ${formatMillimetresShort(before)} to ${formatMillimetresShort(now)} mm: to be looked at again at the next scan.`] : [];
  });
}

function lesionNotes(matrix: EvaluatorMatrix, index: number): readonly string[] {
  return matrix.lesions.flatMap((lesion) => {
    const { treated, finding } = lesion.readings[index]!;
    if (lesion.secondPrimary) return [`${lesion.label} is another tumour by tissue (${lesion.facts!.secondPrimary!.histology}): in no sum and no pattern.`];
    if (treated) return [`${lesion.label} was treated locally since the baseline: its size is shown, not counted.`];
    return finding?.state === 'merged' ? [`${lesion.label} is one mass with ${finding.mergedInto}: neither is compared by itself.`] : [];
  });
}

/** The notes of a follow-up, in words. */
export const notesAt = (matrix: EvaluatorMatrix, index: number): readonly string[] => [
  ...unreadNotes(matrix, index),
  ...(matrix.timeline.baselineAfterStart ? ['The first scan came after the start of treatment: not a true baseline.'] : []),
  ...lesionNotes(matrix, index),
  ...nodeNotes(matrix, index),
];
