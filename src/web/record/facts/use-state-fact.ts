import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FactToState } from '../case/case.js';
import { stateFact } from '../case/case-query.js';

/** States facts about a patient, one after another, and reads the patient anew; what follows from them comes a moment later, over the live line. */
export function useStateFact(patientId: string, onStated: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (facts: readonly FactToState[]) => {
      for (const fact of facts) await stateFact(patientId, fact);
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['patient'] });
      onStated();
    },
  });
}
