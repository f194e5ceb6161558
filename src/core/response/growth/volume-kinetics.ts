/**
 * How volumes change (docs/clinical-basis.md#volumes): numbers of a lesion against its baseline and its smallest volume, and of all lesions of
 * the baseline together. For study only: there is no threshold and no response, and nothing else in this folder reads a volume.
 */
import type {
  EvaluatorClassification,
  LesionTimepoint,
  LesionTrajectory,
  TimepointClassification,
} from '../model/classification.js';
import { formatDecimal, parseDecimal, sumOfDecimals } from '../model/decimals.js';

/** As sandbox-criteria.ts says it of the PET criteria. */
export const volumetricChange = {
  id: 'volumetric-change',
  source:
    'Consilium project: volumes as they are sent, each against its baseline and its smallest, without a threshold',
  doi: null,
  marks: [['P', 'all of it']],
  studiedIn: 'nobody',
  tier: 'sandbox',
} as const;

/** One volume in mm³; changes in percent, null where there is nothing to compare with. */
export interface VolumePoint {
  readonly timepoint: string;
  /** Null where assessments of the timepoint say different things. */
  readonly volume: string | null;
  readonly fromBaseline: number | null;
  /** Against the smallest volume before this scan, the baseline included. */
  readonly fromSmallest: number | null;
  /** What the assessments of the timepoint say, where it is not the same. */
  readonly differing?: readonly string[];
  /** A local treatment lies, or may lie, between the baseline and this scan. */
  readonly treated?: true;
}

interface LesionVolumes {
  readonly lesion: string;
  /** Scans at which a volume is known, in the order of time. */
  readonly points: readonly VolumePoint[];
}

/** The volumes of all lesions of the baseline together, in mm³. */
export interface VolumeSum {
  readonly timepoint: string;
  readonly baseline: string;
  readonly now: string;
  readonly fromBaseline: number | null;
  readonly fromSmallest: number | null;
}

export interface VolumeKinetics {
  readonly lesions: readonly LesionVolumes[];
  /** Follow-ups at which every lesion of the baseline has a volume: a sum of some is no sum. */
  readonly sums: readonly VolumeSum[];
}

type Scan = Pick<TimepointClassification, 'key' | 'phase'>;

/** Exact, in percent; null without a reference, or where that is nothing. */
function percentFrom(reference: bigint | null, now: bigint): number | null {
  if (reference === null || reference === 0n) return null;
  return (100 * Number(formatDecimal(now - reference))) / Number(formatDecimal(reference));
}

const smaller = (one: bigint | null, other: bigint): bigint => (one === null || other < one ? other : one);

/** A lesion that is gone has none left; what was not stated, or is stated in two ways, is not known. */
function volumeOf(point: LesionTimepoint | undefined): bigint | null {
  if (point === undefined) return null;
  if (point.state === 'absent') return 0n;
  return point.volumes?.length === 1 ? parseDecimal(point.volumes[0]!) : null;
}

const pointAt = ({ points }: LesionTrajectory, { key }: Scan): LesionTimepoint | undefined =>
  points.find(({ timepoint }) => timepoint === key);

function volumesOf(trajectory: LesionTrajectory, scans: readonly Scan[]): LesionVolumes {
  let baseline: bigint | null = null;
  let smallest: bigint | null = null;
  const points = scans.flatMap((scan): VolumePoint[] => {
    const point = pointAt(trajectory, scan);
    const now = volumeOf(point);
    const differing = (point?.volumes?.length ?? 0) > 1 ? { differing: point!.volumes! } : {};
    const isCompared = scan.phase === 'follow-up' && now !== null;
    const shown: VolumePoint = {
      timepoint: scan.key,
      volume: now === null ? null : formatDecimal(now),
      fromBaseline: isCompared ? percentFrom(baseline, now) : null,
      fromSmallest: isCompared ? percentFrom(smallest, now) : null,
      ...differing,
      ...(point?.treated === true ? { treated: true as const } : {}),
    };
    if (now !== null && scan.phase !== 'before-treatment') {
      if (scan.phase === 'baseline' && trajectory.role !== 'new') baseline = now;
      smallest = smaller(smallest, now);
    }
    return now === null && point?.volumes === undefined ? [] : [shown];
  });
  return { lesion: trajectory.lesion, points };
}

/** Another tumour's volume belongs to no sum, and a new lesion has none at the baseline. */
function sumsOf(lesions: readonly LesionTrajectory[], scans: readonly Scan[]): readonly VolumeSum[] {
  const first = scans.find(({ phase }) => phase === 'baseline');
  if (first === undefined) return [];
  const known = lesions.filter(({ role, secondPrimary, ...trajectory }) => {
    const state = pointAt({ role, ...trajectory }, first)?.state ?? 'no-row';
    return role !== 'new' && secondPrimary !== true && state !== 'no-row' && state !== 'absent';
  });
  const sumAt = (scan: Scan): bigint | null => {
    const volumes = known.map((lesion) => volumeOf(pointAt(lesion, scan)));
    return volumes.length === 0 || volumes.includes(null)
      ? null
      : sumOfDecimals(volumes.filter((volume) => volume !== null));
  };
  const baseline = sumAt(first);
  if (baseline === null) return [];
  let smallest = baseline;
  return scans
    .filter(({ phase }) => phase === 'follow-up')
    .flatMap((scan): VolumeSum[] => {
      const now = sumAt(scan);
      if (now === null) return [];
      const sum = {
        timepoint: scan.key,
        baseline: formatDecimal(baseline),
        now: formatDecimal(now),
        fromBaseline: percentFrom(baseline, now),
        fromSmallest: percentFrom(smallest, now),
      };
      smallest = smaller(smallest, now);
      return [sum];
    });
}

/** The volumes of one evaluator's lesions with their changes; lesions of which no volume was sent are left out. */
export function volumeKinetics({
  lesions,
  timepoints,
}: {
  readonly lesions: EvaluatorClassification['lesions'];
  readonly timepoints: readonly Scan[];
}): VolumeKinetics {
  const scans = timepoints.filter(({ phase }) => phase !== 'held');
  const sent = lesions.filter(({ points }) => points.some(({ volumes }) => volumes !== undefined));
  return { lesions: sent.map((trajectory) => volumesOf(trajectory, scans)), sums: sumsOf(lesions, scans) };
}
