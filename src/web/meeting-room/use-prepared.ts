import { useQuery } from '@tanstack/react-query';
import { changedSinceQuery, type CaseChange } from '../record/prepared/changed-since-query.js';
import { preparationQuery, preparedCaseOf, type PreparedCase } from '../record/prepared/prepared-case.js';
import { useLanguage } from '../texts/language.js';

export interface Prepared {
  /** Null where the case was never prepared, or while it is read. */
  readonly prepared: PreparedCase | null;
  /** What changed since then. */
  readonly changes: readonly CaseChange[];
  readonly isRead: boolean;
  readonly error: Error | null;
}

const none: readonly CaseChange[] = [];

/** What was frozen of a case last, and what changed since. */
export function usePrepared(caseId: string): Prepared {
  const language = useLanguage();
  const since = useQuery(changedSinceQuery(caseId));
  const number = since.data?.preparation?.number ?? null;
  const preparation = useQuery({ ...preparationQuery(caseId, number ?? 0), enabled: number !== null });
  const isRead = since.data !== undefined && (number === null || preparation.data !== undefined);
  return {
    prepared: preparation.data === undefined || number === null ? null : preparedCaseOf(preparation.data, language),
    changes: since.data?.changes ?? none,
    isRead,
    error: isRead ? null : (since.error ?? preparation.error),
  };
}
