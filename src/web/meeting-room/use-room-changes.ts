import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { boardCaseQuery } from '../placement/board-case-query.js';
import type { BoardCase } from '../placement/listed-case.js';
import type { ListedMeeting } from '../placement/meetings-query.js';

const resting = ['patient', 'agenda', 'worklist', 'cases', 'meetings'];

/** Reads anew whatever rests on a case or a meeting. */
export function useReadRoomAnew(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(resting.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
}

/** Begins the discussion of a case; one that is not prepared is frozen at that moment. */
export function useDiscuss(caseId: string) {
  const queries = useQueryClient();
  const readAnew = useReadRoomAnew();
  return useMutation({
    mutationFn: (): Promise<BoardCase> =>
      dataOf(api.POST('/api/cases/{id}/discuss', { params: { path: { id: caseId } } })),
    onSuccess: (answered) => queries.setQueryData(boardCaseQuery(caseId).queryKey, answered),
    onSettled: readAnew,
  });
}

/** Halts the clock of a case, or lets it go on, for everybody who looks at it. */
export function useSetClock(caseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (running: boolean): Promise<BoardCase> =>
      dataOf(api.PUT('/api/cases/{id}/clock', { params: { path: { id: caseId } }, body: { running } })),
    onSuccess: (answered) => queries.setQueryData(boardCaseQuery(caseId).queryKey, answered),
  });
}

/** Opens or ends the meeting, as its agenda was read. */
export function useMoveMeeting({ id, version }: ListedMeeting) {
  const readAnew = useReadRoomAnew();
  return useMutation({
    mutationFn: (way: 'open' | 'end') => {
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } };
      return way === 'open'
        ? dataOf(api.POST('/api/meetings/{id}/open', { params }))
        : dataOf(api.POST('/api/meetings/{id}/end', { params }));
    },
    onSettled: readAnew,
  });
}
