import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { useProblemWords } from '../frame/problem-words.js';
import { useWords } from '../texts/words.js';
import styles from './worklist.module.css';

/** Has a line that could not be classified tried again; what becomes of it arrives by itself. */
export function Retry({ treatmentLineId }: { readonly treatmentLineId: string }) {
  const problemWords = useProblemWords();
  const words = useWords();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/api/treatment-lines/{id}/retry', { params: { path: { id: treatmentLineId } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['worklist'] }),
  });
  return (
    <>
      <Button size="compact-sm" variant="default" mt={4} loading={retry.isPending} onClick={() => retry.mutate()}>
        {words.jobs.retry}
      </Button>
      {retry.error !== null && (
        <span role="alert" className={styles['failed']}>
          {problemWords(retry.error)}
        </span>
      )}
    </>
  );
}
