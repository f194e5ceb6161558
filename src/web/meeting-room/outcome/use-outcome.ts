import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLiveState } from '../../frame/live.js';
import { forgetOnDevice, keepOnDevice, keptOnDevice, placeOf } from '../../session/kept-on-device.js';
import { OutcomeKeeper, type KeeperState, type KeptOutcome } from './outcome-keeper.js';
import { readOutcome, takeOutcome, writeOutcome } from './outcome-query.js';
import { isSame, type Outcome } from './outcome-model.js';

export interface TypedOutcome extends KeeperState {
  readonly keeper: OutcomeKeeper;
}

/** The outcome of a case while it is typed by an account on this device. */
export function useOutcome(accountId: string, outcome: Outcome): TypedOutcome {
  const queries = useQueryClient();
  const { caseId } = outcome;
  const keeper = useMemo(() => {
    const place = placeOf('outcome', accountId, caseId);
    return new OutcomeKeeper(
      {
        write: async (content, madeOn) => {
          const answered = await writeOutcome(caseId, content, madeOn);
          await takeOutcome(queries, answered);
          return answered;
        },
        read: () => readOutcome(caseId),
        keep: (kept) => keepOnDevice(place, kept),
        // What another page of the same account keeps here is its own to send.
        forget: (content) => {
          const there = keptOnDevice(place) as KeptOutcome | null;
          if (there !== null && isSame(there.content, content)) forgetOnDevice(place);
        },
      },
      outcome,
      keptOnDevice(place) as KeptOutcome | null,
    );
    // One keeper a case: what the service says later reaches it below.
  }, [accountId, caseId, queries]);
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);
  const live = useLiveState();
  useEffect(() => keeper.hear(outcome), [keeper, outcome]);
  useEffect(() => {
    if (live === 'live') void keeper.flush();
  }, [keeper, live]);
  useEffect(() => {
    const now = (): void => void keeper.flush();
    addEventListener('online', now);
    addEventListener('pagehide', now);
    return () => {
      removeEventListener('online', now);
      removeEventListener('pagehide', now);
      keeper.close();
    };
  }, [keeper]);
  return { ...state, keeper };
}
