import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';
import { sessionQuery } from '../session/session.js';

/** A refusal stays one; only silence and the server's own failures are worth another try. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 4 && (!(error instanceof ApiProblem) || error.isSilence || error.status >= 500);

/** A refusal for want of a session ends the session of the page; the frame then leads to the sign-in. */
const noteEndOfSession = (error: Error): void => {
  if (error instanceof ApiProblem && error.status === 401) queries.setQueryData(sessionQuery.queryKey, null);
};

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteEndOfSession }),
  mutationCache: new MutationCache({ onError: noteEndOfSession }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRetrying, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
