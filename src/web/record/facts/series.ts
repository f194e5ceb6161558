import type { CaseFact } from '../case/case.js';
import type { PatientTexts } from '../texts/english.js';

/** Facts that are followed over time, in the order in which they are shown. */
const followed = ['ecog', 'weight-kg', 'ebv-dna', 'hpv-dna'] as const;

export interface SeriesPoint {
  readonly value: number;
  readonly words: string;
  /** As it was stated, whole or partial; null where it was not. */
  readonly date: string | null;
}

export interface Series {
  readonly name: string;
  /** The oldest first, undated ones before all. */
  readonly points: readonly SeriesPoint[];
}

interface ViralDna {
  readonly copiesPerMl: number;
  readonly assay?: string;
  readonly belowDetection?: 'yes' | 'no';
}

function pointOf({ value, date }: CaseFact, texts: PatientTexts): SeriesPoint | null {
  if (typeof value === 'number') return { value, words: texts.plainNumber(value), date };
  if (typeof value !== 'object' || value === null || !('copiesPerMl' in value)) return null;
  const { copiesPerMl, assay, belowDetection } = value as ViralDna;
  const words = belowDetection === 'yes' ? texts.belowDetection : texts.copies(copiesPerMl);
  return { value: copiesPerMl, words: assay === undefined ? words : `${words}, ${assay}`, date };
}

/** The values that were stated, fact by fact; facts without any are left out. Nothing stands between two values. */
export function seriesOf(facts: readonly CaseFact[], texts: PatientTexts): readonly Series[] {
  return followed.flatMap((name) => {
    const points = facts
      .filter((fact) => fact.name === name && fact.state === 'known')
      .sort((one, other) => (one.date ?? '').localeCompare(other.date ?? ''))
      .flatMap((fact) => pointOf(fact, texts) ?? []);
    return points.length === 0 ? [] : [{ name, points }];
  });
}
