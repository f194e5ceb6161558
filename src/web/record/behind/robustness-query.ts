import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { components } from '../../api/schema.d.js';

type Schemas = components['schemas'];

export type EvaluatorRobustness = Schemas['Robustness']['evaluators'][number];

/** How little would alter the verdicts of a line's last scan. */
export const robustnessQuery = (lineId: string) =>
  queryOptions({
    queryKey: ['patient', 'robustness', lineId],
    queryFn: ({ signal }): Promise<Schemas['Robustness']> =>
      dataOf(api.GET('/api/treatment-lines/{id}/robustness', { params: { path: { id: lineId } }, signal })),
  });
