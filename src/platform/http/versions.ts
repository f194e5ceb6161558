import { Problem } from '../problem/index.js';

/** The ETag of a version (RFC 9110, 8.8.3). */
export function entityTag(version: number | string): string {
  return `"${version}"`;
}

/**
 * Lets a change through if it was made on the current version. A proxy that compresses answers turns "3" into W/"3"; as the tag is a
 * version number, that is the same version.
 * @param ifMatch the request's If-Match header
 * @param current version that stands now
 * @throws Problem 'version not named' without the header or with '*', which names no version that anyone has seen (RFC 6585, 3); 'changed meanwhile' with the current
 *   version as `currentVersion` if it names another one
 */
export function requireIfMatch(ifMatch: string | undefined, current: number | string): void {
  const seen =
    ifMatch
      ?.split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''))
      .filter((tag) => /^"[^"]*"$/.test(tag)) ?? [];
  if (seen.length === 0) {
    throw new Problem({
      kind: 'version not named',
      detail: 'A change needs the version it was made on: send If-Match with the ETag that came with what you changed.',
    });
  }
  if (seen.includes(entityTag(current))) return;
  throw Problem.changedMeanwhile(
    current,
    `Someone changed this since: it is at version ${current} now. Read it again, then repeat the change.`,
  );
}
