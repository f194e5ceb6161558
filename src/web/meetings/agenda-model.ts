/** An agenda by its cases, what a change makes of it, what takes it back, and what two versions of it differ in. */
import type { AgendaEntry } from '../placement/agenda-query.js';
import type { ListedCase } from '../placement/listed-case.js';

/** A case that went to another meeting, and how it stood here. */
interface Carried {
  readonly caseId: string;
  readonly place: number;
  readonly minutes: number;
}

/** One change that a coordinator makes. Places count from 0; a key names an entry for as long as its case stands, also when it comes back. */
export type AgendaChange =
  | { readonly kind: 'move'; readonly key: string; readonly to: number }
  | { readonly kind: 'minutes'; readonly key: string; readonly minutes: number }
  | { readonly kind: 'take-off'; readonly key: string; readonly reason: string }
  | {
      readonly kind: 'place';
      readonly case: Pick<ListedCase, 'id' | 'number'>;
      readonly to: number;
      readonly minutes: number | undefined;
    }
  | { readonly kind: 'carry-over'; readonly keys: readonly string[]; readonly toMeetingId: string }
  | { readonly kind: 'bring-back'; readonly carried: readonly Carried[]; readonly fromMeetingId: string };

/** What someone else did to an agenda between two versions of it. */
export type AgendaDifference =
  | { readonly kind: 'added' | 'removed'; readonly number: number | null }
  | { readonly kind: 'moved'; readonly number: number | null; readonly from: number; readonly to: number }
  | { readonly kind: 'minutes'; readonly number: number | null; readonly from: number; readonly to: number };

export const numberOf = ({ content }: AgendaEntry): number | null => content?.case.number ?? null;

export const minutesUsed = (entries: readonly AgendaEntry[]): number =>
  entries.reduce((sum, { minutes }) => sum + minutes, 0);

/** Names an entry; one that is not shown goes by itself. */
export const keyOf = (entry: AgendaEntry): string =>
  entry.content === null ? `entry ${entry.id}` : keyOfCase(entry.content.case.id);

export const keyOfCase = (caseId: string): string => `case ${caseId}`;

export const entryOf = (entries: readonly AgendaEntry[], key: string): AgendaEntry | undefined =>
  entries.find((entry) => keyOf(entry) === key);

export const countPatients = (entries: readonly AgendaEntry[]): number =>
  new Set(entries.map(({ id, content }) => content?.patientId ?? `entry ${id}`)).size;

/** Minutes before each entry, in the order given. */
export function minutesBefore(entries: readonly AgendaEntry[]): ReadonlyMap<string, number> {
  let passed = 0;
  return new Map(
    entries.map(({ id, minutes }) => {
      passed += minutes;
      return [id, passed - minutes];
    }),
  );
}

/** The entries as they will stand after a change, for showing it before the service has answered; what is added shows when it has. */
export function changed(entries: readonly AgendaEntry[], change: AgendaChange): readonly AgendaEntry[] {
  switch (change.kind) {
    case 'take-off':
      return entries.filter((entry) => keyOf(entry) !== change.key);
    case 'carry-over':
      return entries.filter((entry) => !change.keys.includes(keyOf(entry)));
    case 'minutes':
      return entries.map((entry) => (keyOf(entry) === change.key ? { ...entry, minutes: change.minutes } : entry));
    case 'move': {
      const moved = entryOf(entries, change.key);
      if (moved === undefined) return entries;
      const rest = entries.filter((entry) => entry !== moved);
      return [...rest.slice(0, change.to), moved, ...rest.slice(change.to)];
    }
    case 'place':
    case 'bring-back':
      return entries;
  }
}

/** Whether what a change is about still stands among the entries, or, where it is put there, does not. */
export function isPossible(entries: readonly AgendaEntry[], change: AgendaChange): boolean {
  const stands = (key: string): boolean => entryOf(entries, key) !== undefined;
  switch (change.kind) {
    case 'place':
      return !stands(keyOfCase(change.case.id));
    case 'bring-back':
      return !change.carried.some(({ caseId }) => stands(keyOfCase(caseId)));
    case 'carry-over':
      return change.keys.every(stands);
    case 'move':
    case 'minutes':
    case 'take-off':
      return stands(change.key);
  }
}

