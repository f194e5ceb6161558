import type { ImmuneTimepoint, TimepointClassification } from '../../core/response/index.js';

/** What the sums need of a scan. */
export type SummedTimepoint = Omit<
  TimepointClassification,
  'immune' | 'metabolic' | 'notes' | 'patterns' | 'reasons' | 'trace'
> & { readonly immune?: Pick<ImmuneTimepoint, 'response'> | null };
