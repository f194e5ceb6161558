/**
 * A case that is parked until a confirming scan comes back by itself when its window ends. The rules know
 * no clock: the day that has come is part of the line's history, so a result never depends on when it was computed.
 */
import { daysAfter, type Parking, parkingState } from '../../../core/discussion/index.js';

/** A parking as of the last day that had to come. */
export interface ParkedCase extends Parking {
  /** True once the window has ended without a new scan. */
  readonly ended: boolean;
}

/** @param dayReached YYYY-MM-DD, the latest day that had to come for the line to be looked at again; null where none had */
export const parkedCase = (parking: Parking | null, dayReached: string | null): ParkedCase | null =>
  parking === null
    ? null
    : { ...parking, ended: dayReached !== null && parkingState(parking, dayReached) === 'window-ended' };

/** The day after the window, on which the case comes back; null where it has come back already. */
export const reconsiderOn = (parked: ParkedCase | null): string | null =>
  parked === null || parked.ended ? null : daysAfter(parked.until, 1);
