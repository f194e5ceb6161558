/**
 * When each new lesion counts (docs/clinical-basis.md#who-can-shrink-or-grow-p): from the scan that shows it, at every
 * later scan until it is reported absent; an equivocal one that becomes unequivocal counts from the first equivocal
 * scan of that run.
 */
import { isPartialResponse } from './change-rules.js';
import { immuneLimits } from '../thresholds.js';
import type { Timepoint } from './history.js';
import { isNormalNode } from './nodes.js';
import type { EvaluatorMatrix, LesionSeries } from './lesion-series.js';
import { measurableFrom } from './measurability.js';
import type { RecistReadings } from './options.js';

export type NewLesionStatus = 'not-there' | 'equivocal' | 'unequivocal' | 'dated-back';

export interface NewLesionCourse {
  readonly lesion: LesionSeries;
  /** By index of the timeline. */
  readonly status: readonly NewLesionStatus[];
  /** True where the lesion counts although the scan has no row for it. */
  readonly withoutRow: readonly boolean[];
}

type Sighting = 'seen' | 'doubted' | 'gone' | 'no-word';

function sightingAt(lesion: LesionSeries, index: number): Sighting {
  const finding = lesion.readings[index]?.finding ?? null;
  if (finding === null || finding.state === 'not-evaluable' || finding.state === 'not-done') return 'no-word';
  if (finding.state === 'absent' || finding.micrometres === 0) return 'gone';
  return finding.certainty === 'equivocal' ? 'doubted' : 'seen';
}

/** A node under 10 mm short axis is normal, and no new lesion whatever it is sent as (EORTC): it is one from the scan at which it is larger. */
export const isNormalAt = ({ node, readings }: LesionSeries, index: number): boolean => {
  const { size = null } = readings[index] ?? {};
  return size !== null && size > 0 && isNormalNode(node, size);
};

function courseOf(lesion: LesionSeries, matrix: EvaluatorMatrix, readings: RecistReadings): NewLesionCourse {
  const count = matrix.timeline.timepoints.length;
  const status = new Array<NewLesionStatus>(count).fill('not-there');
  const withoutRow = new Array<boolean>(count).fill(false);
  let current: NewLesionStatus = 'not-there';
  let runStart = 0;
  for (let index = 0; index < count; index += 1) {
    if (matrix.timeline.timepoints[index]!.phase !== 'follow-up') continue;
    const sighted = sightingAt(lesion, index);
    const sighting = current === 'not-there' && isNormalAt(lesion, index) ? 'no-word' : sighted;
    if (sighting === 'gone') current = 'not-there';
    if (sighting === 'doubted' && current === 'not-there') {
      current = 'equivocal';
      runStart = index;
    }
    if (sighting === 'seen') {
      if (current === 'equivocal' && readings.equivocalNewLesion === 'dated-back') dateBack(status, runStart, index);
      current = 'unequivocal';
    }
    const silent = sighting === 'no-word';
    status[index] = silent && readings.newLesionWithoutRow === 'not-counted' ? 'not-there' : current;
    withoutRow[index] = silent && status[index] !== 'not-there';
  }
  return { lesion, status, withoutRow };
}

function dateBack(status: NewLesionStatus[], from: number, confirmedAt: number): void {
  for (let index = from; index < confirmedAt; index += 1) {
    if (status[index] === 'equivocal') status[index] = 'dated-back';
  }
}

/** True when the lesion was there at or before the baseline: then it is not new, whatever its role says. */
export const wasThereBefore = (lesion: LesionSeries, matrix: EvaluatorMatrix): boolean =>
  lesion.readings.some(
    (_, index) =>
      sightingAt(lesion, index) !== 'no-word' &&
      sightingAt(lesion, index) !== 'gone' &&
      matrix.timeline.timepoints[index]!.phase !== 'follow-up' &&
      matrix.timeline.timepoints[index]!.phase !== 'held',
  );

