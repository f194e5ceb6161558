import { queryOptions } from '@tanstack/react-query';
import type { LesionFacts, TreatmentContext } from '../../../core/response/index.js';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { components } from '../../api/schema.d.js';
import type { CaseLine, FactDefinition, FactToState, PatientCase, ShownEvaluator, StatedFact } from './case.js';

/** Everything of a patient but who it is. */
export const caseQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', patientId],
    queryFn: async ({ signal }): Promise<PatientCase> => {
      const { lines, ...patient } = await dataOf(
        api.GET('/api/patients/{id}/case', { params: { path: { id: patientId } }, signal }),
      );
      return { ...patient, lines: lines.map(caseLine) };
    },
  });

/** The response core's own values travel as they were computed; the service that serves this client computed them. */
const caseLine = (line: components['schemas']['CaseLine']): CaseLine => ({
  ...line,
  treatment: line.treatment as unknown as TreatmentContext,
  lesionFacts: line.lesionFacts as unknown as Readonly<Record<string, LesionFacts>>,
  evaluators: line.evaluators as unknown as readonly ShownEvaluator[],
});

/** Who the patient is; asking is kept in the audit. */
export const readIdentity = (id: string): Promise<components['schemas']['PatientIdentity']> =>
  dataOf(api.GET('/api/patients/{id}/identity', { params: { path: { id } } }));

/** A question and those whose place it took. */
export const historyQuery = (itemId: string) =>
  queryOptions({
    queryKey: ['patient', 'item', itemId],
    queryFn: ({ signal }): Promise<components['schemas']['ItemHistory']> =>
      dataOf(api.GET('/api/items/{id}/history', { params: { path: { id: itemId } }, signal })),
  });

/** Every current statement of facts about a patient, the newest first; by name, where one is given. */
export const statedFactsQuery = (patientId: string, name?: string) =>
  queryOptions({
    queryKey: ['patient', patientId, 'facts', name ?? null],
    queryFn: async ({ signal }): Promise<readonly StatedFact[]> => {
      const stated: StatedFact[] = [];
      for (let cursor: string | undefined, more = true; more;) {
        const { items, next } = await dataOf(
          api.GET('/api/patients/{id}/facts', {
            params: {
              path: { id: patientId },
              query: {
                current: 'true',
                limit: 200,
                ...(name === undefined ? {} : { name: name as FactToState['name'] }),
                ...(cursor === undefined ? {} : { cursor }),
              },
            },
            signal,
          }),
        );
        stated.push(...items);
        more = next !== null;
        cursor = next ?? undefined;
      }
      return stated;
    },
  });

/** The closed list of facts, with the fields that a form asks for. */
export const factDefinitionsQuery = queryOptions({
  queryKey: ['fact-definitions'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<readonly FactDefinition[]> =>
    (await dataOf(api.GET('/api/fact-definitions', { signal }))).items,
});

/** States a fact, or corrects one. @throws ApiProblem 422 with a fault for each place, 409 where someone else was faster */
export const stateFact = (id: string, fact: FactToState): Promise<StatedFact> =>
  dataOf(api.POST('/api/patients/{id}/facts', { params: { path: { id } }, body: fact }));
