/**
 * Measurement noise (clinical-decisions 2; parameters derived from Yoon, Eur J Cancer 2016;53:5-15) [P]. The data are mostly lung:
 * for mucosal primaries and MR of the neck the noise is not established. Floats are allowed here and decide no threshold of a criterion.
 */
import type { Micrometres } from '../model/history.js';
import type { NoiseParameters } from '../model/options.js';

export type ReaderPair = 'same-reader' | 'different-readers';

/** SD of the difference of two measurements, in micrometres: sqrt(a^2 + (b * mean)^2). */
export function differenceSd(
  first: Micrometres,
  second: Micrometres,
  readers: ReaderPair,
  noise: NoiseParameters,
): number {
  const proportional = (readers === 'same-reader' ? noise.sameReader : noise.differentReaders) * ((first + second) / 2);
  return Math.sqrt(noise.constant * noise.constant + proportional * proportional);
}

/** A change in multiples of the noise SD (signed). */
export const changeInNoise = (
  reference: Micrometres,
  now: Micrometres,
  readers: ReaderPair,
  noise: NoiseParameters,
): number => (now - reference) / differenceSd(reference, now, readers, noise);
