import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';

export type Session = components['schemas']['Actor'];

/** Who is signed in, or null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await dataOf(api.GET('/api/me'));
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) return null;
      throw problem;
    }
  },
});

/** The session of the page; null while nobody is signed in. */
export const useSession = (): Session | null => useQuery(sessionQuery).data ?? null;