/** The course of every new lesion; lesions of another tumour, without tumour by tissue, and those there from the start, are not new disease. */
export const newLesionCourses = (matrix: EvaluatorMatrix, readings: RecistReadings): readonly NewLesionCourse[] =>
  matrix.lesions
    .filter(
      (lesion) =>
        lesion.role === 'new' && !lesion.secondPrimary && lesion.benignFrom === null && !wasThereBefore(lesion, matrix),
    )
    .map((lesion) => courseOf(lesion, matrix, readings));

/** Index of the follow-up that first showed a lesion in the run that goes on at `index`, equivocal or not; `index` where none did. */
export function firstShownAt(lesion: LesionSeries, index: number, { timeline }: EvaluatorMatrix): number {
  let first = index;
  for (let at = index; at > timeline.baseline; at -= 1) {
    if (timeline.timepoints[at]!.phase !== 'follow-up') continue;
    const sighting = sightingAt(lesion, at);
    if (sighting === 'gone') return first;
    if (sighting !== 'no-word') first = at;
  }
  return first;
}

/**
 * Index of the last scan before `first` that showed the organ of a lesion without it: what a scan does not state, and an organ of which it
 * showed a part, may have been imaged there. -1 where none did.
 */
export function lastImagedWithout({ timeline }: EvaluatorMatrix, { organ }: LesionSeries, first: number): number {
  for (let at = first - 1; at >= timeline.baseline && at >= 0; at -= 1) {
    const { timepoint, phase } = timeline.timepoints[at]!;
    const { organsImaged, organsPartlyImaged } = timepoint;
    if (phase === 'held') continue;
    if (organ === null || organsImaged === null || organsImaged.includes(organ) || organsPartlyImaged?.includes(organ))
      return at;
  }
  return -1;
}

/**
 * Index of the last scan before `first` of which it can be said that the lesion was not reported: one that says it is absent, or imaged its
 * organ and has no row for it. A row that could not be evaluated says nothing. -1 where there is none.
 */
export function lastReportedWithout(matrix: EvaluatorMatrix, lesion: LesionSeries, first: number): number {
  const { timepoints, baseline } = matrix.timeline;
  for (let at = first - 1; at >= baseline && at >= 0; at -= 1) {
    if (timepoints[at]!.phase === 'held') continue;
    if (sightingAt(lesion, at) === 'gone') return at;
    const finding = lesion.readings[at]?.finding ?? null;
    if (finding === null && lastImagedWithout(matrix, lesion, at + 1) === at) return at;
  }
  return -1;
}

/** A new lesion that shrank by 30 % or more against its first size, or a node back under 10 mm: it responds, and is no escape. */
export function respondsSinceFirst({ lesion, status }: NewLesionCourse, index: number): boolean {
  const { size } = lesion.readings[index]!;
  if (size === null) return false;
  if (isNormalNode(lesion.node, size)) return true;
  const first = lesion.readings.find((reading, at) => reading.size !== null && status[at] !== 'not-there');
  return first !== undefined && isPartialResponse(first.size!, size);
}

/** True where the lesion counts as unequivocally new. */
export const countsAsNew = (status: NewLesionStatus | undefined): boolean =>
  status === 'unequivocal' || status === 'dated-back';

/** Adds new lesions to those that are followed by size: measurable at this scan, the largest first, at most 5 and 2 an organ (nodes are one organ). */
export function takeNewTargets(
  chosen: LesionSeries[],
  candidates: readonly LesionSeries[],
  index: number,
  timepoint: Timepoint,
): void {
  const measurable = candidates.flatMap((lesion) => {
    const { kind, size, finding } = lesion.readings[index]!;
    return kind === 'measured' && !chosen.includes(lesion) && size! >= measurableFrom(lesion.node, finding!, timepoint)
      ? [{ lesion, size: size! }]
      : [];
  });
  // Lesions come in the order of their labels, which decides between equal sizes.
  for (const { lesion } of measurable.sort((one, other) => other.size - one.size)) {
    const sameOrgan = chosen.filter(({ organ }) => organ !== null && organ === lesion.organ).length;
    if (chosen.length < immuneLimits.mostNewTargets && sameOrgan < immuneLimits.mostNewTargetsAnOrgan)
      chosen.push(lesion);
  }
}
