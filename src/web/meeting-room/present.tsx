import { useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { agendaQuery, type Agenda } from '../placement/agenda-query.js';
import { currentCase } from './current-case.js';
import { RoomCase } from './room-case.js';
import type { RoomSearch } from './room-search.js';
import { EmptyRoom } from './empty-room.js';

/** The meeting on the shared screen: one case after the other. */
export function Present() {
  const { meetingId } = useParams({ from: `/stage${routes.present}` });
  const { data, error, refetch } = useQuery(agendaQuery(meetingId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Room agenda={data} />;
}

function Room({ agenda }: { readonly agenda: Agenda }) {
  const search = useSearch({ from: `/stage${routes.present}` });
  const navigate = useNavigate();
  const { meeting } = agenda;
  const entries = agenda.entries.filter(({ content }) => content !== null);
  const cases = entries.map(({ content }) => content!.case);
  // A case that was put off or listed has left the agenda: it stays on the screen until one goes on.
  const first = useRef(currentCase(cases)?.id);
  const caseId = search.case ?? first.current ?? cases[0]?.id;
  const lastIndex = useRef(0);
  const found = cases.findIndex(({ id }) => id === caseId);
  if (found >= 0) lastIndex.current = found;
  const go = (to: RoomSearch): void =>
    void navigate({ to: routes.present, params: { meetingId: meeting.id }, search: to, replace: true });
  if (caseId === undefined) return <EmptyRoom meeting={meeting} />;
  const index = found >= 0 ? found : lastIndex.current;
  // Without the case itself, the one after it stands in its place.
  const next = cases[found >= 0 ? index + 1 : index];
  const previous = cases[index - 1];
  return (
    <RoomCase
      key={caseId}
      caseId={caseId}
      meeting={meeting}
      step={search.step ?? 'case'}
      place={found >= 0 ? { index, count: cases.length } : null}
      minutes={entries[found]?.minutes ?? null}
      onStep={(step) => go({ case: caseId, ...(step === 'case' ? {} : { step }) })}
      onNext={next === undefined ? null : () => go({ case: next.id })}
      onPrevious={previous === undefined ? null : () => go({ case: previous.id })}
    />
  );
}
