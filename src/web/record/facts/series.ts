import { showPercentChange } from '../../format/lengths.js';
import type { CaseFact } from '../case/case.js';
import type { PatientTexts } from '../texts/english.js';

/** DNA of the tumour or its virus in blood: shown beside the sums of the scans too. */
const inBlood = ['ebv-dna', 'hpv-dna', 'circulating-tumour-dna'] as const;

/** Facts that are followed over time, in the order in which they are shown. */
const followed = ['ecog', 'weight-kg', ...inBlood] as const;

/** Why a value has no change in per cent since the first. */
export type NotCompared = keyof PatientTexts['notCompared'];

export interface SeriesPoint {
  /** Null where nothing but words was stated. */
  readonly value: number | null;
  readonly words: string;
  /** The number alone, to stand at a point of a chart. */
  readonly short: string;
  /** As it was stated, whole or partial; null where it was not. */
  readonly date: string | null;
  /** Of DNA: the change since the first value, where unit and assay are the same. */
  readonly change?: string;
  readonly belowDetection?: true;
}

export interface Series {
  readonly name: string;
  /** Code of the unit, where a fact is stated in several; null where it has one, or none was stated. */
  readonly unit: string | null;
  /** The oldest first, undated ones before all. */
  readonly points: readonly SeriesPoint[];
  /** What has to be said of the changes that are not there. */
  readonly notes: readonly NotCompared[];
}

export const isInBlood = ({ name }: Series): boolean => inBlood.some((known) => known === name);

interface Dna {
  readonly copiesPerMl?: number;
  readonly amount?: number;
  readonly unit?: string;
  readonly assay?: string;
  readonly belowDetection?: 'yes' | 'no';
  readonly words?: string;
}

interface Stated extends Omit<SeriesPoint, 'change'> {
  readonly unit: string | null;
  /** Null where it was not stated; undefined of what has no assay. */
  readonly assay?: string | null;
}

function dnaPoint(dna: Dna, date: string | null, texts: PatientTexts): Stated {
  const { copiesPerMl, amount, unit, assay, words } = dna;
  const below = dna.belowDetection === 'yes';
  const number = copiesPerMl ?? amount;
  const said = below
    ? texts.belowDetection
    : copiesPerMl !== undefined
      ? texts.copies(copiesPerMl)
      : amount === undefined
        ? null
        : texts.inDnaUnit(amount, unit ?? '');
  return {
    value: below ? 0 : (number ?? null),
    short: below ? texts.below : texts.plainCount(number ?? 0),
    words: [said, assay, words].filter((part) => part !== undefined && part !== null).join(', '),
    date,
    unit: unit ?? null,
    assay: assay ?? null,
    ...(below ? { belowDetection: true as const } : {}),
  };
}

function pointOf({ value, date }: CaseFact, texts: PatientTexts): Stated | null {
  if (typeof value === 'number') {
    const words = texts.plainNumber(value);
    return { value, words, short: words, date, unit: null };
  }
  // What was stated of circulating tumour DNA before it had fields is plain text.
  if (typeof value === 'string') return { value: null, words: value, short: '', date, unit: null, assay: null };
  return typeof value === 'object' && value !== null ? dnaPoint(value, date, texts) : null;
}

/** The first value with which later ones may be compared. */
const firstOf = (points: readonly Stated[]): Stated | undefined =>
  points.find(({ value, date }) => value !== null && date !== null);

const sameAssay = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

type Change = { readonly change: string } | { readonly reason: NotCompared };

/** The change since the first value in per cent, or why there is none; null where there is nothing to compare. */
function changeSince(first: Stated | undefined, point: Stated, texts: PatientTexts): Change | null {
  if (first === undefined || point === first || point.value === null || point.assay === undefined) return null;
  if (point.date === null) return { reason: 'not-dated' };
  if (first.assay == null || point.assay === null) return { reason: 'assay-not-stated' };
  if (!sameAssay(first.assay, point.assay)) return { reason: 'other-assay' };
  if (first.value === 0) return { reason: 'first-is-nothing' };
  return point.belowDetection === true
    ? null
    : { change: texts.sinceFirst(showPercentChange(first.value!, point.value, '.')!) };
}

function seriesIn(name: string, unit: string | null, stated: readonly Stated[], texts: PatientTexts): Series {
  const first = firstOf(stated);
  const changes = stated.map((point) => changeSince(first, point, texts));
  return {
    name,
    unit,
    points: stated.map(({ unit: _, assay: __, ...point }, index) => {
      const found = changes[index];
      return found != null && 'change' in found ? { ...point, change: found.change } : point;
    }),
    notes: [...new Set(changes.flatMap((found) => (found !== null && 'reason' in found ? found.reason : [])))],
  };
}

/** One series a unit: numbers of two units share no curve. What was stated below detection without a unit stands with the only one there is. */
function byUnit(name: string, stated: readonly Stated[], texts: PatientTexts): readonly Series[] {
  const units = [...new Set(stated.flatMap(({ unit }) => unit ?? []))];
  if (units.length === 0) return stated.length === 0 ? [] : [seriesIn(name, null, stated, texts)];
  const [only] = units.length === 1 ? units : [];
  const unitOf = ({ unit, belowDetection }: Stated): string | null =>
    unit ?? (belowDetection === true ? (only ?? null) : null);
  return [...units, null].flatMap((unit) => {
    const own = stated.filter((point) => unitOf(point) === unit);
    return own.length === 0 ? [] : [seriesIn(name, unit, own, texts)];
  });
}

/** The values that were stated, fact by fact; facts without any are left out. Nothing stands between two values. */
export const seriesOf = (facts: readonly CaseFact[], texts: PatientTexts): readonly Series[] =>
  followed.flatMap((name) => {
    const stated = facts
      .filter((fact) => fact.name === name && fact.state === 'known')
      .sort((one, other) => (one.date ?? '').localeCompare(other.date ?? ''))
      .flatMap((fact) => pointOf(fact, texts) ?? []);
    return byUnit(name, stated, texts);
  });
