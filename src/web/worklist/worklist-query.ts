import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { WorklistSearch } from './search.js';

const pageSize = 200;

/** The rows of the worklist in the order of the service, a page at a time. */
export const worklistQuery = ({ kind, placed = 'open' }: WorklistSearch) =>
  infiniteQueryOptions({
    queryKey: ['worklist', kind ?? 'all', placed],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      dataOf(
        api.GET('/api/worklist', {
          params: {
            query: {
              placed,
              limit: pageSize,
              ...(kind === undefined ? {} : { kind }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
