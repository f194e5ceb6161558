/**
 * What a reader must know beside the verdict of a timepoint.
 */
import { recistLimits } from '../thresholds.js';
import type { EvaluatorMatrix, LesionSeries } from './lesion-series.js';
import { formatMillimetresShort } from './lengths.js';
import { isNormalNode } from './nodes.js';

/** An unread earlier scan has unknown values: a lower nadir or an earlier new lesion would make growth more likely, never less. */
function unreadNotes({ timeline }: EvaluatorMatrix, index: number): readonly string[] {
  if (timeline.held.length === 0) return [];
  return timeline.held
    .filter((earlier) => earlier < index && earlier >= timeline.baseline)
    .map(
      (earlier) =>
        `'${timeline.timepoints[earlier]!.timepoint.label}' waits for the sender and is not in the nadir: its values could lower it, so growth may be understated here.`,
    );
}

function previousSize(lesion: LesionSeries, { timeline }: EvaluatorMatrix, index: number): number | null {
  for (let before = index - 1; before >= timeline.baseline && before >= 0; before -= 1) {
    const { size } = lesion.readings[before]!;
    if (timeline.timepoints[before]!.phase !== 'held' && size !== null) return size;
  }
  return null;
}

/** A normal node of 10 to under 15 mm again: no progression by itself, looked at again at the next scan (EORTC). */
function nodeNote(lesion: LesionSeries, matrix: EvaluatorMatrix, index: number): string | null {
  const now = lesion.readings[index]!.size;
  if (!lesion.node || lesion.role === 'new' || now === null) return null;
  if (isNormalNode(true, now) || now >= recistLimits.measurableNode) return null;
  const before = previousSize(lesion, matrix, index);
  return before !== null && isNormalNode(true, before)
    ? `Node ${lesion.label} rose from ${formatMillimetresShort(before)} to ${formatMillimetresShort(now)} mm: to be looked at again at the next scan.`
    : null;
}

function lesionNote(lesion: LesionSeries, index: number): string | null {
  const { treated, finding } = lesion.readings[index]!;
  if (lesion.secondPrimary)
    return `${lesion.label} is another tumour by tissue (${lesion.facts!.secondPrimary!.histology}): in no sum and no pattern.`;
  if (treated) return `${lesion.label} was treated locally since the baseline: its size is shown, not counted.`;
  return finding?.state === 'merged'
    ? `${lesion.label} is one mass with ${finding.mergedInto}: neither is compared by itself.`
    : null;
}

/** The notes of a follow-up, in words; undefined where there are none. */
export function notesAt(matrix: EvaluatorMatrix, index: number): readonly string[] | undefined {
  const notes = [...unreadNotes(matrix, index)];
  if (matrix.timeline.baselineAfterStart)
    notes.push('The first scan came after the start of treatment: not a true baseline.');
  for (const lesion of matrix.lesions) {
    const [own, node] = [lesionNote(lesion, index), nodeNote(lesion, matrix, index)];
    if (own !== null) notes.push(own);
    if (node !== null) notes.push(node);
  }
  return notes.length === 0 ? undefined : notes;
}
