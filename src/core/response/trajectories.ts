/**
 * Each lesion through time, as it is shown: what was reported, its size, and its change against baseline, nadir and the scan before.
 */
import type { LesionTimepoint, LesionTrajectory } from './model/classification.js';
import { isBenignAt, type EvaluatorMatrix, type LesionSeries } from './model/lesion-series.js';

function pointsOf(lesion: LesionSeries, { timeline }: EvaluatorMatrix): readonly LesionTimepoint[] {
  const atBaseline =
    timeline.baseline >= 0 && timeline.timepoints[timeline.baseline]!.phase === 'baseline'
      ? lesion.readings[timeline.baseline]!.size
      : null;
  const baseline = lesion.role === 'new' ? null : atBaseline;
  let nadir: number | null = null;
  let previous: number | null = null;
  return timeline.timepoints.map(({ timepoint, phase }, index) => {
    const { size, finding, treated } = lesion.readings[index]!;
    const compared = phase === 'follow-up' && size !== null;
    const change = compared
      ? { lesion: lesion.label, role: lesion.role, organ: lesion.organ, baseline, nadir, previous, now: size }
      : null;
    const state = finding?.state ?? 'no-row';
    const shown = phase === 'held' ? null : size;
    const point: LesionTimepoint = { timepoint: timepoint.key, state, size: shown, change };
    if (size !== null && (phase === 'follow-up' || phase === 'baseline')) {
      previous = size;
      nadir = nadir === null ? size : Math.min(nadir, size);
    }
    const benign = lesion.benignFrom !== null && isBenignAt(lesion, index);
    const volumes = phase === 'held' ? undefined : finding?.volumes;
    const sentAs = finding?.sentAs;
    // Most points are none of these, and a whole study is traced at once: only those that are get an object of their own.
    return treated || benign || volumes !== undefined || sentAs !== undefined
      ? {
          ...point,
          ...(treated ? { treated } : {}),
          ...(benign ? { benign } : {}),
          ...(volumes === undefined ? {} : { volumes }),
          ...(sentAs === undefined ? {} : { sentAs }),
        }
      : point;
  });
}

/** The trajectories of all lesions of one evaluator: targets, non-targets, new ones, each group by label. */
export const traceTrajectories = (matrix: EvaluatorMatrix): readonly LesionTrajectory[] =>
  matrix.lesions.map((lesion) => ({
    lesion: lesion.label,
    role: lesion.role,
    organ: lesion.organ,
    site: lesion.site,
    axis: lesion.axis,
    ...(lesion.secondPrimary ? { secondPrimary: true as const } : {}),
    points: pointsOf(lesion, matrix),
  }));
