import type { LesionTrajectory } from '../../core/response/index.js';
import { markOf, type EvaluatorStanding, type LesionStanding, type Tone } from './lesion-standing.js';
import type { TimeAxis } from './time-axis.js';

interface RelativePoint {
  readonly timepoint: string;
  readonly at: number;
  /** Size in per cent of that at baseline. */
  readonly percent: number;
}

/** One lesion in per cent of its baseline. */
export interface RelativeLesion {
  readonly lesion: string;
  readonly tone: Tone;
  readonly points: readonly RelativePoint[];
  /** Where the lesion has a size now: its per cent of baseline; null where its last scan has none. */
  readonly now: number | null;
}

/** A lesion without a size at baseline: nothing of it can be drawn in per cent, only when it was first seen. */
interface UnrelatedLesion {
  readonly lesion: string;
  readonly isNew: boolean;
  /** Position of the scan that first saw it; null where no scan has. */
  readonly firstSeen: number | null;
}

export interface RelativeSizes {
  readonly drawn: readonly RelativeLesion[];
  readonly beside: readonly UnrelatedLesion[];
}

const baselineOf = ({ kind, size, baseline }: LesionStanding): number | null =>
  baseline?.size ?? (kind === 'baseline' ? size : null);

const seen = ({ state, size }: LesionTrajectory['points'][number]): boolean =>
  size !== null || !['no-row', 'not-done', 'not-evaluable', 'absent'].includes(state);

/** Every lesion of an evaluator in per cent of its size at baseline, in the order of the reading; sizes that were not measured are left out. */
export function relativeSizes(
  { lesions: standings, timepoint }: Pick<EvaluatorStanding, 'lesions' | 'timepoint'>,
  lesions: readonly LesionTrajectory[],
  axis: TimeAxis,
): RelativeSizes {
  const at = new Map(axis.scans.map((scan) => [scan.key, scan.at]));
  const standingOf = new Map(standings.map((standing) => [standing.lesion, standing]));
  const drawn: RelativeLesion[] = [];
  const beside: UnrelatedLesion[] = [];
  for (const { lesion, role, points } of lesions) {
    const standing = standingOf.get(lesion);
    if (standing === undefined) continue;
    const baseline = baselineOf(standing);
    const placed = points.flatMap((point) => {
      const position = at.get(point.timepoint);
      return position === undefined ? [] : [{ ...point, at: position }];
    });
    if (baseline === null || baseline === 0) {
      beside.push({ lesion, isNew: role === 'new', firstSeen: placed.find(seen)?.at ?? null });
      continue;
    }
    const sized = placed.flatMap(({ timepoint: key, at: position, size }) =>
      size === null ? [] : [{ timepoint: key, at: position, percent: (size / baseline) * 100 }],
    );
    drawn.push({
      lesion,
      tone: markOf(standing).tone,
      points: sized,
      now: sized.find((point) => point.timepoint === timepoint)?.percent ?? null,
    });
  }
  return { drawn, beside };
}
