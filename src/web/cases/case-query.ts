import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import type { TakeOutReason } from '../record/points/points-query.js';
import type { BoardCase, CaseEdit, CaseFilter, CaseReading } from './case-model.js';

/** The first screen and the merged lists; null where nothing was measured yet and the referral is all there is. */
export const caseReadingQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['patient', 'case-reading', caseId],
    queryFn: async ({ signal }): Promise<CaseReading | null> => {
      try {
        return await dataOf(api.GET('/api/cases/{id}/reading', { params: { path: { id: caseId } }, signal }));
      } catch (problem) {
        if (problem instanceof ApiProblem && problem.status === 409) return null;
        throw problem;
      }
    },
  });

/** A case beside another in the order of the list. */
export interface CaseBeside {
  readonly id: string;
  readonly number: number;
}

export interface CasesBeside {
  readonly previous: CaseBeside | null;
  readonly next: CaseBeside | null;
}

const pageSize = 200;

/** The cases before and after one in the list of a filter; neither where the list does not hold it. */
export const casesBesideQuery = (caseId: string, filter: CaseFilter) =>
  queryOptions({
    queryKey: ['patient', 'cases-beside', caseId, filter],
    queryFn: async ({ signal }): Promise<CasesBeside> => {
      let before: CaseBeside | null = null;
      let found = false;
      for (let cursor: string | undefined, more = true; more;) {
        const { items, next } = await dataOf(
          api.GET('/api/cases', {
            params: { query: { ...filter, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } },
            signal,
          }),
        );
        for (const { id, number } of items) {
          if (found) return { previous: before, next: { id, number } };
          if (id === caseId) found = true;
          else before = { id, number };
        }
        more = next !== null;
        cursor = next ?? undefined;
      }
      return { previous: found ? before : null, next: null };
    },
  });

/** Open cases of a patient, into which one may go. */
export const casesOfPatientQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patient', 'cases-of-patient', patientId],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/cases', { params: { query: { patientId, limit: pageSize } }, signal }))).items,
  });

const onVersion = ({ id, version }: Pick<BoardCase, 'id' | 'version'>) => ({
  path: { id },
  header: { 'If-Match': `"${version}"` },
});

/** Words the question and what goes with it. @throws ApiProblem 412 where someone else was faster */
export const editCase = (board: BoardCase, edit: CaseEdit): Promise<BoardCase> =>
  dataOf(api.PATCH('/api/cases/{id}', { params: onVersion(board), body: edit }));

/** Proposes to take a point out: it stays until a coordinator takes it out. */
export const proposeTakingOut = (caseId: string, itemId: string, reason: TakeOutReason): Promise<BoardCase> =>
  dataOf(
    api.POST('/api/cases/{id}/points/{itemId}/propose-taking-out', {
      params: { path: { id: caseId, itemId } },
      body: reason,
    }),
  );

/** Says something about a case, or proposes. */
export const commentOnCase = (caseId: string, words: string, proposes: boolean): Promise<BoardCase> =>
  dataOf(api.POST('/api/cases/{id}/comments', { params: { path: { id: caseId } }, body: { words, proposes } }));
