import { differenceSd, defaultOptions, type LesionRole, type LesionTrajectory } from '../../core/response/index.js';

/**
 * How a lesion stands at its latest scan, for shape, colour and word:
 * grew and shrank reach the thresholds (+20 % and +5 mm over the nadir; -30 % from baseline), the lesser ones lie beyond measurement
 * noise but short of a threshold, noise lies within it.
 */
export type Direction = 'new' | 'grew' | 'grew-less' | 'noise' | 'shrank-less' | 'shrank' | 'not-measured';

export interface LesionStanding {
  readonly direction: Direction;
  /** Sizes in micrometres. */
  readonly baseline: number | null;
  readonly nadir: number | null;
  readonly now: number | null;
  /** The size that `now` is compared with: the nadir for growth, else the baseline. */
  readonly reference: number | null;
}

/** Multiple of the noise SD inside which a change is drawn grey: the one that the flag policy uses. */
const { noiseMultiple } = defaultOptions.flags;

/** How the lesion stands at its last point; sizes missing there stay missing. */
export function lesionStanding({ role, points }: Pick<LesionTrajectory, 'role' | 'points'>): LesionStanding {
  const last = points.at(-1);
  const now = last?.size ?? null;
  const measured = points.map(({ size }) => size).filter((size) => size !== null);
  // A new lesion was not there at the baseline: no later size takes its place.
  const baseline = role === 'new' ? null : (last?.change?.baseline ?? measured[0] ?? null);
  const nadir = last?.change?.nadir ?? smallest(now === null ? measured : measured.slice(0, -1)) ?? baseline;
  const direction = directionOf(role, baseline, nadir, now);
  return { direction, baseline, nadir, now, reference: direction.startsWith('grew') ? nadir : baseline };
}

const smallest = (sizes: readonly number[]): number | null => (sizes.length === 0 ? null : Math.min(...sizes));

function directionOf(role: LesionRole, baseline: number | null, nadir: number | null, now: number | null): Direction {
  if (role === 'new') return 'new';
  if (now === null || baseline === null || nadir === null) return 'not-measured';
  if (10 * now >= 12 * nadir && now - nadir >= 5000) return 'grew';
  if (10 * now <= 7 * baseline && baseline > 0) return 'shrank';
  if (beyondNoise(nadir, now) && now > nadir) return 'grew-less';
  return beyondNoise(baseline, now) && now < baseline ? 'shrank-less' : 'noise';
}

/** Half of the width, in micrometres, of the band drawn around a size: bands of two scans that overlap may be noise alone. */
export const noiseBand = (size: number): number =>
  (noiseMultiple * differenceSd(size, size, 'same-reader', defaultOptions.noise)) / 2;

const beyondNoise = (reference: number, now: number): boolean =>
  Math.abs(now - reference) > noiseMultiple * differenceSd(reference, now, 'same-reader', defaultOptions.noise);

/** What a board looks for first: what grew or is new, then what shrank, then the rest. */
const order: Readonly<Record<Direction, number>> = {
  grew: 0,
  new: 1,
  shrank: 2,
  'grew-less': 3,
  'shrank-less': 4,
  'not-measured': 5,
  noise: 6,
};

export interface StandingLesion {
  readonly lesion: LesionTrajectory;
  readonly standing: LesionStanding;
}

/** Lesions with their standing, in the order of `order`; equal ones stay as sent. */
export const lesionStandings = (lesions: readonly LesionTrajectory[]): readonly StandingLesion[] =>
  lesions
    .map((lesion) => ({ lesion, standing: lesionStanding(lesion) }))
    .sort((one, other) => order[one.standing.direction] - order[other.standing.direction]);
