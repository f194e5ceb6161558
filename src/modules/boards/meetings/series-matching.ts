/** What becomes of the meetings of a series when this one and those that follow get another rule. Pure. */
import type { LocalTime, Occurrence } from './recurrence.js';

/** A planned meeting of the old series. */
export interface OldMeeting {
  readonly id: string;
  readonly occurrence: LocalTime;
  readonly startsAt: Date;
  /** It was moved by hand, away from what its series says. */
  readonly isMoved: boolean;
}

export interface Matching {
  /** Meetings that go on in the new series: their agendas go with them. `startsAt` is null for one moved by hand, which keeps its time. */
  readonly kept: readonly {
    readonly id: string;
    readonly occurrence: LocalTime;
    readonly startsAt: Date | null;
  }[];
  readonly made: readonly Occurrence[];
  /** Times of the new series that have no meeting, since the meeting there was in that week or month was cancelled or left out. */
  readonly excluded: readonly LocalTime[];
  /** Meetings for which the new series has no place. */
  readonly surplus: readonly string[];
}

/**
 * Each new time takes the old meeting of its week (of its month, where the rule counts in months or years); the first takes the one that
 * the change was made on, wherever it is. A week whose meeting was cancelled gets none: a cancelled meeting never comes back.
 * @param old planned meetings, the one that the change was made on first, the others in order
 * @param gone local times of the old series that were cancelled or left out
 * @param wanted times of the new series, in order
 */
export function matched(
  [first, ...others]: readonly [OldMeeting, ...(readonly OldMeeting[])],
  gone: readonly LocalTime[],
  [beginning, ...wanted]: readonly [Occurrence, ...(readonly Occurrence[])],
  rule: string,
): Matching {
  const periodOf = /FREQ=(MONTHLY|YEARLY)/.test(rule) ? monthOf : weekOf;
  const left = [...others];
  const goneFrom = new Set(gone.map(periodOf));
  const kept = [keptAs(first, beginning)];
  const made: Occurrence[] = [];
  const excluded: LocalTime[] = [];
  for (const time of wanted) {
    const period = periodOf(time.occurrence);
    const index = left.findIndex(({ occurrence }) => periodOf(occurrence) === period);
    const [meeting] = index === -1 ? [] : left.splice(index, 1);
    if (meeting !== undefined) kept.push(keptAs(meeting, time));
    else if (goneFrom.has(period)) excluded.push(time.occurrence);
    else made.push(time);
  }
  return { kept, made, excluded, surplus: left.map(({ id }) => id) };
}

const keptAs = ({ id, isMoved }: OldMeeting, { occurrence, startsAt }: Occurrence): Matching['kept'][number] => ({
  id,
  occurrence,
  startsAt: isMoved ? null : startsAt,
});

const monthOf = (local: LocalTime): string => local.slice(0, 7);

/** The Monday of its week, as a day number. */
function weekOf(local: LocalTime): string {
  const day = Math.floor(Date.parse(`${local.slice(0, 10)}T00:00Z`) / 86_400_000);
  // 1970-01-01 was a Thursday.
  return String(day - ((day + 3) % 7));
}
