/**
 * Facts as they were stated, and what can be read from them without a clock.
 */
import type { DateInterval } from '../../response/index.js';

/** One current statement of a fact about the patient, the treatment line or a lesion. */
export interface StatedFact {
  readonly name: string;
  /** known = `value` holds it; none = asked, and there is none; unknown = asked, and nobody knows. */
  readonly state: 'known' | 'none' | 'unknown';
  readonly value?: unknown;
  /** Label, for facts of a lesion. */
  readonly lesion: string | null;
  readonly evaluator: string | null;
  /** When it was so: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly date: string | null;
  /** Order of recording: settles which of two statements of one date is the newer. */
  readonly order: number;
}

/** The interval of a partial date; null where none was given. */
export function intervalOf(date: string | null): DateInterval | null {
  if (date === null) return null;
  if (date.length === 10) return { from: date, to: date };
  if (date.length === 4) return { from: `${date}-01-01`, to: `${date}-12-31` };
  const last = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
  return { from: `${date}-01`, to: `${date}-${last}` };
}

/** Days since 1970-01-01 of an ISO date. */
export const dayOf = (isoDate: string): number =>
  Date.UTC(Number(isoDate.slice(0, 4)), Number(isoDate.slice(5, 7)) - 1, Number(isoDate.slice(8, 10))) / 86_400_000;

/** The ISO date so many days after another. */
export const daysAfter = (isoDate: string, days: number): string =>
  new Date((dayOf(isoDate) + days) * 86_400_000).toISOString().slice(0, 10);

const age = (fact: StatedFact): string => intervalOf(fact.date)?.to ?? '';

const newerLast = (one: StatedFact, other: StatedFact): number =>
  age(one) === age(other) ? one.order - other.order : age(one) < age(other) ? -1 : 1;

/** Statements of one name, oldest first; undated ones come first. */
export const statementsOf = (facts: readonly StatedFact[], name: string, lesion: string | null = null): StatedFact[] =>
  facts.filter((fact) => fact.name === name && (lesion === null || fact.lesion === lesion)).sort(newerLast);

/** The newest statement of one name. */
export const newestOf = (facts: readonly StatedFact[], name: string): StatedFact | null =>
  statementsOf(facts, name).at(-1) ?? null;

/** A field of a fact's value, where the value has such a text. */
export function textIn(fact: StatedFact | null, field: string): string | null {
  const value = fact?.value;
  if (typeof value !== 'object' || value === null) return null;
  const found = (value as Readonly<Record<string, unknown>>)[field];
  return typeof found === 'string' ? found : null;
}
