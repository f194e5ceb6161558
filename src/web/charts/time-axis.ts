import type { DateInterval } from '../../core/response/index.js';
import { dayNumber } from '../format/dates.js';

/** What a chart needs to know of a scan to place it in time. */
export interface Scan {
  readonly key: string;
  readonly label: string;
  readonly date: DateInterval | null;
  readonly studyDay: number | null;
}

export interface PlacedScan extends Scan {
  /** Position on the axis: days since 1970-01-01, study days, or the scan's place in the order. */
  readonly at: number;
}

/** `order` is used where the scans share neither dates nor study days: nothing is invented to draw a proportional axis. */
type AxisKind = 'dates' | 'study-days' | 'order';

export interface TimeAxis {
  readonly kind: AxisKind;
  /** In the order of time. */
  readonly scans: readonly PlacedScan[];
  readonly from: number;
  readonly to: number;
}

/** Puts scans on one axis; a partial date stands at the middle of its interval. */
export function timeAxis(scans: readonly Scan[]): TimeAxis {
  const kind = axisKind(scans);
  const placed = scans
    .map((scan, index) => ({ ...scan, at: position(scan, index, kind) }))
    .sort((one, other) => one.at - other.at);
  return { kind, scans: placed, from: placed[0]?.at ?? 0, to: placed.at(-1)?.at ?? 0 };
}

function axisKind(scans: readonly Scan[]): AxisKind {
  if (scans.every(({ date }) => date !== null)) return 'dates';
  return scans.every(({ studyDay }) => studyDay !== null) ? 'study-days' : 'order';
}

function position({ date, studyDay }: Scan, index: number, kind: AxisKind): number {
  if (kind === 'dates' && date !== null) return (dayNumber(date.from) + dayNumber(date.to)) / 2;
  return kind === 'study-days' && studyDay !== null ? studyDay : index;
}
