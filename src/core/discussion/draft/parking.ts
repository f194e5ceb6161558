/**
 * Parking of an item by rule T1: proposed by the item, confirmed by a named clinician as a fact of the line, shown as 'waiting until
 * dd-Mmm', and over when the next scan arrives or the window ends. Nothing here reads a clock: the caller names the day.
 * A case with a new or growing lesion in brain, meninges or spine, or with an organ at risk in a report, is never parked.
 */
import { type DateInterval, immuneLimits } from '../../response/index.js';
import { dayOf, daysAfter, intervalOf, newestOf, textIn } from '../facts/case-fact.js';
import type { CasePicture } from '../facts/case-picture.js';
import type { Rule } from '../catalog/rule.js';

export interface Parking {
  /** The day up to which the case waits: the one confirmed, or the end of the window of eight weeks where that is earlier. */
  readonly until: string;
  readonly by: string;
  readonly confirmedOn: string | null;
  /** Key of the scan it follows; a later scan ends it. */
  readonly timepoint: string;
}

const { confirmingScanFirstDays, confirmingScanLastDays } = immuneLimits;

/** The days on which a scan would confirm what the last one shows; null where the date of that one is not known. */
export function confirmationWindow({ latest }: CasePicture): DateInterval | null {
  return latest?.date
    ? {
        from: daysAfter(latest.date.from, confirmingScanFirstDays),
        to: daysAfter(latest.date.to, confirmingScanLastDays),
      }
    : null;
}

/**
 * Whether the case may wait at all: never while a question stands whose rule forbids it (brain and spine), nor where a report names an
 * organ at risk, acknowledged or not.
 */
const mayWait = ({ history }: CasePicture, standing: readonly Pick<Rule, 'neverParked'>[]): boolean =>
  history.reported.organAtRisk !== 'yes' && !standing.some(({ neverParked }) => neverParked === true);

/**
 * The parking that a named clinician confirmed on or after the last scan; null where none was, where it was confirmed for an earlier
 * scan, where its date is not known, or where the case may not wait.
 * @param standing rules whose questions stand
 */
export function parkingOf(picture: CasePicture, standing: readonly Pick<Rule, 'neverParked'>[]): Parking | null {
  const { latest, facts } = picture;
  if (!mayWait(picture, standing)) return null;
  const newest = newestOf(facts, 'parked');
  const [until, by] = [textIn(newest, 'until'), textIn(newest, 'by')];
  const confirmed = intervalOf(newest?.date ?? null);
  if (newest?.state !== 'known' || until === null || by === null || confirmed === null || !latest?.date) return null;
  if (dayOf(confirmed.to) < dayOf(latest.date.from)) return null;
  const end = daysAfter(latest.date.to, confirmingScanLastDays);
  return { until: until < end ? until : end, by, confirmedOn: newest.date, timepoint: latest.key };
}

export type ParkingState = 'not-parked' | 'waiting' | 'window-ended';

/** Whether the case still waits on a day (YYYY-MM-DD); after the window without a scan it goes to the coordinator. */
export function parkingState(parking: Parking | null, today: string): ParkingState {
  if (parking === null) return 'not-parked';
  return today <= parking.until ? 'waiting' : 'window-ended';
}
