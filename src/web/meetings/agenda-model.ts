/** An agenda by its patients, what a change makes of it, and what two versions of it differ in. */
import type { AgendaEntry } from '../placement/agenda-query.js';

/** A patient's questions on an agenda, which are discussed one after the other. */
export interface AgendaPatient {
  /** Names the patient on this agenda; an entry that is not shown stands alone. */
  readonly key: string;
  readonly patientId: string | null;
  readonly entries: readonly AgendaEntry[];
}

/** One change that a coordinator makes. Positions count from 0: a patient's among the patients, a question's among those of its patient. */
export type AgendaChange =
  | { readonly kind: 'move-patient'; readonly key: string; readonly to: number }
  | { readonly kind: 'move-question'; readonly entryId: string; readonly to: number }
  | { readonly kind: 'minutes'; readonly entryId: string; readonly minutes: number }
  | { readonly kind: 'take-off'; readonly entryId: string; readonly reason: string };

/** What someone else did to an agenda between two versions of it. */
export type AgendaDifference =
  | { readonly kind: 'added' | 'removed'; readonly patientId: string | null; readonly questions: number }
  | { readonly kind: 'reordered'; readonly patientId: string | null }
  | { readonly kind: 'moved'; readonly patientId: string | null; readonly from: number; readonly to: number }
  | { readonly kind: 'minutes'; readonly patientId: string | null; readonly from: number; readonly to: number };

export const patientOf = ({ content }: AgendaEntry): string | null => content?.patientId ?? null;

export const minutesUsed = (entries: readonly AgendaEntry[]): number =>
  entries.reduce((sum, { minutes }) => sum + minutes, 0);

const keyOf = (entry: AgendaEntry): string =>
  entry.content === null ? `entry ${entry.id}` : `patient ${entry.content.patientId}`;

/** The patients of an agenda in the order of their first questions, each with all of its own: a patient is discussed once. */
export function patientsOf(entries: readonly AgendaEntry[]): readonly AgendaPatient[] {
  const byKey = new Map<string, AgendaEntry[]>();
  for (const entry of entries) byKey.set(keyOf(entry), [...(byKey.get(keyOf(entry)) ?? []), entry]);
  return [...byKey].map(([key, own]) => ({ key, patientId: own.map(patientOf)[0] ?? null, entries: own }));
}

const entriesOf = (patients: readonly AgendaPatient[]): readonly AgendaEntry[] =>
  patients.flatMap(({ entries }) => entries);

/** The entries as the meeting goes through them: each patient's together. */
export const inMeetingOrder = (entries: readonly AgendaEntry[]): readonly AgendaEntry[] =>
  entriesOf(patientsOf(entries));

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

function movedTo<Thing>(things: readonly Thing[], moved: Thing | undefined, to: number): readonly Thing[] {
  if (moved === undefined) return things;
  const rest = things.filter((thing) => thing !== moved);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** The entries as they will stand after a change, for showing it before the service has answered. */
export function changed(entries: readonly AgendaEntry[], change: AgendaChange): readonly AgendaEntry[] {
  switch (change.kind) {
    case 'take-off':
      return entries.filter(({ id }) => id !== change.entryId);
    case 'minutes':
      return entries.map((entry) => (entry.id === change.entryId ? { ...entry, minutes: change.minutes } : entry));
    case 'move-patient': {
      const patients = patientsOf(entries);
      return entriesOf(
        movedTo(
          patients,
          patients.find(({ key }) => key === change.key),
          change.to,
        ),
      );
    }
    case 'move-question':
      return entriesOf(
        patientsOf(entries).map((patient) => ({
          ...patient,
          entries: movedTo(
            patient.entries,
            patient.entries.find(({ id }) => id === change.entryId),
            change.to,
          ),
        })),
      );
  }
}

/** Whether what a change is about still stands among the entries. */
export const isPossible = (entries: readonly AgendaEntry[], change: AgendaChange): boolean =>
  entries.some((entry) => (change.kind === 'move-patient' ? keyOf(entry) === change.key : entry.id === change.entryId));

/** Whose entry a change is about; null where that patient is not shown. */
export const patientOfChange = (entries: readonly AgendaEntry[], change: AgendaChange): string | null =>
  entries.filter((entry) => isPossible([entry], change)).map(patientOf)[0] ?? null;

/**
 * What differs between two versions, in the order of the newer one. Only patients whose order among those in both versions changed count
 * as moved: one that slid down because another was added did not move.
 */
export function differences(
  before: readonly AgendaEntry[],
  after: readonly AgendaEntry[],
): readonly AgendaDifference[] {
  const old = patientsOf(before);
  const now = patientsOf(after);
  const oldByKey = new Map(old.map((patient) => [patient.key, patient]));
  const nowByKey = new Map(now.map((patient) => [patient.key, patient]));
  const stayed = longestCommonOrder(
    old.filter(({ key }) => nowByKey.has(key)).map(({ key }) => key),
    now.filter(({ key }) => oldByKey.has(key)).map(({ key }) => key),
  );
  const found = now.flatMap((patient, to): AgendaDifference[] => {
    const earlier = oldByKey.get(patient.key);
    const moved = earlier !== undefined && !stayed.has(patient.key);
    return [
      ...(moved ? [{ kind: 'moved' as const, patientId: patient.patientId, from: old.indexOf(earlier), to }] : []),
      ...withinPatient(earlier?.entries ?? [], patient),
    ];
  });
  return [
    ...found,
    ...old
      .filter(({ key }) => !nowByKey.has(key))
      .map(({ patientId, entries }) => ({ kind: 'removed' as const, patientId, questions: entries.length })),
  ];
}

/** What differs among the questions of one patient. */
function withinPatient(
  before: readonly AgendaEntry[],
  { patientId, entries }: AgendaPatient,
): readonly AgendaDifference[] {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const kept = entries.filter(({ id }) => old.has(id));
  const added = entries.length - kept.length;
  const removed = before.length - kept.length;
  const ids = new Set(kept.map(({ id }) => id));
  const reordered = before.filter(({ id }) => ids.has(id)).some(({ id }, index) => kept[index]?.id !== id);
  return [
    ...(added > 0 ? [{ kind: 'added' as const, patientId, questions: added }] : []),
    ...(removed > 0 ? [{ kind: 'removed' as const, patientId, questions: removed }] : []),
    ...(reordered ? [{ kind: 'reordered' as const, patientId }] : []),
    ...kept.flatMap(({ id, minutes }) => {
      const from = old.get(id)?.minutes ?? minutes;
      return from === minutes ? [] : [{ kind: 'minutes' as const, patientId, from, to: minutes }];
    }),
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
