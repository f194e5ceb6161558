/** Why a flag that rests on new lesions is held back: equivocal, where nothing was imaged before, a small node seen once. */
import { openTissueResults, type Micrometres } from '../model/history.js';
import { named, type LesionSeries } from '../model/lesion-series.js';
import { firstShownAt, lastImagedWithout } from '../model/new-lesions.js';
import { recistLimits } from '../thresholds.js';
import type { SeenAt } from './growth-in-noise.js';
import { hold, type Hold } from './hold-codes.js';

/** What rests on new lesions at one scan. */
export interface NewLesionsSeen extends SeenAt {
  readonly newLesions: readonly LesionSeries[];
  readonly growers: readonly unknown[];
  readonly doubtful: boolean;
}

/** Tissue that says what the lesion is; an insufficient sample, or a result that is awaited, does not. */
const tissueTells = ({ facts }: LesionSeries): boolean =>
  facts?.tissue !== undefined && !openTissueResults.has(facts.tissue.result);

const sizeBefore = ({ readings }: LesionSeries, index: number): Micrometres | null =>
  readings.slice(0, index).findLast((reading) => reading.size !== null && reading.size > 0)?.size ?? null;

/** A node of 10 to under 15 mm that was not seen before with at most this size, and of which there is neither tissue nor uptake. */
function isSmallNodeSeenOnce({ matrix, index }: SeenAt, lesion: LesionSeries): boolean {
  const { size, finding } = lesion.readings[index]!;
  const { node } = lesion;
  if (!node || size === null || size < recistLimits.normalNode || size >= recistLimits.measurableNode) return false;
  const modality = finding?.modality ?? matrix.timeline.timepoints[index]!.timepoint.modality;
  if (tissueTells(lesion) || modality === 'PET-CT' || (finding?.uptake.length ?? 0) > 0) return false;
  const before = sizeBefore(lesion, index);
  return before === null || before > size || before < recistLimits.normalNode;
}

/** Seen at 10 mm or more before, and smaller now. */
const isSmallerThanBefore = (lesion: LesionSeries, { index }: SeenAt): boolean => {
  const before = sizeBefore(lesion, index);
  return before !== null && before >= recistLimits.normalNode && before > (lesion.readings[index]!.size ?? before);
};

/** The reason of a flag that rests on new lesions; null where there is none, or established lesions grew as well. */
export function newLesionHold(seen: NewLesionsSeen): Hold | null {
  const { newLesions } = seen;
  if (newLesions.length === 0) return null;
  if (seen.doubtful) return hold('new-lesion-equivocal', { lesions: newLesions.map(named) });
  if (
    newLesions.every(
      (lesion) => lastImagedWithout(seen.matrix, lesion, firstShownAt(lesion, seen.index, seen.matrix)) < 0,
    )
  )
    return hold('new-lesion-not-imaged-before', { lesions: newLesions.map(named) });
  const smaller = newLesions.filter((lesion) => isSmallerThanBefore(lesion, seen)).map(({ label }) => label);
  return seen.growers.length === 0 && newLesions.every((lesion) => isSmallNodeSeenOnce(seen, lesion))
    ? hold('small-new-node', { lesions: newLesions.map(named), ...(smaller.length > 0 ? { smaller } : {}) })
    : null;
}
