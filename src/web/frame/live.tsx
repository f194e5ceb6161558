import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../session/session.js';

/** live: changes arrive; waiting: the line was lost and is tried again. */
export type LiveState = 'connecting' | 'live' | 'waiting';

const LiveContext = createContext<LiveState>('connecting');

/** The service sends a beat every 15 s; silence for longer than this is a dead line. */
const silenceMilliseconds = 40_000;
const pauseMilliseconds = 2_000;

/** First part of the keys of the queries that a topic touches. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  patients: ['cases', 'worklist', 'patient', 'agenda', 'referrals'],
  meetings: ['meetings', 'agenda', 'cases', 'worklist', 'patient', 'board'],
  imports: ['imports'],
  rules: ['rules'],
};

/** Keeps one line open to the service and reads anew what changed, as long as its children are on the page. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => openLine(queries, setState), [queries]);
  return <LiveContext value={state}>{children}</LiveContext>;
}

export const useLiveState = (): LiveState => use(LiveContext);

function openLine(queries: QueryClient, tell: (state: LiveState) => void): () => void {
  let source: EventSource | undefined;
  let watch: number | undefined;
  let again: number | undefined;
  let connectedBefore = false;

  const lose = (): void => {
    tell('waiting');
    // The line breaks off without a reason: where nobody is signed in any more, this says so.
    void queries.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => undefined);
    source?.close();
    clearTimeout(watch);
    clearTimeout(again);
    again = window.setTimeout(open, pauseMilliseconds);
  };
  const heard = (): void => {
    tell('live');
    clearTimeout(watch);
    watch = window.setTimeout(lose, silenceMilliseconds);
  };
  const open = (): void => {
    source = new EventSource('/api/live');
    source.addEventListener('resync', () => {
      heard();
      if (connectedBefore) void queries.invalidateQueries();
      connectedBefore = true;
    });
    source.addEventListener('beat', heard);
    source.addEventListener('change', (event) => {
      heard();
      invalidate(queries, (event as MessageEvent<string>).data);
    });
    source.addEventListener('error', lose);
  };

  open();
  return () => {
    source?.close();
    clearTimeout(watch);
    clearTimeout(again);
  };
}

function invalidate(queries: QueryClient, data: string): void {
  const { topic } = JSON.parse(data) as { readonly topic: string };
  for (const key of keysOf[topic] ?? []) void queries.invalidateQueries({ queryKey: [key] });
}
