/**
 * How one lesion stands at one scan: against its baseline and against the lowest size before, by the rule of DR-A and the measurement
 * noise, or by the word that was reported of it. It is what a screen draws and what a sentence says, read from the same sizes, exclusions
 * and new lesions as the patterns are. Made on request, never stored.
 */
import { beyondNoise, changeInNoise, readersBetween } from '../confidence/noise.js';
import { grewOverNadir, missedGrowth, shrankUnderBaseline, type MissedGrowth } from '../model/change-rules.js';
import type { FindingState, Micrometres } from '../model/history.js';
import { exclusionAt, type EvaluatorMatrix, type LesionSeries, type Reading } from '../model/lesion-series.js';
import { nadirIndexOf } from '../model/nadir.js';
import { countsAsNew, respondsSinceFirst, type NewLesionCourse } from '../model/new-lesions.js';
import { isNormalNode } from '../model/nodes.js';
import type { ResolvedOptions } from '../model/options.js';
import { projectThresholds } from '../patterns/lesion-growth.js';
import { standsWorseSince } from '../patterns/oligoprogression.js';
import type { ComparableLesion } from '../patterns/pattern-scene.js';
import { patternLimits, recistLimits } from '../thresholds.js';

/**
 * - grew, shrank: the rule of DR-A is met; whether it counts, `uncounted` says
 * - grew-short, shrank-short: beyond measurement noise and short of the rule, see `missed`; within-noise: neither
 * - normal-node: under 10 mm, which cannot grow, and no longer shrinks
 * - new, new-equivocal: counts as new, or would if it were unequivocal
 * - reported: a word in place of a size, in `reported`; not-evaluated: neither size nor word
 * - first-size: measured, with no size before to compare with; not-yet-seen: nothing was reported of it so far
 * - treated, merged, second-primary: shown and compared with nothing
 * - held: the scan waits for the sender; baseline, before-treatment: nothing is compared at such a scan
 */
export const standingKinds = [
  'grew',
  'shrank',
  'grew-short',
  'shrank-short',
  'within-noise',
  'normal-node',
  'new',
  'new-equivocal',
  'reported',
  'not-evaluated',
  'first-size',
  'not-yet-seen',
  'treated',
  'merged',
  'second-primary',
  'held',
  'baseline',
  'before-treatment',
] as const;
export type StandingKind = (typeof standingKinds)[number];

/** Why what its sizes did makes the lesion neither shrinker nor grower of a pattern. */
export const uncountedReasons = [
  'in-prior-field',
  'no-tumour-in-tissue',
  'sent-as-new',
  'not-at-baseline',
  'not-measurable-at-baseline',
  'no-true-baseline',
  'no-baseline',
] as const;
type Uncounted = (typeof uncountedReasons)[number];

export const missedConditions = [
  'length',
  'percent',
  'not-measured',
  'normal-node',
  'regrowth-from-nothing',
  'shrink-percent',
] as const satisfies readonly (MissedGrowth | 'shrink-percent')[];

/** One condition of the rule that a change missed; `needed` is a percentage or a length in micrometres, null where it is neither. */
interface MissedCondition {
  readonly condition: (typeof missedConditions)[number];
  readonly needed: number | null;
}

/** A size before, and what the size now is against it in the noise of the readers who measured. */
interface ComparedWith {
  readonly size: Micrometres;
  /** Key of the timepoint that showed it. */
  readonly timepoint: string;
  /** The change in multiples of the noise SD, signed; null without a size now. */
  readonly noise: number | null;
  readonly beyondNoise: boolean;
}

export interface LesionStanding {
  readonly lesion: string;
  readonly kind: StandingKind;
  /** What was reported at this scan. */
  readonly reported: FindingState | 'no-row';
  /** In micrometres; the default where it was too small to measure; null without a size, and at a scan that is held. */
  readonly size: Micrometres | null;
  readonly baseline: ComparedWith | null;
  /** The lowest size before this scan, baseline included. */
  readonly nadir: ComparedWith | null;
  /** A node that measures under 10 mm now: it counts as shrunk where it was larger at baseline, and cannot have grown. */
  readonly normalNode: boolean;
  readonly missed: readonly MissedCondition[];
  readonly uncounted: Uncounted | null;
  /** Key of the scan that last called it unequivocal progression, where no later word took that back; null where none did. */
  readonly progressedAt: string | null;
  /** Lesions that are one mass with this one. */
  readonly oneMassWith: readonly string[];
}

