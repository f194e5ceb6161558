/**
 * What must be so for a phrase to claim it. A filling asks here before it chooses the phrase, so that the words are true of the sizes by
 * construction; test/conformance/claims.spec.ts reads the sentences back and holds them against the sizes by a check of its own.
 */
import {
  isPartialResponse,
  type LesionTimepoint,
  type LesionTrajectory,
  type Micrometres,
} from '../../response/index.js';
import type { LesionView } from '../facts/case-picture.js';
import type { SizedLesion } from './phrase.js';

/** 'grew': larger than at the scan it is compared with. */
export const rose = (from: Micrometres, to: Micrometres): boolean => to > from;

/** 'shrank': smaller than at the scan it is compared with. */
export const fell = (from: Micrometres, to: Micrometres): boolean => to < from;

/** 'shrank by 30 % or more'. */
export const shrankEnough = ({ from, to }: SizedLesion): boolean => isPartialResponse(from, to);

/** Rises of as much as is asked of a shrinkage, in percent. */
const riseOfNote = 30;

/** 'rose by 30 % or more': such a change is not one that is 'less than that'. */
export const roseAsMuch = ({ from, to }: SizedLesion): boolean => to > from && 100 * (to - from) >= riseOfNote * from;

/** 'all other lesions': nothing stands beside them, neither a lesion that was treated nor a new one. */
export const nothingElse = (lesions: readonly LesionView[]): boolean =>
  !lesions.some(({ treated, role, gone }) => treated || (role === 'new' && gone !== true));

/** The size before the last scan, and the one at it; null where one is missing. */
function lastStep({ points }: LesionTrajectory, latest: string): readonly [Micrometres, Micrometres] | null {
  const at = points.findIndex(({ timepoint }) => timepoint === latest);
  const sized = ({ size }: LesionTimepoint): boolean => size !== null;
  const [before, now] = [points.slice(0, Math.max(at, 0)).findLast(sized), points[at]];
  return before?.size == null || now?.size == null ? null : [before.size, now.size];
}

/** Whether some of these lesions are smaller, or larger, at the last scan than when they were measured before. */
export const changedLast = (
  lesions: readonly LesionTrajectory[],
  latest: string,
  how: (from: Micrometres, to: Micrometres) => boolean,
): boolean =>
  lesions.some((lesion) => {
    const step = lastStep(lesion, latest);
    return step !== null && how(...step);
  });
