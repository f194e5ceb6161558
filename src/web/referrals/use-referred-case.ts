import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from '../frame/notice.js';
import { moveCase, readCase, type CaseTransition } from '../placement/listed-case.js';
import { readCasesAnew } from '../placement/read-anew.js';

/** Moves the case of a referral as it stands now, and tells of it. */
export function useReferredCase(caseId: string, told: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: CaseTransition) => moveCase(await readCase(caseId), body),
    onSuccess: async () => {
      tell({ words: told });
      onDone();
      await readCasesAnew(queries);
    },
  });
}
