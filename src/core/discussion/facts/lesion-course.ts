/**
 * How one lesion went from scan to scan, beside its sizes at the last one: since when it is there, whether its growth is beyond noise, and
 * what it did after it was treated.
 */
import {
  changeInNoise,
  defaultOptions,
  isPartialResponse,
  reportedLesionGrew,
  type LesionTimepoint,
  type LesionTrajectory,
  type Micrometres,
  type Timepoint,
  type TimepointClassification,
} from '../../response/index.js';

/** The scans of one evaluator by their keys, with what was stated of each. */
export interface ScansSeen {
  readonly scans: readonly TimepointClassification[];
  readonly latest: TimepointClassification | null;
  readonly stated: ReadonlyMap<string, Timepoint>;
}

export interface LesionCourse {
  /** The scan that first showed it in the run that goes on now, equivocal or not; null where it is not there. */
  readonly firstSeen: TimepointClassification | null;
  /** The last scan before that which says it is absent, or has no row for it and showed its organ or does not say what it showed; null where none did. */
  readonly lastWithout: TimepointClassification | null;
  /** Its growth over the lowest size is beyond measurement noise, or was seen at the scan before as well. */
  readonly grewBeyondNoise: boolean;
  /** A new lesion that is 30 % or more under its first size. */
  readonly regressed: boolean;
  /** Growth at the last scan that measured it, where the last scan of all did not; null where that scan shows none. */
  readonly grewWhenLastMeasured: {
    readonly from: Micrometres;
    readonly to: Micrometres;
    readonly at: TimepointClassification;
  } | null;
  /** Its lowest size since a local treatment, before the last scan; null where it was not treated or has no such size. */
  readonly lowestSinceTreatment: { readonly size: Micrometres; readonly at: TimepointClassification } | null;
}

const unseen: ReadonlySet<string> = new Set(['absent', 'not-evaluable', 'not-done', 'no-row']);

interface Shown {
  readonly point: LesionTimepoint;
  readonly scan: TimepointClassification;
}

const shownAt = ({ points }: LesionTrajectory, { scans }: ScansSeen): Shown[] =>
  scans.flatMap((scan) => {
    const point = points.find(({ timepoint }) => timepoint === scan.key);
    return point === undefined ? [] : [{ point, scan }];
  });

function firstOfRun(shown: readonly Shown[]): Shown | null {
  let first: Shown | null = null;
  for (const one of [...shown].reverse()) {
    if (one.point.state === 'absent') break;
    if (!unseen.has(one.point.state)) first = one;
  }
  return first;
}

/** A row that could not be evaluated does not say that the lesion was not there. */
function reportedWithout({ organ, points }: LesionTrajectory, first: Shown, { scans, stated }: ScansSeen) {
  return (
    scans.slice(0, scans.indexOf(first.scan)).findLast(({ key }) => {
      const state = points.find(({ timepoint }) => timepoint === key)?.state ?? 'no-row';
      if (state !== 'no-row') return state === 'absent';
      const timepoint = stated.get(key);
      const { organsImaged = null, organsPartlyImaged = [] } = timepoint ?? {};
      return (
        organ === null || organsImaged === null || organsImaged.includes(organ) || organsPartlyImaged.includes(organ)
      );
    }) ?? null
  );
}

const grewAt = ({ organ, axis }: LesionTrajectory, { change, state }: LesionTimepoint): boolean =>
  change !== null &&
  change.nadir !== null &&
  change.now !== null &&
  reportedLesionGrew({ organ, axis, nadir: change.nadir, now: change.now, state });

/** Reader who measured at the lowest size, whose scan is the latest that shows it. */
function isBeyondNoise(shown: readonly Shown[], last: Shown): boolean {
  const { nadir, now } = last.point.change ?? { nadir: null, now: null };
  if (nadir === null || now === null) return false;
  const lowest = shown.findLast(({ point }) => point !== last.point && point.size === nadir);
  const same = lowest !== undefined && lowest.scan.reader !== null && lowest.scan.reader === last.scan.reader;
  const multiple = changeInNoise(nadir, now, same ? 'same-reader' : 'different-readers', defaultOptions.noise);
  return multiple >= defaultOptions.flags.noiseMultiple;
}

function lowestSinceTreatment(shown: readonly Shown[], last: Shown): LesionCourse['lowestSinceTreatment'] {
  let lowest: LesionCourse['lowestSinceTreatment'] = null;
  for (const { point, scan } of shown) {
    if (point === last.point || point.treated !== true || point.size === null) continue;
    if (lowest === null || point.size <= lowest.size) lowest = { size: point.size, at: scan };
  }
  return lowest;
}

function hasRegressed(shown: readonly Shown[], first: Shown | null, last: Shown | undefined): boolean {
  if (first === null || last === undefined || last.point.size === null) return false;
  const sized = shown.slice(shown.indexOf(first)).find(({ point }) => point.size !== null);
  return sized !== undefined && sized.point.size !== null && isPartialResponse(sized.point.size, last.point.size);
}

function grewWhenLastMeasured(
  trajectory: LesionTrajectory,
  shown: readonly Shown[],
  last: Shown | undefined,
): LesionCourse['grewWhenLastMeasured'] {
  if (last === undefined || last.point.size !== null || last.point.state === 'absent') return null;
  const measured = shown.findLast(({ point }) => point.size !== null);
  const change = measured?.point.change ?? null;
  if (measured === undefined || change === null || !grewAt(trajectory, measured.point)) return null;
  return { from: change.nadir!, to: change.now!, at: measured.scan };
}

/** The course of a lesion up to the last scan. */
export function courseOfLesion(trajectory: LesionTrajectory, seen: ScansSeen): LesionCourse {
  const shown = shownAt(trajectory, seen);
  const first = firstOfRun(shown);
  const last = shown.find(({ scan }) => scan === seen.latest);
  const before = last === undefined ? undefined : shown.slice(0, shown.indexOf(last)).at(-1);
  return {
    firstSeen: first?.scan ?? null,
    lastWithout: first === null ? null : reportedWithout(trajectory, first, seen),
    grewBeyondNoise:
      last !== undefined &&
      (isBeyondNoise(shown, last) ||
        (before !== undefined && grewAt(trajectory, before.point) && grewAt(trajectory, last.point))),
    regressed: trajectory.role === 'new' && hasRegressed(shown, first, last),
    grewWhenLastMeasured: grewWhenLastMeasured(trajectory, shown, last),
    lowestSinceTreatment: last?.point.treated === true ? lowestSinceTreatment(shown, last) : null,
  };
}
