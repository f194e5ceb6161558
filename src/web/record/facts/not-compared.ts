/** Why a value of DNA in blood has no change in per cent since the first. */
const notCompared = ['assay-not-stated', 'other-assay', 'first-is-nothing', 'not-dated'] as const;
export type NotCompared = (typeof notCompared)[number];

export const isNotCompared = (found: string | null): found is NotCompared =>
  notCompared.some((reason) => reason === found);
