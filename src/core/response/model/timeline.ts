/**
 * Puts the timepoints of one evaluator in order and finds the baseline
 * (docs/clinical-basis.md#baseline-scans-and-dates).
 */
import { dayNumber, daySpan, fewestDaysBetween, type DaySpan } from './dates.js';
import type { EvaluatorHistory, Timepoint, TreatmentContext } from './history.js';
import type { TimepointPhase } from './classification.js';

export interface PlacedTimepoint {
  readonly timepoint: Timepoint;
  /** When it was, in days; on the calendar where `Timeline.calendar` is true, else in study days. Null: its place is not known. */
  readonly span: DaySpan | null;
  /** As sent, else counted from a fully dated start of treatment (the day of the start is 1). */
  readonly studyDay: number | null;
  readonly phase: TimepointPhase;
}

export interface Timeline {
  readonly timepoints: readonly PlacedTimepoint[];
  /** Index of the baseline, or -1 when every timepoint was stated not to be one. */
  readonly baseline: number;
  /** Indexes of the held timepoints. */
  readonly held: readonly number[];
  /** Pairs of one day that share lesions and whose order nothing tells, by index: neither of the two is classified. */
  readonly unordered: readonly (readonly [number, number])[];
  /** False where only study days are known: dates of treatments cannot be compared with them. */
  readonly calendar: boolean;
  /**
   * The first scan came after the start of treatment: not a true baseline
   * (docs/clinical-basis.md#baseline-scans-and-dates).
   */
  readonly baselineAfterStart: boolean;
  /** The start of treatment names no day, and may lie before the first scan or after it. */
  readonly startNotCertain: boolean;
}

interface Anchor {
  readonly day: number;
  readonly studyDay: number;
}

const isFullDate = (timepoint: Timepoint): boolean =>
  timepoint.date !== null && timepoint.date.from === timepoint.date.to;

/** A study day whose date is known; study days are counted on from it (the missing day 0 of CDISC is neglected). */
function findAnchor(timepoints: readonly Timepoint[], treatment: TreatmentContext): Anchor | null {
  let anchor: Anchor | null = null;
  for (const timepoint of timepoints) {
    if (timepoint.studyDay === null || timepoint.date === null || !isFullDate(timepoint)) continue;
    const day = dayNumber(timepoint.date.from);
    if (anchor === null || day < anchor.day || (day === anchor.day && timepoint.studyDay < anchor.studyDay)) {
      anchor = { day, studyDay: timepoint.studyDay };
    }
  }
  const start = treatment.start;
  if (anchor === null && start !== null && start.from === start.to)
    anchor = { day: dayNumber(start.from), studyDay: 1 };
  return anchor;
}

function spanOf(timepoint: Timepoint, anchor: Anchor | null): DaySpan | null {
  const counted =
    anchor !== null && timepoint.studyDay !== null ? anchor.day + timepoint.studyDay - anchor.studyDay : null;
  if (timepoint.date === null) return counted === null ? null : { from: counted, to: counted };
  const span = daySpan(timepoint.date);
  return counted !== null && span.from < counted && counted < span.to ? { from: counted, to: counted } : span;
}

type Placing = Omit<PlacedTimepoint, 'phase'>;

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** 0 where one of the two has none. */
function compareStudyDay({ timepoint: one }: Placing, { timepoint: other }: Placing): number {
  return one.studyDay === null || other.studyDay === null ? 0 : one.studyDay - other.studyDay;
}

/** 0 where one of the two has no place of its own among the sender's timepoints. */
function compareOrder({ timepoint: one }: Placing, { timepoint: other }: Placing): number {
  return one.order === undefined || other.order === undefined ? 0 : one.order - other.order;
}

const labelsOf = ({ label, labels }: Timepoint): readonly string[] => labels ?? [label];