/** What every lesion of a scan is read against. */
export interface StandingScan {
  readonly matrix: EvaluatorMatrix;
  readonly index: number;
  /** Lesions that the patterns compare at this scan, by label. */
  readonly comparable: ReadonlyMap<string, ComparableLesion>;
  /** By label; a lesion that was there from the start, or is another tumour, has none. */
  readonly newLesions: ReadonlyMap<string, NewLesionCourse>;
  readonly masses: ReadonlySet<string>;
  readonly options: ResolvedOptions;
}

const nothing: readonly never[] = [];

const keyAt = ({ timeline }: EvaluatorMatrix, index: number): string => timeline.timepoints[index]!.timepoint.key;

const hasBaseline = ({ timeline }: EvaluatorMatrix): boolean =>
  timeline.timepoints[timeline.baseline]?.phase === 'baseline';

function comparedWith(
  reference: Micrometres | null,
  at: number,
  now: Micrometres | null,
  { matrix, index, options }: StandingScan,
): ComparedWith | null {
  if (reference === null) return null;
  const readers = readersBetween(matrix.timeline, at, index);
  return {
    size: reference,
    timepoint: keyAt(matrix, at),
    noise: now === null ? null : changeInNoise(reference, now, readers, options.noise),
    beyondNoise: now !== null && beyondNoise(reference, now, readers, options),
  };
}

/** The lowest size before the scan: where the patterns compare the lesion, theirs, which leaves out scans that set it aside. */
function nadirBefore(
  lesion: LesionSeries,
  { matrix: { timeline }, index, comparable }: StandingScan,
): Micrometres | null {
  const compared = comparable.get(lesion.label);
  if (compared !== undefined) return compared.nadir;
  const sizes = lesion.readings.flatMap(({ size }, at) => {
    const { phase } = timeline.timepoints[at]!;
    return at < index && size !== null && (phase === 'baseline' || phase === 'follow-up') ? [size] : [];
  });
  return sizes.length === 0 ? null : Math.min(...sizes);
}

function baselineOf(lesion: LesionSeries, { matrix, newLesions }: StandingScan): Micrometres | null {
  if (!hasBaseline(matrix) || newLesions.has(lesion.label)) return null;
  return lesion.readings[matrix.timeline.baseline]!.size;
}

type References = Pick<LesionStanding, 'baseline' | 'nadir'>;

function referencesOf(lesion: LesionSeries, now: Micrometres | null, scan: StandingScan): References {
  const { matrix, index } = scan;
  const nadir = nadirBefore(lesion, scan);
  return {
    baseline: comparedWith(baselineOf(lesion, scan), matrix.timeline.baseline, now, scan),
    nadir: nadir === null ? null : comparedWith(nadir, nadirIndexOf(matrix, lesion, nadir, index), now, scan),
  };
}

/** A lesion with a size that is neither new nor set aside. */
function kindBySize(lesion: LesionSeries, { kind, size }: Reading, { baseline, nadir }: References): StandingKind {
  const now = size!;
  const normalNodes = isNormalNode(lesion.node, now);
  if (nadir !== null && grewOverNadir({ nadir: nadir.size, now, kind, normalNodes }, projectThresholds)) return 'grew';
  if (baseline !== null && shrankUnderBaseline({ baseline: baseline.size, now, normalNodes }, projectThresholds))
    return 'shrank';
  if (kind !== 'measured') return 'reported';
  if (normalNodes) return 'normal-node';
  if (nadir === null) return 'first-size';
  if (now > nadir.size && nadir.beyondNoise) return 'grew-short';
  return baseline !== null && now < baseline.size && baseline.beyondNoise ? 'shrank-short' : 'within-noise';
}

const needs: Readonly<Record<MissedCondition['condition'], number | null>> = {
  length: projectThresholds.growLength,
  percent: projectThresholds.growPercent,
  'not-measured': null,
  'normal-node': recistLimits.normalNode,
  'regrowth-from-nothing': patternLimits.regrowthFromNothing,
  'shrink-percent': projectThresholds.shrinkPercent,
};

/** What a rise over the nadir misses of growth, and a fall under the baseline of shrinkage. */
function missedBy(
  lesion: LesionSeries,
  { kind, size }: Reading,
  { baseline, nadir }: References,
  standing: StandingKind,
): readonly MissedCondition[] {
  const now = size!;
  const normalNodes = isNormalNode(lesion.node, now);
  const growth =
    nadir === null || now <= nadir.size
      ? nothing
      : missedGrowth({ nadir: nadir.size, now, kind, normalNodes }, projectThresholds);
  const shrinks = baseline !== null && now < baseline.size && standing !== 'shrank' && !normalNodes;
  return [...growth, ...(shrinks ? (['shrink-percent'] as const) : nothing)].map((condition) => ({
    condition,
    needed: needs[condition],
  }));
}

