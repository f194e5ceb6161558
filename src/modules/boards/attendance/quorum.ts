/** Whether a board may decide: who is there, by discipline, against the rule of the board and what a case needs. Pure. */
import type { Discipline } from '../boards/disciplines.js';
import { placesOf, type QuorumRule } from '../boards/quorum-rule.js';

/** Instants in milliseconds since 1970; `to` is null while somebody is there. At `to` itself they have left. */
interface Stay {
  readonly from: number;
  readonly to: number | null;
}

export interface Attending {
  readonly discipline: Discipline;
  readonly stays: readonly Stay[];
}

export interface Quorum {
  readonly met: boolean;
  /** Disciplines that are there, each once, in the order of the attendance. */
  readonly present: readonly Discipline[];
  /** Places that nobody fills; each may be filled by any one of its disciplines. */
  readonly missing: readonly (readonly Discipline[])[];
}

/** A stretch of time through which the same disciplines were there. */
interface QuorumSpan extends Quorum {
  readonly from: number;
  readonly to: number;
}

/** What held through a whole stretch of time. */
export interface QuorumThrough {
  /** Whether the quorum was there the whole time. */
  readonly met: boolean;
  readonly spans: readonly QuorumSpan[];
  /** Places that were empty at some time, each once. */
  readonly missing: readonly (readonly Discipline[])[];
}

/**
 * The quorum at an instant.
 * @param needed disciplines that the case needs beside those that the rule always asks for
 * @param instant in milliseconds since 1970
 */
export function quorumAt(
  attendance: readonly Attending[],
  rule: QuorumRule,
  needed: readonly Discipline[],
  instant: number,
): Quorum {
  const present = [
    ...new Set(
      attendance
        .filter(({ stays }) => stays.some(({ from, to }) => from <= instant && (to === null || instant < to)))
        .map(({ discipline }) => discipline),
    ),
  ];
  const missing = placesAsked(rule, needed).filter((anyOf) => !anyOf.some((one) => present.includes(one)));
  return { met: missing.length === 0, present, missing };
}

/**
 * The quorum of a case at an instant.
 * @param needed of each list one discipline has to be there, beside those that the rule always asks for
 * @param instant in milliseconds since 1970
 */
export function quorumOfCaseAt(
  attendance: readonly Attending[],
  rule: QuorumRule,
  needed: readonly (readonly Discipline[])[],
  instant: number,
): Quorum {
  const alone = needed.flatMap((oneOf) => (oneOf.length === 1 ? oneOf : []));
  const { present, missing } = quorumAt(attendance, rule, alone, instant);
  const further = needed.filter((oneOf) => !oneOf.some((one) => present.includes(one)));
  const all = eachOnce([...missing, ...further]);
  return { met: all.length === 0, present, missing: all };
}

/**
 * The quorum as it was from one instant until another: one span for each time that somebody came or left.
 * @throws RangeError where the end is before the beginning
 */
export function quorumThrough(
  attendance: readonly Attending[],
  rule: QuorumRule,
  needed: readonly Discipline[],
  { from, to }: { readonly from: number; readonly to: number },
): QuorumThrough {
  if (to < from)
    throw new RangeError('A stretch of time ends before it begins: expected an end at or after its beginning.');
  const changes = attendance
    .flatMap(({ stays }) => stays.flatMap((stay) => [stay.from, stay.to]))
    .filter((at): at is number => at !== null && from < at && at < to);
  const starts = [...new Set([from, ...changes])].sort((one, other) => one - other);
  const spans = starts.map((start, index) => ({
    from: start,
    to: starts[index + 1] ?? to,
    ...quorumAt(attendance, rule, needed, start),
  }));
  return { met: spans.every(({ met }) => met), spans, missing: eachOnce(spans.flatMap(({ missing }) => missing)) };
}

/** The places of the rule that count for this case, and one for each further discipline that it needs. */
function placesAsked(rule: QuorumRule, needed: readonly Discipline[]): readonly (readonly Discipline[])[] {
  const asked = placesOf(rule)
    .filter(({ anyOf, when }) => when === 'always' || anyOf.some((one) => needed.includes(one)))
    .map(({ anyOf }) => anyOf);
  const further = needed.filter((one) => !asked.some((anyOf) => anyOf.includes(one) && anyOf.length === 1));
  return eachOnce([...asked, ...further.map((one) => [one])]);
}

const eachOnce = (places: readonly (readonly Discipline[])[]): readonly (readonly Discipline[])[] => [
  ...new Map(places.map((anyOf) => [[...anyOf].sort().join(' '), anyOf])).values(),
];
