/** Checks a series that is to be made, and names its times up to the horizon. */
import { Problem } from '../../../platform/problem/index.js';
import { occurrencesOf, seriesFault, type Occurrence, type Repeating } from './recurrence.js';
import { requireToCome, type LockedBoard } from './meeting-times.js';
import { horizonOf } from './series-rows.js';

export interface PlannedTimes {
  readonly occurrences: readonly [Occurrence, ...(readonly Occurrence[])];
  /** Until when they are named; null where the rule names no later one. */
  readonly plannedUntil: Date | null;
}

/**
 * The times of a new series, the first of which is to come.
 * @throws Problem 'invalid' where the rule does not name its beginning, the beginning has passed, or nothing is left of it
 */
export function timesToPlan(board: LockedBoard, series: Repeating): PlannedTimes {
  const fault = seriesFault(series);
  if (fault !== null)
    throw Problem.invalid([{ pointer: '/firstStart', code: 'contradiction', ...fault }], fault.detail);
  const [beginning] = occurrencesOf({ ...series, excluded: [] }, { limit: 1 });
  if (beginning !== undefined) requireToCome(board, beginning.startsAt, '/firstStart');
  const [first] = occurrencesOf(series, { limit: 1 });
  if (first === undefined) throw Problem.invalid([nothingLeft], nothingLeft.detail);
  const until = new Date(Math.max(horizonOf(board.now).getTime(), first.startsAt.getTime() + 1));
  const [one = first, ...others] = occurrencesOf(series, { before: until });
  return { occurrences: [one, ...others], plannedUntil: goesOnAfter(series, until) ? until : null };
}

/** Whether a series names a time at an instant or later. */
export const goesOnAfter = (series: Repeating, instant: Date): boolean =>
  occurrencesOf(series, { after: new Date(instant.getTime() - 1), limit: 1 }).length > 0;

const nothingLeft = {
  pointer: '/leftOut',
  code: 'contradiction',
  detail: 'Every day of the series is left out.',
  expected: 'at least one day on which the board meets',
};