/** The number of the case that a change is about; null for several, and for one that is not shown. */
export function numberOfChange(entries: readonly AgendaEntry[], change: AgendaChange): number | null {
  if (change.kind === 'place') return change.case.number;
  if (change.kind === 'carry-over' || change.kind === 'bring-back') return null;
  const entry = entryOf(entries, change.key);
  return entry === undefined ? null : numberOf(entry);
}

/** The change that takes another back, made on the entries before it; null where there is none. */
export function inverseOf(before: readonly AgendaEntry[], change: AgendaChange, reason: string): AgendaChange | null {
  if (change.kind === 'place') return { kind: 'take-off', key: keyOfCase(change.case.id), reason };
  if (change.kind === 'bring-back')
    return {
      kind: 'carry-over',
      keys: change.carried.map(({ caseId }) => keyOfCase(caseId)),
      toMeetingId: change.fromMeetingId,
    };
  if (change.kind === 'carry-over')
    return { kind: 'bring-back', fromMeetingId: change.toMeetingId, carried: carriedOf(before, change.keys) };
  const entry = entryOf(before, change.key);
  if (entry === undefined) return null;
  const place = before.indexOf(entry);
  switch (change.kind) {
    case 'move':
      return { kind: 'move', key: change.key, to: place };
    case 'minutes':
      return { kind: 'minutes', key: change.key, minutes: entry.minutes };
    case 'take-off':
      return entry.content === null
        ? null
        : { kind: 'place', case: entry.content.case, to: place, minutes: entry.minutes };
  }
}

const carriedOf = (before: readonly AgendaEntry[], keys: readonly string[]): readonly Carried[] =>
  before.flatMap((entry, place) =>
    entry.content !== null && keys.includes(keyOf(entry))
      ? [{ caseId: entry.content.case.id, place, minutes: entry.minutes }]
      : [],
  );

/**
 * What differs between two versions, in the order of the newer one. Only cases whose order among those in both versions changed count
 * as moved: one that slid down because another was added did not move.
 */
export function differences(
  before: readonly AgendaEntry[],
  after: readonly AgendaEntry[],
): readonly AgendaDifference[] {
  const old = new Map(before.map((entry) => [keyOf(entry), entry]));
  const now = new Set(after.map(keyOf));
  const stayed = longestCommonOrder(
    before.map(keyOf).filter((key) => now.has(key)),
    after.map(keyOf).filter((key) => old.has(key)),
  );
  const found = after.flatMap((entry, to): AgendaDifference[] => {
    const earlier = old.get(keyOf(entry));
    const number = numberOf(entry);
    if (earlier === undefined) return [{ kind: 'added', number }];
    return [
      ...(stayed.has(keyOf(entry)) ? [] : [{ kind: 'moved' as const, number, from: before.indexOf(earlier), to }]),
      ...(earlier.minutes === entry.minutes
        ? []
        : [{ kind: 'minutes' as const, number, from: earlier.minutes, to: entry.minutes }]),
    ];
  });
  return [
    ...found,
    ...before
      .filter((entry) => !now.has(keyOf(entry)))
      .map((entry) => ({ kind: 'removed' as const, number: numberOf(entry) })),
  ];
}

/** The ids of a longest common subsequence of two orders of the same ids. */
function longestCommonOrder(one: readonly string[], other: readonly string[]): ReadonlySet<string> {
  const place = new Map(one.map((id, index) => [id, index]));
  const best: { readonly length: number; readonly previous: number }[] = [];
  other.forEach((id, index) => {
    let previous = -1;
    for (let candidate = 0; candidate < index; candidate += 1) {
      const earlier = other[candidate];
      const follows = earlier !== undefined && (place.get(earlier) ?? -1) < (place.get(id) ?? -1);
      if (follows && (previous === -1 || (best[candidate]?.length ?? 0) > (best[previous]?.length ?? 0)))
        previous = candidate;
    }
    best.push({ length: (best[previous]?.length ?? 0) + 1, previous });
  });
  const kept = new Set<string>();
  let at = best.reduce(
    (longest, { length }, index) => (length > (best[longest]?.length ?? 0) ? index : longest),
    best.length === 0 ? -1 : 0,
  );
  while (at !== -1) {
    const id = other[at];
    if (id !== undefined) kept.add(id);
    at = best[at]?.previous ?? -1;
  }
  return kept;
}
