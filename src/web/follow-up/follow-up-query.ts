import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { FollowUpSearch } from './search.js';

const pageSize = 200;

/** Open actions and conditions, overdue first. Under 'cases': what touches a case touches them. */
export const owedQuery = ({ kind, board }: FollowUpSearch) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'owed', kind ?? 'all', board ?? 'all'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      dataOf(
        api.GET('/api/actions', {
          params: {
            query: {
              limit: pageSize,
              ...(kind === undefined ? {} : { kind }),
              ...(board === undefined ? {} : { boardId: board }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Decisions whose cases are not closed, the oldest first. */
export const followedQuery = ({ board }: FollowUpSearch) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'followed', board ?? 'all'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      dataOf(
        api.GET('/api/follow-ups', {
          params: {
            query: {
              limit: pageSize,
              ...(board === undefined ? {} : { boardId: board }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export interface StandardAsked {
  readonly board: string;
  readonly from: string;
  readonly until: string;
  readonly sample: number;
}

/** Cases of a board that were listed and not discussed, with their sample. */
export const standardQuery = ({ board, ...query }: StandardAsked) =>
  queryOptions({
    queryKey: ['cases', 'standard-of-care', board, query],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/boards/{id}/standard-of-care', { params: { path: { id: board }, query }, signal })),
  });