/** Two scans of one day that show the same lesions under different labels, with nothing that says which came first. */
function isUnordered(one: Placing, other: Placing): boolean {
  if (one.span === null || other.span === null) return false;
  const [a, b] = [one.timepoint, other.timepoint];
  return (
    one.span.from === one.span.to &&
    one.span.from === other.span.from &&
    one.span.to === other.span.to &&
    compareStudyDay(one, other) === 0 &&
    compareOrder(one, other) === 0 &&
    (a.statedBaseline === true) === (b.statedBaseline === true) &&
    !labelsOf(a).some((label) => labelsOf(b).includes(label)) &&
    a.findings.some(({ lesion }) => b.findings.some((finding) => finding.lesion === lesion))
  );
}

/** Unscheduled visits are numbered as the sender likes: their number tells nothing. */
export const isUnscheduled = ({ label }: Timepoint): boolean => /\bUNS|\bUNPLANNED/i.test(label);

interface PlacedByOrder {
  readonly span: DaySpan;
  readonly place: number;
}

/** The nearest timepoints on both sides by their numbers, of those whose time is known. */
function neighboursByOrder(
  order: number | undefined,
  placings: readonly Placing[],
): { readonly before?: PlacedByOrder; readonly after?: PlacedByOrder } {
  if (order === undefined) return {};
  const placed = placings.flatMap(({ span, timepoint: { order: place } }) =>
    span === null || place === undefined ? [] : [{ span, place }],
  );
  return {
    before: placed.filter(({ place }) => place < order).sort((one, other) => other.place - one.place)[0],
    after: placed.filter(({ place }) => place > order).sort((one, other) => one.place - other.place)[0],
  };
}

/**
 * Of a timepoint whose date names no day or no month, the part that its number leaves: after the one before it and before the one after
 * it. The whole interval where they contradict each other.
 */
function narrowedByOrder(span: DaySpan, { timepoint }: Placing, placings: readonly Placing[]): DaySpan {
  if (span.from === span.to || isUnscheduled(timepoint)) return span;
  const exact = placings.filter(
    (one) => one.span !== null && one.span.from === one.span.to && !isUnscheduled(one.timepoint),
  );
  const { before, after } = neighboursByOrder(timepoint.order, exact);
  const from = Math.max(span.from, before?.span.to ?? span.from);
  const to = Math.min(span.to, after?.span.from ?? span.to);
  return from > to ? span : { from, to };
}

/**
 * When a timepoint without a date was, as far as its number tells: between the one before it and the one after it. Null where it has none,
 * where none has, or where their dates contradict their numbers.
 */
function spanByOrder({ timepoint }: Placing, placings: readonly Placing[]): DaySpan | null {
  const { before, after } = neighboursByOrder(timepoint.order, placings);
  const from = before?.span.to ?? after?.span.from;
  const to = after?.span.from ?? before?.span.to;
  return from === undefined || to === undefined || from > to ? null : { from, to };
}

function comparePlacing(one: Placing, other: Placing): number {
  if (one.span === null || other.span === null) {
    return (
      Number(one.span === null) - Number(other.span === null) || compareText(one.timepoint.key, other.timepoint.key)
    );
  }
  return (
    one.span.from - other.span.from ||
    one.span.to - other.span.to ||
    compareStudyDay(one, other) ||
    compareOrder(one, other) ||
    Number(other.timepoint.statedBaseline === true) - Number(one.timepoint.statedBaseline === true) ||
    compareText(one.timepoint.key, other.timepoint.key)
  );
}

/** The last stated baseline; else the last timepoint on or before study day 1; else the earliest. */
function findBaseline(placings: readonly Placing[]): number {
  const stated = placings.findLastIndex(({ timepoint }) => timepoint.statedBaseline === true);
  if (stated >= 0) return stated;
  const onOrBeforeStart = placings.findLastIndex(
    ({ timepoint, studyDay }) => timepoint.statedBaseline === null && studyDay !== null && studyDay <= 1,
  );
  return onOrBeforeStart >= 0
    ? onOrBeforeStart
    : placings.findIndex(({ timepoint }) => timepoint.statedBaseline === null);
}

