import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { TierFilter } from './search.js';

const pageSize = 200;

/** Open flags or watches, the newest first, a page at a time. */
export const flagsQuery = (tier: TierFilter) => infiniteQueryOptions({
  queryKey: ['flags', tier],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) => dataOf(api.GET('/api/flags', { params: { query: { tier, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } }, signal })),
  getNextPageParam: ({ next }) => next ?? undefined,
});
