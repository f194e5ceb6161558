/**
 * Measurement noise [P]: docs/clinical-basis.md#measurement-noise. The data are mostly lung: for mucosal primaries and MR of the neck the
 * noise is not established. Floats are allowed here and decide no threshold of a criterion.
 */
import type { Micrometres } from '../model/history.js';
import type { NoiseParameters, ResolvedOptions } from '../model/options.js';
import type { Timeline } from '../model/timeline.js';

export type ReaderPair = 'same-reader' | 'different-readers';

/** Who measured at two scans; a reader who was not stated counts as another one: unknown is never read as the same. */
export function readersBetween({ timepoints }: Timeline, before: number, now: number): ReaderPair {
  const [one, other] = [timepoints[before]!.timepoint.reader, timepoints[now]!.timepoint.reader];
  return one !== null && one === other ? 'same-reader' : 'different-readers';
}

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

/** True when a change, up or down, is as many SD of the noise as the flag policy asks of a growth. */
export const beyondNoise = (
  reference: Micrometres,
  now: Micrometres,
  readers: ReaderPair,
  { noise, flags }: Pick<ResolvedOptions, 'noise' | 'flags'>,
): boolean => Math.abs(changeInNoise(reference, now, readers, noise)) >= flags.noiseMultiple;

/** Half of the width, in micrometres, of the band to draw around a size: bands of two scans that overlap may differ by noise alone. */
export const noiseBand = (
  size: Micrometres,
  readers: ReaderPair,
  { noise, flags }: Pick<ResolvedOptions, 'noise' | 'flags'>,
): number => (flags.noiseMultiple * differenceSd(size, size, readers, noise)) / 2;
