import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';

/** A series with its version. */
export const seriesQuery = (seriesId: string) =>
  queryOptions({
    queryKey: ['meetings', 'series', seriesId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/meeting-series/{id}', { params: { path: { id: seriesId } }, signal })),
  });
