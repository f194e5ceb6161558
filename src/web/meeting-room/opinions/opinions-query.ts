import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { components } from '../../api/schema.d.js';

export type Opinions = components['schemas']['Opinions'];

const at = (caseId: string) => ({ params: { path: { id: caseId } } });

/** Views on a case at its meeting; the words of others only where one may read them. */
export const opinionsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['patient', 'opinions', caseId],
    queryFn: ({ signal }): Promise<Opinions> => dataOf(api.GET('/api/cases/{id}/opinions', { ...at(caseId), signal })),
  });

/** Writes one's own view; committed, it stays. @throws ApiProblem 409 where it is committed already */
export const writeOpinion = (caseId: string, words: string, committed: boolean): Promise<Opinions> =>
  dataOf(api.PUT('/api/cases/{id}/opinion', { ...at(caseId), body: { words, committed } }));

export const openOpinions = (caseId: string): Promise<Opinions> =>
  dataOf(api.POST('/api/cases/{id}/opinions/open', at(caseId)));
