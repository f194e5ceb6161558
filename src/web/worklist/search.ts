export const kinds = ['flag', 'question', 'failed', 'held', 'watch'] as const;
export type KindFilter = (typeof kinds)[number];

export const placements = ['open', 'placed', 'all'] as const;
export type PlacementFilter = (typeof placements)[number];

/** What the worklist is narrowed to; it stands in the address, so that a filter can be kept as a bookmark. Never a patient's number. */
export interface WorklistSearch {
  /** Left out: rows of every kind. */
  readonly kind?: KindFilter;
  /** Left out: what is not on a meeting yet. */
  readonly placed?: PlacementFilter;
}

const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((candidate) => candidate === value);

export function readWorklistSearch(search: Readonly<Record<string, unknown>>): WorklistSearch {
  const kind = oneOf(kinds, search['kind']);
  const placed = oneOf(placements, search['placed']);
  return { ...(kind === undefined ? {} : { kind }), ...(placed === undefined ? {} : { placed }) };
}
