/**
 * A case that is parked until a confirming scan (clinical-decisions.md 4, T1) comes back by itself when its window ends. The rules know
 * no clock: the day that has come is part of the line's history, so a result never depends on when it was computed.
 */
import type { RecordedFact } from '../../core/formats/index.js';
import type { LineHistory } from '../assessments/index.js';

/** The rule whose item proposes parking, and comes back to the coordinator at the end of the window. */
export const parkingRule = 'T1';

export interface Parking {
  /** Last day of the window, YYYY-MM-DD. */
  readonly until: string;
  /** The clinician who confirmed it. */
  readonly by: string;
  /** True once the window has ended without anything new. */
  readonly ended: boolean;
}

/** Name of the fact that states the window. */
const parkingFact: string = 'parked';

/** The parking that was stated last; null where there is none. */
export function parkingOf({ facts, dayReached }: Pick<LineHistory, 'facts' | 'dayReached'>): Parking | null {
  const newest = facts.filter(({ name }) => name === parkingFact).reduce<RecordedFact | null>((last, fact) => (last === null || fact.order > last.order ? fact : last), null);
  const value: unknown = newest?.state === 'known' ? newest.value : null;
  if (typeof value !== 'object' || value === null || !('until' in value) || !('by' in value)) return null;
  const until = String(value.until);
  return { until, by: String(value.by), ended: dayReached !== null && dayReached > until };
}

/** The day after the window, on which the case comes back; null where it has come back already. */
export function reconsiderOn(parking: Parking | null): string | null {
  if (parking === null || parking.ended) return null;
  return new Date(Date.parse(parking.until) + 86_400_000).toISOString().slice(0, 10);
}