function uncountedAt(lesion: LesionSeries, scan: StandingScan): Uncounted | null {
  const { timeline } = scan.matrix;
  const exclusion = exclusionAt(lesion, scan.index, timeline, scan.masses);
  if (exclusion === 'benign') return 'no-tumour-in-tissue';
  if (exclusion === 'in-prior-field') return 'in-prior-field';
  if (!hasBaseline(scan.matrix)) return 'no-baseline';
  if (lesion.role === 'new') return 'sent-as-new';
  if (lesion.readings[timeline.baseline]!.finding === null) return 'not-at-baseline';
  if (timeline.baselineAfterStart) return 'no-true-baseline';
  return scan.comparable.has(lesion.label) ? null : 'not-measurable-at-baseline';
}

/** Labels of the lesions that are one mass with this one at the scan. */
function oneMassWith(
  { label, readings }: LesionSeries,
  { matrix: { lesions }, index }: StandingScan,
): readonly string[] {
  const own = readings[index]!.finding;
  if (own?.state === 'merged') return own.mergedInto === null ? nothing : [own.mergedInto];
  return lesions
    .filter((other) => {
      const finding = other.readings[index]!.finding;
      return finding?.state === 'merged' && finding.mergedInto === label;
    })
    .map((other) => other.label);
}

function kindOfNew({ status }: NewLesionCourse, { finding }: Reading, index: number): StandingKind {
  if (countsAsNew(status[index])) return 'new';
  if (status[index] === 'equivocal') return 'new-equivocal';
  return finding === null ? 'not-evaluated' : kindByWord(finding.state);
}

const kindByWord = (state: FindingState): StandingKind =>
  state === 'not-evaluable' || state === 'not-done' ? 'not-evaluated' : 'reported';

/** What decides before any size is looked at; null where nothing does. */
function kindBeforeSize(lesion: LesionSeries, scan: StandingScan): StandingKind | null {
  const { matrix, index, masses, newLesions } = scan;
  const { phase } = matrix.timeline.timepoints[index]!;
  if (lesion.secondPrimary) return 'second-primary';
  if (phase !== 'follow-up') return phase;
  if (!lesion.readings.slice(0, index + 1).some(({ finding }) => finding !== null)) return 'not-yet-seen';
  const reading = lesion.readings[index]!;
  const exclusion = exclusionAt(lesion, index, matrix.timeline, masses);
  if (exclusion === 'treated') return 'treated';
  const course = newLesions.get(lesion.label);
  if (course !== undefined && !(countsAsNew(course.status[index]) && respondsSinceFirst(course, index)))
    return kindOfNew(course, reading, index);
  if (exclusion === 'merged') return 'merged';
  if (reading.size !== null) return null;
  return reading.finding === null ? 'not-evaluated' : kindByWord(reading.finding.state);
}

/** How one lesion stands at one scan of an evaluator's history. */
export function standingAt(lesion: LesionSeries, scan: StandingScan): LesionStanding {
  const { matrix, index } = scan;
  const { phase } = matrix.timeline.timepoints[index]!;
  const reading = lesion.readings[index]!;
  const size = phase === 'held' ? null : reading.size;
  const hasScansBefore = phase === 'follow-up' || (phase === 'held' && index > matrix.timeline.baseline);
  const references = hasScansBefore ? referencesOf(lesion, size, scan) : { baseline: null, nadir: null };
  const decided = kindBeforeSize(lesion, scan);
  const kind = decided ?? kindBySize(lesion, reading, references);
  const follows = phase === 'follow-up' && lesion.role === 'non-target' && !lesion.secondPrimary;
  const progressed = follows ? standsWorseSince(lesion, index, matrix.timeline) : null;
  return {
    lesion: lesion.label,
    kind,
    reported: reading.finding?.state ?? 'no-row',
    size,
    ...references,
    normalNode: size !== null && isNormalNode(lesion.node, size),
    missed: decided === null ? missedBy(lesion, reading, references, kind) : nothing,
    uncounted: decided === null ? uncountedAt(lesion, scan) : null,
    progressedAt: progressed === null ? null : keyAt(matrix, progressed),
    oneMassWith: oneMassWith(lesion, scan),
  };
}
