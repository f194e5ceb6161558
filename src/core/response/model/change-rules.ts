/**
 * When a size changed enough: the one reading of shrinkage from a baseline and of growth over a nadir, for every criterion, for a sum as
 * for one lesion. Exact integers decide.
 */
import { patternLimits, recistLimits } from '../thresholds.js';
import type { Micrometres } from './history.js';
import { hasGrown, hasShrunk } from './lengths.js';

/** measured; default: seen but too small, by convention 5 mm; absent: 0; merged: in another lesion's mass; missing: no size known. */
export type ReadingKind = 'measured' | 'default' | 'absent' | 'merged' | 'missing';

/** What a rule asks of a change. */
export interface Thresholds {
  readonly shrinkPercent: number;
  /** Strict where the paper says '>', inclusive where it says 'at least'. */
  readonly shrinkStrict: boolean;
  readonly growPercent: number;
  readonly growStrict: boolean;
  /** Least absolute growth; 0 = none demanded. */
  readonly growLength: Micrometres;
}

/** Those of RECIST 1.1 on a sum, which this project also asks of one lesion and of an organ [P]. */
export const recistThresholds: Thresholds = {
  shrinkPercent: recistLimits.responsePercent,
  shrinkStrict: false,
  growPercent: recistLimits.progressionPercent,
  growStrict: false,
  growLength: recistLimits.progressionLength,
};

/** True when a sum is PD against the nadir: at least +20 % and at least +5 mm. From a nadir of 0 the 5 mm decide. */
export const isProgression = (nadir: Micrometres, sum: Micrometres): boolean =>
  sum - nadir >= recistLimits.progressionLength && hasGrown(nadir, sum, recistLimits.progressionPercent, false);

/** True when a sum is PR against the baseline: at least -30 %. */
export const isPartialResponse = (baseline: Micrometres, sum: Micrometres): boolean =>
  hasShrunk(baseline, sum, recistLimits.responsePercent, false);

/** Sizes in micrometres of one lesion, or of an organ's sum. */
export interface SizeOverNadir {
  readonly nadir: Micrometres;
  readonly now: Micrometres;
  /** 'default' ('too small to measure') supports a direction, never alone a percentage; only 'measured' can have grown. */
  readonly kind: ReadingKind;
  /** A node under 10 mm, or an organ of nothing else: normal, and cannot grow. */
  readonly normalNodes: boolean;
}

/** A condition of growth that a size misses. */
export type MissedGrowth = 'length' | 'percent' | 'not-measured' | 'normal-node' | 'regrowth-from-nothing';

type Condition = (size: SizeOverNadir, rule: Thresholds) => boolean;

const byLength: Condition = ({ nadir, now }, { growLength }) => now - nadir >= growLength;
const byPercent: Condition = ({ nadir, now }, { growPercent, growStrict }) =>
  hasGrown(nadir, now, growPercent, growStrict);
const isMeasured: Condition = ({ kind }) => kind === 'measured';
const isNoNormalNode: Condition = ({ normalNodes }) => !normalNodes;
const isNoTraceRegrown: Condition = ({ nadir, now }) => nadir > 0 || now >= patternLimits.regrowthFromNothing;

/**
 * What growth over a nadir asks for, all of it. A nadir that is the 5 mm default counts as it stands: whether 'never alone a percentage for
 * the grower' forbids it is open [P].
 */
const growthConditions: readonly (readonly [missed: MissedGrowth, holds: Condition])[] = [
  ['length', byLength],
  ['percent', byPercent],
  ['not-measured', isMeasured],
  ['normal-node', isNoNormalNode],
  ['regrowth-from-nothing', isNoTraceRegrown],
];

/** True when the size grew over its nadir by the percentage and the length of a rule: all of the conditions above. */
export const grewOverNadir = (size: SizeOverNadir, rule: Thresholds): boolean =>
  byLength(size, rule) &&
  byPercent(size, rule) &&
  isMeasured(size, rule) &&
  isNoNormalNode(size, rule) &&
  isNoTraceRegrown(size, rule);

/** Every condition of growth that the size misses; none exactly where it grew. */
export const missedGrowth = (size: SizeOverNadir, rule: Thresholds): readonly MissedGrowth[] =>
  growthConditions.filter(([, holds]) => !holds(size, rule)).map(([missed]) => missed);

/** Sizes in micrometres of one lesion, or of an organ's sum. */
export interface SizeUnderBaseline {
  readonly baseline: Micrometres;
  readonly now: Micrometres;
  readonly normalNodes: boolean;
}

/** True when the size shrank against its baseline by the percentage of a rule; a node that became normal did. */
export const shrankUnderBaseline = (
  { baseline, now, normalNodes }: SizeUnderBaseline,
  { shrinkPercent, shrinkStrict }: Thresholds,
): boolean =>
  now < baseline &&
  (hasShrunk(baseline, now, shrinkPercent, shrinkStrict) || (normalNodes && baseline >= recistLimits.normalNode));

/**
 * The size from which a lesion or a sum counts as grown over its nadir, a node from 10 mm on. Not rounded: it is also what a probability
 * is taken against.
 */
export const growsFrom = (
  nadir: Micrometres,
  { growPercent, growLength }: Pick<Thresholds, 'growPercent' | 'growLength'>,
  node = false,
): number => Math.max(nadir + Math.max((nadir * growPercent) / 100, growLength), node ? recistLimits.normalNode : 0);

/** The size up to which it counts as shrunk from its baseline; a node of 10 mm or more does below 10 mm. */
export const shrinksTo = (
  baseline: Micrometres,
  { shrinkPercent }: Pick<Thresholds, 'shrinkPercent'>,
  node = false,
): number =>
  Math.max(
    baseline - (baseline * shrinkPercent) / 100,
    node && baseline >= recistLimits.normalNode ? recistLimits.normalNode : 0,
  );
