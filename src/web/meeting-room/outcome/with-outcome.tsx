import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.js';
import type { Outcome } from './outcome-model.js';
import { outcomeQuery } from './outcome-query.js';
import { useOutcome, type TypedOutcome } from './use-outcome.js';

interface WithOutcomeProps {
  readonly caseId: string;
  /** Whether this person types; else it is only read. */
  readonly mayType: boolean;
  readonly children: (outcome: Outcome | null, typed: TypedOutcome | null) => ReactNode;
}

/** Holds the outcome of a case for all steps of the room: what was typed goes on being sent while another step is looked at. */
export function WithOutcome({ caseId, mayType, children }: WithOutcomeProps) {
  const outcome = useQuery(outcomeQuery(caseId)).data;
  const accountId = useSession()?.accountId;
  if (outcome === undefined || accountId === undefined) return children(null, null);
  if (!mayType) return children(outcome, null);
  return (
    <Typing accountId={accountId} outcome={outcome}>
      {children}
    </Typing>
  );
}

function Typing({
  accountId,
  outcome,
  children,
}: Pick<WithOutcomeProps, 'children'> & { readonly accountId: string; readonly outcome: Outcome }) {
  return children(outcome, useOutcome(accountId, outcome));
}
