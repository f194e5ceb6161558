/**
 * Pace of one lesion between its last two sizes (docs/clinical-basis.md#hyperprogression-and-growth-rates): mm a month, and the growth rate of the
 * volume that its diameter stands for. Of a lesion that was treated locally there is none, since what comes after is not the drug's.
 */
import type { LesionTrajectory, TimepointClassification } from '../model/classification.js';
import { dayNumber, type DaySpan } from '../model/dates.js';
import { growthRate, type GrowthRate } from './growth-rate.js';

type Scan = Pick<TimepointClassification, 'key' | 'date' | 'studyDay' | 'phase'>;

export interface LesionPace extends GrowthRate {
  /** Keys of the scans between which it is taken. */
  readonly from: string;
  readonly to: string;
}

const isRead = ({ phase }: Scan): boolean => phase === 'baseline' || phase === 'follow-up';

/** Both by date, or both by study day; null where neither is known of both. */
function spansOf(one: Scan, other: Scan): readonly [DaySpan, DaySpan] | null {
  if (one.date !== null && other.date !== null)
    return [one.date, other.date].map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) })) as [
      DaySpan,
      DaySpan,
    ];
  if (one.studyDay === null || other.studyDay === null) return null;
  return [
    { from: one.studyDay, to: one.studyDay },
    { from: other.studyDay, to: other.studyDay },
  ];
}

/** The pace up to the last scan; null where that has no size of the lesion, none was measured before, the days are not known, or it was treated. */
export function lesionPace({ points }: Pick<LesionTrajectory, 'points'>, scans: readonly Scan[]): LesionPace | null {
  const read = scans.filter(isRead).flatMap((scan) => {
    const point = points.find(({ timepoint }) => timepoint === scan.key);
    return [{ scan, size: point?.size ?? null, treated: point?.treated === true }];
  });
  const last = read.at(-1);
  const before = read.slice(0, -1).findLast(({ size }) => size !== null);
  if (last?.size == null || before?.size == null || last.treated) return null;
  const spans = spansOf(before.scan, last.scan);
  const rate = spans === null ? null : growthRate(before.size, last.size, ...spans);
  return rate === null ? null : { ...rate, from: before.scan.key, to: last.scan.key };
}
