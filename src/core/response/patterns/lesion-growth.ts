/**
 * When a lesion, or an organ's sum, grew over its nadir (clinical-decisions 1 and 9): the one reading of it, for the patterns and for
 * whoever asks of a single lesion. Exact integers.
 */
import type { Micrometres } from '../model/history.js';
import { hasGrown, millimetre } from '../model/lengths.js';
import type { ReadingKind } from '../model/lesion-series.js';
import { patternDefinition, type Thresholds } from './pattern-definitions.js';

/** Growth again from 0 mm is growth when it is measured at 5 mm or more (clinical-decisions 9). */
const regrowthFromNothing: Micrometres = 5 * millimetre;

/** Sizes in micrometres. */
export interface SizeOverNadir {
  readonly nadir: Micrometres;
  readonly now: Micrometres;
  /** 'default' ('too small to measure') supports a direction, never alone a percentage; only 'measured' can have grown. */
  readonly kind: ReadingKind;
  /** A node under 10 mm, or an organ of nothing else: normal, and cannot grow. */
  readonly normalNodes: boolean;
}

/**
 * True when the size grew over its nadir by the percentage and the length of a rule. A nadir that is the 5 mm default counts as it
 * stands: whether 'never alone a percentage for the grower' (clinical-decisions 1) forbids it is open [P].
 */
export function grewOverNadir(
  { nadir, now, kind, normalNodes }: SizeOverNadir,
  { growPercent, growStrict, growLength }: Thresholds,
): boolean {
  if (now - nadir < growLength || kind !== 'measured' || normalNodes) return false;
  if (nadir === 0 && now < regrowthFromNothing) return false;
  return hasGrown(nadir, now, growPercent, growStrict);
}

/** The grow rule of DR-A: at least +20 % and +5 mm over the lesion's own nadir [P]. */
export function establishedLesionGrew(size: SizeOverNadir): boolean {
  const rule = patternDefinition('DR-A')?.rule;
  if (rule?.unit !== 'lesion') throw new Error('DR-A is a definition by lesions');
  return grewOverNadir(size, rule);
}
