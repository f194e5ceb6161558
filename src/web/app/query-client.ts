import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';

/** A refusal stays one; only silence and the server's own failures are worth another try. */
const worthRetrying = (failures: number, error: Error): boolean => failures < 4 && (!(error instanceof ApiProblem) || error.isSilence || error.status >= 500);

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRetrying, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
