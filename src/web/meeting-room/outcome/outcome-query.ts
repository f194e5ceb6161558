import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { Decision, Outcome, OutcomeContent, OutcomeText } from './outcome-model.js';

const at = (id: string) => ({ params: { path: { id } } });

export const readOutcome = (caseId: string, signal?: AbortSignal): Promise<Outcome> =>
  dataOf(api.GET('/api/cases/{id}/outcome', { ...at(caseId), ...(signal === undefined ? {} : { signal }) }));

/** The outcome as the service has it, and what it lacks. */
export const outcomeQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['patient', 'outcome', caseId],
    queryFn: ({ signal }): Promise<Outcome> => readOutcome(caseId, signal),
  });

/**
 * Puts what the service answered to this device in place of what was seen of the outcome. A look that began before the answer would bring
 * the older text back, with what it lacked; and what others changed meanwhile is looked at afterwards.
 */
export async function takeOutcome(queries: QueryClient, answered: Outcome): Promise<void> {
  const { queryKey } = outcomeQuery(answered.caseId);
  await queries.cancelQueries({ queryKey });
  queries.setQueryData(queryKey, answered);
  void queries.invalidateQueries({ queryKey });
}

/** Everything that was typed as the outcome, what did not become a version too. */
export const outcomeTextsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['patient', 'outcome-texts', caseId],
    queryFn: async ({ signal }): Promise<readonly OutcomeText[]> =>
      (await dataOf(api.GET('/api/cases/{id}/outcome/texts', { ...at(caseId), signal }))).items,
  });

/** @throws ApiProblem 412 with both texts where it was typed on an older version */
export const writeOutcome = (caseId: string, content: OutcomeContent, madeOn: number): Promise<Outcome> =>
  dataOf(
    api.PUT('/api/cases/{id}/outcome', {
      params: { path: { id: caseId }, header: { 'If-Match': `"${madeOn}"` } },
      body: content,
    }),
  );

/** @throws ApiProblem 422 that names what is missing */
export const readBack = (caseId: string): Promise<Outcome> =>
  dataOf(api.POST('/api/cases/{id}/outcome/read-back', at(caseId)));

/** @throws ApiProblem 409 with the differences where the text changed since it was read back */
export const sign = (caseId: string, hash: string): Promise<Decision> =>
  dataOf(api.POST('/api/cases/{id}/outcome/sign', { ...at(caseId), body: { hash } }));
