import { useMemo } from 'react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { agendaQuery } from './agenda-query.js';
import { comingMeetings, meetingsQuery } from './meetings-query.js';

/** The meeting on whose agenda a question stands. */
export interface PlacedOn {
  readonly id: string;
  readonly startsAt: string;
  readonly timeZone: string;
}

/** Which discussion items stand on the agenda of a coming meeting of one's boards, by the item's id: those of a case stand together. */
export function usePlacements(): ReadonlyMap<string, PlacedOn> {
  const meetings = useQuery(meetingsQuery).data;
  const filled = useMemo(() => comingMeetings(meetings ?? []).filter(({ itemCount }) => itemCount > 0), [meetings]);
  const agendas = useQueries({
    queries: filled.map(({ id }) => agendaQuery(id)),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(() => {
    const placed = new Map<string, PlacedOn>();
    for (const agenda of agendas) {
      for (const { content } of agenda?.entries ?? []) {
        if (agenda === undefined || content === null) continue;
        for (const itemId of content.case.itemIds) placed.set(itemId, agenda.meeting);
      }
    }
    return placed;
  }, [agendas]);
}
