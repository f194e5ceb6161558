/**
 * How the lesions of each evaluator stand, scan by scan: the one answer to what a screen shows of a lesion. Made on request from the
 * history, apart from the classification, which it repeats nowhere and contradicts never.
 */
import { prepareLine, type Prepared } from '../analyses/prepared.js';
import { noiseBand } from '../confidence/noise.js';
import { growsFrom, shrinksTo } from '../model/change-rules.js';
import type { TimepointPhase } from '../model/classification.js';
import type { Micrometres, TreatmentLineHistory } from '../model/history.js';
import { mergedMasses, type EvaluatorMatrix, type LesionSeries } from '../model/lesion-series.js';
import { newLesionCourses } from '../model/new-lesions.js';
import { resolveOptions, type ResolvedOptions, type ResponseOptions } from '../model/options.js';
import { projectThresholds } from '../patterns/lesion-growth.js';
import { standingAt, type LesionStanding, type StandingScan } from './lesion-standing.js';
import { sumStandingAt, type SumStanding } from './sum-standing.js';

/** What the definitions of dissociated response by single lesions say at a scan. */
type DissociationStanding = 'met' | 'not-met' | 'not-assessable' | 'held' | 'no-follow-up';

export interface ScanStanding {
  readonly timepoint: string;
  readonly phase: TimepointPhase;
  readonly lesions: readonly LesionStanding[];
  readonly sum: SumStanding;
  /** By DR-A and DR-B: not met only where both say so. */
  readonly dissociation: DissociationStanding;
}

/** What a curve draws of a lesion beside its sizes, in micrometres. */
interface LesionLimits {
  readonly lesion: string;
  /** The size up to which it would have shrunk, and that from which it would have grown, at the last scan; null where neither can be said. */
  readonly shrinksTo: Micrometres | null;
  readonly growsFrom: Micrometres | null;
  /** Half the width of the band of measurement noise around each size. */
  readonly bands: readonly { readonly timepoint: string; readonly half: Micrometres }[];
}

export interface EvaluatorStanding {
  readonly evaluator: string;
  /** In the order of time; scans whose place in it is not known stand last. */
  readonly scans: readonly ScanStanding[];
  /** Key of the last scan whose place in time is known, held or not; null where there is none. */
  readonly last: string | null;
  /** Scans that wait for the sender. */
  readonly held: number;
  readonly limits: readonly LesionLimits[];
}

const dissociationDefinitions: readonly string[] = ['DR-A', 'DR-B'];

function dissociationAt({ matrix: { timeline }, patterns }: Prepared, index: number): DissociationStanding {
  const { phase } = timeline.timepoints[index]!;
  if (phase === 'held') return 'held';
  const found = patterns[index] ?? null;
  if (found === null) return 'no-follow-up';
  const verdicts = found.verdicts
    .filter(({ definition }) => dissociationDefinitions.includes(definition))
    .map(({ verdict }) => verdict);
  if (verdicts.includes('met')) return 'met';
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'not-met') ? 'not-met' : 'not-assessable';
}

function scanOf(
  { matrix, patterns }: Prepared,
  index: number,
  newLesions: StandingScan['newLesions'],
  options: ResolvedOptions,
): StandingScan {
  return {
    matrix,
    index,
    options,
    newLesions,
    comparable: new Map((patterns[index]?.scene.comparable ?? []).map((compared) => [compared.label, compared])),
    masses: mergedMasses(matrix.lesions, index),
  };
}

const lastPlaced = ({ timeline: { timepoints } }: EvaluatorMatrix): number =>
  timepoints.findLastIndex(({ span }) => span !== null);

function readersOf({ timeline: { timepoints } }: EvaluatorMatrix): 'same-reader' | 'different-readers' {
  const named = new Set(timepoints.map(({ timepoint }) => timepoint.reader).filter((reader) => reader !== null));
  return named.size > 1 ? 'different-readers' : 'same-reader';
}

function limitsOf(
  lesion: LesionSeries,
  standing: LesionStanding | undefined,
  matrix: EvaluatorMatrix,
  options: ResolvedOptions,
): LesionLimits {
  const readers = readersOf(matrix);
  const { baseline = null, nadir = null } = standing ?? {};
  return {
    lesion: lesion.label,
    shrinksTo: baseline === null ? null : Math.floor(shrinksTo(baseline.size, projectThresholds, lesion.node)),
    growsFrom: nadir === null ? null : Math.ceil(growsFrom(nadir.size, projectThresholds, lesion.node)),
    bands: matrix.timeline.timepoints.flatMap(({ timepoint, phase }, index) => {
      const { size } = lesion.readings[index]!;
      return size === null || phase === 'held'
        ? []
        : [{ timepoint: timepoint.key, half: Math.round(noiseBand(size, readers, options)) }];
    }),
  };
}

function evaluatorStanding(prepared: Prepared, options: ResolvedOptions): EvaluatorStanding {
  const { matrix, recist } = prepared;
  const { timepoints } = matrix.timeline;
  const courses = newLesionCourses(matrix, options.recist);
  const newLesions = new Map(courses.map((course) => [course.lesion.label, course]));
  const scans = timepoints.map(({ timepoint, phase }, index): ScanStanding => {
    const scan = scanOf(prepared, index, newLesions, options);
    return {
      timepoint: timepoint.key,
      phase,
      lesions: matrix.lesions.map((lesion) => standingAt(lesion, scan)),
      sum: sumStandingAt(matrix, recist, index),
      dissociation: dissociationAt(prepared, index),
    };
  });
  const last = lastPlaced(matrix);
  return {
    evaluator: matrix.evaluator,
    scans,
    last: timepoints[last]?.timepoint.key ?? null,
    held: matrix.timeline.held.length,
    limits: matrix.lesions.map((lesion, at) => limitsOf(lesion, scans[last]?.lesions[at], matrix, options)),
  };
}

/**
 * How every lesion stands at every scan of a treatment line, by evaluator, with the sums and what a curve draws. The growers and shrinkers
 * of DR-A are exactly the lesions that grew or shrank and count, its missing ones have no size, and its new ones are new.
 */
export function lineStandings(history: TreatmentLineHistory, options?: ResponseOptions): readonly EvaluatorStanding[] {
  const resolved = resolveOptions(options);
  return prepareLine(history, resolved).map((prepared) => evaluatorStanding(prepared, resolved));
}
