/** A meeting and its agenda as the screens show them, and what two versions of an agenda differ in. */
import type { components } from '../api/schema.js';

type Meeting = components['schemas']['Meeting'];

export interface AgendaEntry {
  readonly id: string;
  readonly minutes: number;
  /** Null where the patient does not stand on this board any more. */
  readonly content: AgendaContent | null;
}

export interface AgendaContent {
  readonly itemId: string;
  readonly patientId: string;
  readonly question: string;
  readonly whyNow: readonly string[];
  readonly changedSince: components['schemas']['ChangedSince'] | null;
}

export interface Agenda {
  /** Its `version` is that of the agenda: every change names the version that it was made on. */
  readonly meeting: Meeting;
  /** In the order of the meeting. */
  readonly entries: readonly AgendaEntry[];
}

/** One change that a coordinator makes. Positions count from 0. */
export type AgendaChange =
  | { readonly kind: 'move'; readonly entryId: string; readonly to: number }
  | { readonly kind: 'minutes'; readonly entryId: string; readonly minutes: number }
  | { readonly kind: 'take-off'; readonly entryId: string; readonly reason: string };

/** What someone else did to an agenda between two versions of it. */
export type AgendaDifference =
  | { readonly kind: 'added' | 'removed'; readonly patientId: string | null }
  | { readonly kind: 'moved'; readonly patientId: string | null; readonly from: number; readonly to: number }
  | { readonly kind: 'minutes'; readonly patientId: string | null; readonly from: number; readonly to: number };

export const patientOf = ({ content }: AgendaEntry): string | null => content?.patientId ?? null;

export const minutesUsed = (entries: readonly AgendaEntry[]): number => entries.reduce((sum, { minutes }) => sum + minutes, 0);

/** The entries as they will stand after a change, for showing it before the service has answered. */
export function changed(entries: readonly AgendaEntry[], change: AgendaChange): readonly AgendaEntry[] {
  switch (change.kind) {
    case 'take-off': return entries.filter(({ id }) => id !== change.entryId);
    case 'minutes': return entries.map((entry) => (entry.id === change.entryId ? { ...entry, minutes: change.minutes } : entry));
    case 'move': {
      const moved = entries.find(({ id }) => id === change.entryId);
      if (moved === undefined) return entries;
      const rest = entries.filter((entry) => entry !== moved);
      return [...rest.slice(0, change.to), moved, ...rest.slice(change.to)];
    }
  }
}

/**
 * What differs between two versions, in the order of the newer one. Only entries whose order among those in both versions changed count
 * as moved: one that slid down because another was added did not move.
 */
export function differences(before: readonly AgendaEntry[], after: readonly AgendaEntry[]): readonly AgendaDifference[] {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const now = new Map(after.map((entry) => [entry.id, entry]));
  const stayed = longestCommonOrder(before.filter(({ id }) => now.has(id)).map(({ id }) => id), after.filter(({ id }) => old.has(id)).map(({ id }) => id));
  const found: AgendaDifference[] = [];
  after.forEach((entry, to) => {
    const earlier = old.get(entry.id);
    const patientId = patientOf(entry);
    if (earlier === undefined) return void found.push({ kind: 'added', patientId });
    if (!stayed.has(entry.id)) found.push({ kind: 'moved', patientId, from: before.indexOf(earlier), to });
    if (earlier.minutes !== entry.minutes) found.push({ kind: 'minutes', patientId, from: earlier.minutes, to: entry.minutes });
  });
  before.forEach((entry) => {
    if (!now.has(entry.id)) found.push({ kind: 'removed', patientId: patientOf(entry) });
  });
  return found;
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
      if (follows && (previous === -1 || (best[candidate]?.length ?? 0) > (best[previous]?.length ?? 0))) previous = candidate;
    }
    best.push({ length: (best[previous]?.length ?? 0) + 1, previous });
  });
  const kept = new Set<string>();
  let at = best.reduce((longest, { length }, index) => (length > (best[longest]?.length ?? 0) ? index : longest), best.length === 0 ? -1 : 0);
  while (at !== -1) {
    const id = other[at];
    if (id !== undefined) kept.add(id);
    at = best[at]?.previous ?? -1;
  }
  return kept;
}
