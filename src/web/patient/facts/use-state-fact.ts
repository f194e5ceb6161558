import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FactToState } from '../case/case.js';
import { stateFact } from '../case/case-query.js';

/** States a fact about a patient and reads the patient anew; what follows from the fact comes a moment later, over the live line. */
export function useStateFact(patientId: string, onStated: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (fact: FactToState) => stateFact(patientId, fact),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['patient'] });
      onStated();
    },
  });
}
