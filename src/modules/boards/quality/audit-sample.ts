/** Draws the sample of an audit: the same list, size and seed give the same sample, whoever draws it and whenever. Pure. */
import { createHash } from 'node:crypto';

const placeOf = (seed: string, id: string): string => createHash('sha256').update(`${seed}\n${id}`).digest('hex');

/**
 * Ids in the order of the SHA-256 of seed, line feed and id; the first `size` of them. A larger sample of the same seed holds the smaller
 * one, and what is listed later moves nothing but its own place.
 */
export const drawSample = (ids: readonly string[], size: number, seed: string): ReadonlySet<string> =>
  new Set(
    ids
      .map((id) => ({ id, place: placeOf(seed, id) }))
      .sort((one, other) => (one.place < other.place ? -1 : 1))
      .slice(0, size)
      .map(({ id }) => id),
  );
