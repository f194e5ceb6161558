/**
 * What a reader must know beside the verdict of a timepoint.
 */
import { recistLimits } from '../thresholds.js';
import { isBenignAt, named, type EvaluatorMatrix, type LesionSeries } from './lesion-series.js';
import { isNormalNode } from './nodes.js';
import { noParameters, type ResponsePhrase } from './phrases.js';

/** An unread earlier scan has unknown values: a lower nadir or an earlier new lesion would make growth more likely, never less. */
function unreadNotes({ timeline }: EvaluatorMatrix, index: number): readonly ResponsePhrase[] {
  if (timeline.held.length === 0) return [];
  return timeline.held
    .filter((earlier) => earlier < index && earlier >= timeline.baseline)
    .map((earlier) => ({
      id: 'note/unread-scan',
      parameters: { scan: timeline.timepoints[earlier]!.timepoint.label },
    }));
}

function previousSize(lesion: LesionSeries, { timeline }: EvaluatorMatrix, index: number): number | null {
  for (let before = index - 1; before >= timeline.baseline && before >= 0; before -= 1) {
    const { size } = lesion.readings[before]!;
    if (timeline.timepoints[before]!.phase !== 'held' && size !== null) return size;
  }
  return null;
}

/** A normal node of 10 to under 15 mm again: no progression by itself, looked at again at the next scan (EORTC). */
function nodeNote(lesion: LesionSeries, matrix: EvaluatorMatrix, index: number): ResponsePhrase | null {
  const now = lesion.readings[index]!.size;
  if (!lesion.node || lesion.role === 'new' || now === null) return null;
  if (isNormalNode(true, now) || now >= recistLimits.measurableNode) return null;
  const before = previousSize(lesion, matrix, index);
  return before !== null && isNormalNode(true, before)
    ? { id: 'note/node-rose', parameters: { lesion: named(lesion), from: before, to: now } }
    : null;
}

function lesionNote(lesion: LesionSeries, index: number): ResponsePhrase | null {
  const { treated, finding } = lesion.readings[index]!;
  if (lesion.secondPrimary) {
    const { histology } = lesion.facts!.secondPrimary!;
    return { id: 'note/second-primary', parameters: { lesion: named(lesion), histology } };
  }
  if (lesion.benignFrom !== null && index >= lesion.benignFrom) {
    const { kind, date, method } = lesion.facts!.tissue!;
    const grewOn = !isBenignAt(lesion, index);
    return { id: 'note/benign', parameters: { lesion: named(lesion), kind, date, method, grewOn } };
  }
  if (treated) return { id: 'note/treated', parameters: { lesion: named(lesion) } };
  return finding?.state === 'merged'
    ? { id: 'note/merged', parameters: { lesion: named(lesion), into: finding.mergedInto } }
    : null;
}

/** The notes of a follow-up; undefined where there are none. */
export function notesAt(matrix: EvaluatorMatrix, index: number): readonly ResponsePhrase[] | undefined {
  const notes: ResponsePhrase[] = [...unreadNotes(matrix, index)];
  if (matrix.timeline.baselineAfterStart) notes.push({ id: 'note/no-true-baseline', parameters: noParameters });
  for (const lesion of matrix.lesions) {
    const own = lesionNote(lesion, index);
    const node = nodeNote(lesion, matrix, index);
    if (own !== null) notes.push(own);
    if (node !== null) notes.push(node);
  }
  return notes.length === 0 ? undefined : notes;
}
