import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../frame/notice.js';
import { moveCase, readCase } from '../placement/listed-case.js';
import { readCasesAnew } from '../placement/read-anew.js';
import type { FollowedDecision } from '../decided/decision-query.js';
import { useFollowUpTexts } from './texts/index.js';

/** Closes a case of which nothing is left to do. */
export function useCloseCase({ caseId, caseNumber }: FollowedDecision) {
  const texts = useFollowUpTexts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => moveCase(await readCase(caseId), { transition: 'close' }),
    onSuccess: () => tell({ words: texts.closed(caseNumber) }),
    onSettled: () => readCasesAnew(queries),
  });
}
