import { hashKey, MutationCache, QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';
import { sessionQuery } from '../session/session.js';
import { chosenLanguage } from '../texts/language.js';

/** A refusal stays one; only silence and the server's own failures are worth another try. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 4 && (!(error instanceof ApiProblem) || error.isSilence || error.status >= 500);

/** A refusal for want of a session ends the session of the page; the frame then leads to the sign-in. */
const noteEndOfSession = (error: Error): void => {
  if (error instanceof ApiProblem && error.status === 401) queries.setQueryData(sessionQuery.queryKey, null);
};

/** Answers without a sentence in them, by the first part of their key: they are the same in every language. */
const withoutWords: ReadonlySet<unknown> = new Set(['session', 'boards', 'meetings', 'notice']);

/** What the service says is kept by language: a page that turns to another language asks anew, and never shows a text in the one before. */
const inLanguage = (key: QueryKey): string => hashKey(withoutWords.has(key[0]) ? key : [...key, chosenLanguage()]);

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteEndOfSession }),
  mutationCache: new MutationCache({ onError: noteEndOfSession }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRetrying, networkMode: 'always', queryKeyHashFn: inLanguage },
    mutations: { retry: false, networkMode: 'always' },
  },
});
