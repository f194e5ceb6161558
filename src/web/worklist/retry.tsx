import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { useWords } from '../texts/words.js';
import styles from './worklist.module.css';

/** Has a line that could not be classified tried again; what becomes of it arrives by itself. */
export function Retry({ treatmentLineId }: { readonly treatmentLineId: string }) {
  const frame = useFrameTexts();
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
          {retry.error instanceof ApiProblem && !retry.error.isSilence ? retry.error.message : frame.problems.offline}
        </span>
      )}
    </>
  );
}
