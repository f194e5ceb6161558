import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { Import } from './import-model.js';

const pageSize = 100;
/** Uploads, the newest first; the service tells when one of them has come on. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }): Promise<readonly Import[]> =>
    (await dataOf(api.GET('/api/imports', { params: { query: { limit: pageSize } }, signal }))).items,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }): Promise<Import> =>
      dataOf(api.GET('/api/imports/{id}', { params: { path: { id } }, signal })),
  });

export type HeldKind = 'holds' | 'asks';

/** What holds assessments of an upload, or what is asked beside those taken. */
export const heldQuery = (id: string, kind: HeldKind) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      dataOf(
        api.GET('/api/imports/{id}/held', {
          params: { path: { id }, query: { kind, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Open questions of all uploads, the first due first. */
export const openQueriesQuery = infiniteQueryOptions({
  queryKey: ['imports', 'questions'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) =>
    dataOf(
      api.GET('/api/sender-queries', {
        params: { query: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  getNextPageParam: ({ next }) => next ?? undefined,
});
