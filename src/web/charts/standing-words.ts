import { showMillimetreChange, showMillimetresShort, showPercentChange } from '../format/lengths.js';
import type { Words } from '../texts/english.js';
import type { LesionStanding } from './lesion-standing.js';
import type { ChartTexts } from './texts/english.js';

/** How a lesion stands, in a word or two: 'grew', 'unequivocal progression', 'one mass with L2'. */
export function standingWords(
  { kind, reported, oneMassWith }: LesionStanding,
  texts: ChartTexts,
  words: Words,
): string {
  if (kind === 'reported') return words.findingState(reported);
  if (kind === 'not-evaluated') return texts.notEvaluated(reported);
  if (kind === 'merged') return texts.oneMassWith(oneMassWith);
  return texts.standings[kind];
}

/** What a size is against an earlier one. */
export interface ShownChange {
  readonly since: 'baseline' | 'nadir';
  /** '+44.4 %'; null where the earlier size was nothing. */
  readonly percent: string | null;
  /** What decides: the length, or what a growth reached and what it missed. */
  readonly words: string;
}

type Condition = LesionStanding['missed'][number]['condition'];

const needed = ({ missed }: LesionStanding, condition: Condition): number | null =>
  missed.find((one) => one.condition === condition)?.needed ?? null;

/** What a growth reached and what it missed: '+33.3 %, but +4.0 mm of the 5 mm needed'; null where it missed no size. */
function missedGrowthWords(
  standing: LesionStanding,
  now: number,
  texts: ChartTexts,
  { decimalMark }: Words,
): string | null {
  if (standing.nadir === null) return null;
  const { size } = standing.nadir;
  const [length, percent] = [needed(standing, 'length'), needed(standing, 'percent')];
  const reached = {
    length: `${showMillimetreChange(size, now, decimalMark)} mm`,
    percent: showPercentChange(size, now, decimalMark) ?? texts.fromNothing,
  };
  const [lengthNeeded, percentNeeded] = [
    length === null ? null : `${showMillimetresShort(length, decimalMark)} mm`,
    percent === null ? null : `${percent} %`,
  ];
  if (lengthNeeded !== null && percentNeeded !== null)
    return standing.kind === 'grew-short'
      ? texts.bothMissed(reached.percent, percentNeeded, reached.length, lengthNeeded)
      : null;
  if (lengthNeeded !== null) return texts.oneMissed(reached.percent, reached.length, lengthNeeded);
  return percentNeeded === null ? null : texts.oneMissed(reached.length, reached.percent, percentNeeded);
}

function plainChange(reference: number, now: number, texts: ChartTexts, { decimalMark }: Words): string {
  const length = `${showMillimetreChange(reference, now, decimalMark)} mm`;
  return reference === 0 ? `${length}, ${texts.fromNothing}` : length;
}

function sinceNadir(standing: LesionStanding, now: number, texts: ChartTexts, words: Words): ShownChange | null {
  const { nadir } = standing;
  if (nadir === null) return null;
  const missed = now > nadir.size ? missedGrowthWords(standing, now, texts, words) : null;
  return {
    since: 'nadir',
    percent: showPercentChange(nadir.size, now, words.decimalMark),
    words: missed ?? plainChange(nadir.size, now, texts, words),
  };
}

function sinceBaseline(standing: LesionStanding, now: number, texts: ChartTexts, words: Words): ShownChange | null {
  const { baseline, kind } = standing;
  if (baseline === null) return null;
  const needs = needed(standing, 'shrink-percent');
  const percent = showPercentChange(baseline.size, now, words.decimalMark);
  const missed =
    kind === 'shrank-short' && needs !== null && percent !== null ? texts.shrinkMissed(percent, `−${needs} %`) : null;
  return { since: 'baseline', percent, words: missed ?? plainChange(baseline.size, now, texts, words) };
}

/** Of a mass of several lesions, and of another tumour, no size is compared. */
const uncompared: ReadonlySet<LesionStanding['kind']> = new Set([
  'merged',
  'second-primary',
  'baseline',
  'before-treatment',
]);

/**
 * What the size now is against the baseline and against the lowest size before, the one that decides first; once where both are the same
 * scan.
 */
export function changesOf(standing: LesionStanding, texts: ChartTexts, words: Words): readonly ShownChange[] {
  const { kind, size, baseline, nadir } = standing;
  if (size === null || uncompared.has(kind)) return [];
  const [fromBaseline, fromNadir] = [
    sinceBaseline(standing, size, texts, words),
    sinceNadir(standing, size, texts, words),
  ];
  const sameScan = baseline !== null && baseline.timepoint === nadir?.timepoint;
  const grows = nadir !== null && size > nadir.size;
  if (sameScan) {
    const one = grows ? fromNadir : fromBaseline;
    return one === null ? [] : [{ ...one, since: 'baseline' }];
  }
  const ordered = kind === 'shrank' || !grows ? [fromBaseline, fromNadir] : [fromNadir, fromBaseline];
  return ordered.filter((change) => change !== null);
}

/** What else must be said beside the mark: why it does not count, that it may be noise, since when it is worse. */
export function standingNotes(
  standing: LesionStanding,
  scanOf: (timepoint: string) => string,
  texts: ChartTexts,
): readonly string[] {
  const { kind, reported, uncounted, baseline, nadir, normalNode, progressedAt, oneMassWith, size } = standing;
  const moved = ['grew', 'shrank', 'grew-short', 'shrank-short', 'within-noise'].includes(kind);
  const mayBeNoise =
    size !== null &&
    ((kind === 'grew' && nadir !== null && !nadir.beyondNoise) ||
      (kind === 'shrank' && baseline !== null && !baseline.beyondNoise));
  return [
    moved && uncounted !== null ? texts.uncounted[uncounted] : null,
    mayBeNoise ? texts.mayBeNoise : null,
    kind === 'shrank' && normalNode ? texts.normalNodeShrank : null,
    kind === 'normal-node' ? texts.normalNodeCannotGrow : null,
    kind === 'new' && reported === 'no-row' ? texts.newWithoutRow : null,
    progressedAt !== null && reported !== 'unequivocal-progression' ? texts.progressedAt(scanOf(progressedAt)) : null,
    kind !== 'merged' && oneMassWith.length > 0 ? texts.oneMassWith(oneMassWith) : null,
  ].filter((note) => note !== null);
}
