/**
 * ECOG then and now: the one reading of a drop in performance status
 * (docs/clinical-basis.md#dissociated-response-this-projects-definitions-p).
 */
import { daySpan, type DaySpan } from './dates.js';
import type { ReportedContext } from './history.js';

export interface EcogThenAndNow {
  /** The newest on or before the baseline; where there is none, the oldest known. */
  readonly then: number;
  readonly now: number;
}

/**
 * ECOG at the baseline and the newest one. Null while only one of them is known: what was stated once says nothing of a change. `baseline`
 * is when the baseline scan was, in days since 1970-01-01; null where it is not known.
 */
export function ecogThenAndNow(ecog: ReportedContext['ecog'], baseline: DaySpan | null): EcogThenAndNow | null {
  const ordered = ecog
    .map(({ date, value }) => ({ span: daySpan(date), value }))
    .sort((one, other) => one.span.from - other.span.from || one.span.to - other.span.to || one.value - other.value);
  const before = baseline === null ? undefined : ordered.filter(({ span }) => span.from <= baseline.to).at(-1);
  const [then, now] = [before ?? ordered[0], ordered.at(-1)];
  return then === undefined || now === undefined || then === now ? null : { then: then.value, now: now.value };
}

/** True when ECOG is worse than at the baseline; null where it is not known then and now. */
export function ecogDropped(ecog: ReportedContext['ecog'], baseline: DaySpan | null): boolean | null {
  const known = ecogThenAndNow(ecog, baseline);
  return known === null ? null : known.now > known.then;
}
