import { queryOptions } from '@tanstack/react-query';
import type { EvaluatorClassification, LesionFacts, TreatmentContext } from '../../core/response/index.js';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.js';
import type { CaseLine, PatientCase } from './case.js';

/** Everything of a patient but who it is. */
export const caseQuery = (patientId: string) => queryOptions({
  queryKey: ['patient', patientId],
  queryFn: async ({ signal }): Promise<PatientCase> => {
    const { lines, ...patient } = await dataOf(api.GET('/api/patients/{id}/case', { params: { path: { id: patientId } }, signal }));
    return { ...patient, lines: lines.map(caseLine) };
  },
});

/** The response core's own values travel as they were computed; the service that serves this client computed them. */
const caseLine = (line: components['schemas']['CaseLine']): CaseLine => ({
  ...line,
  treatment: line.treatment as unknown as TreatmentContext,
  lesionFacts: line.lesionFacts as unknown as Readonly<Record<string, LesionFacts>>,
  evaluators: line.evaluators as unknown as readonly EvaluatorClassification[],
});

/** Who the patient is; asking is kept in the audit. */
export const readIdentity = (id: string): Promise<components['schemas']['PatientIdentity']> => dataOf(api.GET('/api/patients/{id}/identity', { params: { path: { id } } }));