const startsAfter = (placing: Placing | undefined, start: DaySpan | null): boolean => {
  if (placing === undefined) return false;
  if (placing.studyDay !== null) return placing.studyDay > 1;
  return start !== null && placing.span !== null && fewestDaysBetween(start, placing.span) > 0;
};

/** Whether a start that names no day may lie before the scan as well as on its day or after it. */
const mayStartBefore = (placing: Placing | undefined, start: DaySpan | null): boolean =>
  placing !== undefined &&
  placing.studyDay === null &&
  placing.span !== null &&
  start !== null &&
  start.from !== start.to &&
  start.from < placing.span.to &&
  start.to >= placing.span.from;

/** True where the date puts a scan on one side of the baseline and the study day on the other: one of the two is wrong. */
function contradictsBaseline(
  { timepoint }: Placing,
  index: number,
  placings: readonly Placing[],
  baseline: number,
): boolean {
  const reference = placings[baseline]?.timepoint.studyDay ?? null;
  if (timepoint.date === null || timepoint.studyDay === null || reference === null) return false;
  return index < baseline ? timepoint.studyDay > reference : index > baseline && timepoint.studyDay < reference;
}

function phaseOf(placings: readonly Placing[], index: number, baseline: number): TimepointPhase {
  const placing = placings[index]!;
  if (placing.timepoint.held.length > 0 || placing.span === null) return 'held';
  if (contradictsBaseline(placing, index, placings, baseline)) return 'held';
  if (index === baseline) return 'baseline';
  return index < baseline ? 'before-treatment' : 'follow-up';
}

/**
 * Orders the timepoints of one evaluator by date, else by study day, and names the phase of each. A timepoint that cannot be
 * placed among the others (a study day among dates, with nothing that links the two) is 'held'.
 */
export function buildTimeline(history: EvaluatorHistory, treatment: TreatmentContext): Timeline {
  const anchor = findAnchor(history.timepoints, treatment);
  const start = treatment.start === null ? null : daySpan(treatment.start);
  const calendar = anchor !== null || history.timepoints.some(({ date }) => date !== null);
  const startDay = start !== null && start.from === start.to ? start.from : null;
  const dated = history.timepoints.map((timepoint): Placing => {
    const span = calendar
      ? spanOf(timepoint, anchor)
      : timepoint.studyDay === null
        ? null
        : { from: timepoint.studyDay, to: timepoint.studyDay };
    const counted =
      calendar && startDay !== null && span !== null && span.from === span.to ? span.from - startDay + 1 : null;
    return { timepoint, span, studyDay: timepoint.studyDay ?? counted };
  });
  const placings = dated
    .map((placing) => ({
      ...placing,
      span: placing.span === null ? spanByOrder(placing, dated) : narrowedByOrder(placing.span, placing, dated),
    }))
    .sort(comparePlacing);
  const unordered: (readonly [number, number])[] = [];
  for (let index = 1; index < placings.length; index += 1)
    if (isUnordered(placings[index - 1]!, placings[index]!)) unordered.push([index - 1, index]);
  const baseline = findBaseline(placings);
  const timepoints = placings.map((placing, index): PlacedTimepoint => ({
    timepoint: placing.timepoint,
    span: placing.span,
    studyDay: placing.studyDay,
    phase: unordered.some((pair) => pair.includes(index)) ? 'held' : phaseOf(placings, index, baseline),
  }));
  const held: number[] = [];
  for (let index = 0; index < timepoints.length; index += 1) if (timepoints[index]!.phase === 'held') held.push(index);
  return {
    timepoints,
    held,
    baseline,
    unordered,
    calendar,
    baselineAfterStart: startsAfter(placings[baseline], calendar ? start : null),
    startNotCertain: mayStartBefore(placings[baseline], calendar ? start : null),
  };
}
