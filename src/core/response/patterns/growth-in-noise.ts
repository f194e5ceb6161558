/** How far a change goes beyond the noise of those who measured, for one lesion and for the sum of an organ's lesions. */
import { differenceSd, readersBetween, type ReaderPair } from '../confidence/noise.js';
import type { EvaluatorMatrix } from '../model/lesion-series.js';
import { nadirIndexOf } from '../model/nadir.js';
import type { NoiseParameters } from '../model/options.js';
import type { PatternScene, Standing } from './pattern-scene.js';

/** Where a standing is seen: one scan of one evaluator. */
export interface SeenAt {
  readonly matrix: EvaluatorMatrix;
  readonly index: number;
  readonly scene: PatternScene;
}

/** Index of the scan that a growth is counted from; an organ's sum is compared with the baseline's exam. */
export const nadirIndex = ({ matrix, index }: SeenAt, { lesion, nadir }: Standing): number =>
  lesion === null ? matrix.timeline.baseline : nadirIndexOf(matrix, lesion, nadir, index);

/** The measured lesions of an organ; a lesion is itself. */
export const membersOf = (standing: Standing, { scene }: SeenAt): readonly Standing[] =>
  standing.lesion === null ? scene.comparable.filter(({ lesion }) => lesion.organ === standing.label) : [standing];

/** SD of the difference between a lowest size and now; of an organ the root of the sum of its lesions' squares. */
function growthSd(standing: Standing, seen: SeenAt, noise: NoiseParameters, readers: ReaderPair | null): number {
  const sds = membersOf(standing, seen).map((member) =>
    differenceSd(
      member.nadir,
      member.now,
      readers ?? readersBetween(seen.matrix.timeline, nadirIndex(seen, member), seen.index),
      noise,
    ),
  );
  return Math.hypot(...sds);
}

/** A growth over the lowest size in multiples of the noise SD. `readers` null: of those who measured. */
export const growthInNoise = (
  standing: Standing,
  seen: SeenAt,
  noise: NoiseParameters,
  readers: ReaderPair | null = null,
): number => (standing.now - standing.nadir) / growthSd(standing, seen, noise, readers);
