import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';

/** The steps of a scan's verdicts in words. */
export interface ToldTimepoint {
  readonly key: string;
  readonly trace: readonly ToldStep[];
  readonly patterns: readonly { readonly definition: string; readonly trace: readonly ToldStep[] }[];
}

interface ToldStep {
  readonly rule: string;
  readonly words: string;
}

/** Of one evaluator of a treatment line, by key of the scan. */
export interface ToldVerdicts {
  readonly treatmentLineId: string;
  readonly evaluator: string;
  readonly timepoints: ReadonlyMap<string, ToldTimepoint>;
}

/** How the verdicts of every line of a patient came about, step by step. */
export const verdictsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'verdicts'],
    queryFn: async ({ signal }): Promise<readonly ToldVerdicts[]> => {
      const { items } = await dataOf(
        api.GET('/api/patients/{id}/classifications', { params: { path: { id: patientId } }, signal }),
      );
      return items.map(({ treatmentLineId, evaluator, timepoints }) => ({
        treatmentLineId,
        evaluator,
        timepoints: new Map((timepoints as unknown as readonly ToldTimepoint[]).map((told) => [told.key, told])),
      }));
    },
  });
