import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { BoardCase } from './listed-case.js';

/** One case with its history, comments, referrals, and what leads on from here. Under 'patient': what touches the patient touches it. */
export const boardCaseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['patient', 'board-case', caseId],
    queryFn: ({ signal }): Promise<BoardCase> =>
      dataOf(api.GET('/api/cases/{id}', { params: { path: { id: caseId } }, signal })),
  });
