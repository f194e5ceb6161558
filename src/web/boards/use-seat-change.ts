import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import type { components } from '../api/schema.d.js';
import { seatsQuery, type BoardRole, type Discipline } from './board-query.js';

/** A change of the people of a board. */
export type SeatChange =
  | {
      readonly what: 'give';
      readonly accountId: string;
      readonly role: BoardRole;
      readonly discipline: Discipline | null;
    }
  | { readonly what: 'discipline'; readonly seatId: string; readonly discipline: Discipline | null }
  | { readonly what: 'end'; readonly seatId: string }
  | {
      readonly what: 'deputy';
      readonly seatId: string;
      readonly accountId: string;
      readonly from: string;
      readonly until: string | null;
    }
  | { readonly what: 'withdraw'; readonly seatId: string; readonly deputyId: string };

/** Makes a change of a board's people, shows what then holds, and calls back. */
export function useSeatChange(boardId: string, onDone?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: SeatChange) => sent(boardId, change),
    onSuccess: ({ items }) => {
      queries.setQueryData(seatsQuery(boardId).queryKey, items);
      // One's own seats may have changed with it, and so what one may open.
      void queries.invalidateQueries({ queryKey: ['session'] });
      onDone?.();
    },
  });
}

function sent(boardId: string, change: SeatChange): Promise<components['schemas']['SeatList']> {
  const id = boardId;
  switch (change.what) {
    case 'give': {
      const { accountId, role, discipline } = change;
      const body = { accountId, role, discipline };
      return dataOf(api.POST('/api/boards/{id}/seats', { params: { path: { id } }, body }));
    }
    case 'discipline': {
      const { seatId, discipline } = change;
      const path = { id, seatId };
      return dataOf(api.PUT('/api/boards/{id}/seats/{seatId}/discipline', { params: { path }, body: { discipline } }));
    }
    case 'end':
      return dataOf(api.DELETE('/api/boards/{id}/seats/{seatId}', { params: { path: { id, seatId: change.seatId } } }));
    case 'deputy': {
      const { seatId, accountId, from, until } = change;
      const body = { accountId, from, until };
      return dataOf(api.POST('/api/boards/{id}/seats/{seatId}/deputies', { params: { path: { id, seatId } }, body }));
    }
    case 'withdraw': {
      const { seatId, deputyId } = change;
      const path = { id, seatId, deputyId };
      return dataOf(api.DELETE('/api/boards/{id}/seats/{seatId}/deputies/{deputyId}', { params: { path } }));
    }
  }
}
