export const tiers = ['flag', 'watch'] as const;
export type TierFilter = (typeof tiers)[number];

export const placements = ['open', 'placed', 'all'] as const;
export type PlacementFilter = (typeof placements)[number];

/** What the worklist is narrowed to; it stands in the address, so that a filter can be kept as a bookmark. Never a patient's number. */
export interface WorklistSearch {
  readonly tier?: TierFilter;
  readonly placed?: PlacementFilter;
}

const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined => values.find((candidate) => candidate === value);

export function readWorklistSearch(search: Readonly<Record<string, unknown>>): WorklistSearch {
  const tier = oneOf(tiers, search['tier']);
  const placed = oneOf(placements, search['placed']);
  return { ...(tier === undefined ? {} : { tier }), ...(placed === undefined ? {} : { placed }) };
}
