import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { usualWait, type WorklistSearch } from './search.js';

const pageSize = 200;

/** Cases in the order in which they were raised, a page at a time; with a number, those of that number, whatever they wait for. */
export const caseListQuery = ({ waits = usualWait, mine, board }: WorklistSearch, number: number | null = null) =>
  infiniteQueryOptions({
    queryKey: ['cases', number === null ? waits : 'any', mine ?? false, board ?? 'all', number],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      dataOf(
        api.GET('/api/cases', {
          params: {
            query: {
              limit: pageSize,
              ...(number === null ? {} : { number }),
              ...(waits === 'any' || number !== null ? {} : { waitsFor: waits }),
              ...(mine === undefined ? {} : { mine: 'yes' as const }),
              ...(board === undefined ? {} : { boardId: board }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** What stands beside the cases, in the order of the service. */
export const besideQuery = infiniteQueryOptions({
  queryKey: ['worklist'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor, signal }) =>
    dataOf(
      api.GET('/api/worklist', {
        params: { query: { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  getNextPageParam: ({ next }) => next ?? undefined,
});

/** Open cases of one patient. */
export const casesOfPatient = (patientId: string) =>
  dataOf(api.GET('/api/cases', { params: { query: { patientId, limit: pageSize } } }));
