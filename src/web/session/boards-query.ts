import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';

/** Boards on which one has a seat. */
export const boardsQuery = queryOptions({
  queryKey: ['boards'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/boards', { signal }))).items,
});
