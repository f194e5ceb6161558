import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { tell } from '../frame/notice.js';
import { NotSaved } from '../frame/not-saved.js';
import { useMeetingTexts } from './texts/index.js';

const resting = ['agenda', 'cases', 'meetings', 'patient', 'worklist'];

/** Freezes what the board will be shown of every case that is not before it yet. */
export function PrepareCases({ meetingId }: { readonly meetingId: string }) {
  const texts = useMeetingTexts().agenda;
  const queries = useQueryClient();
  const prepare = useMutation({
    mutationFn: () => dataOf(api.POST('/api/meetings/{id}/prepare', { params: { path: { id: meetingId } }, body: {} })),
    onSuccess: ({ items }) => tell({ words: texts.prepared(items.length) }),
    onSettled: () => Promise.all(resting.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return (
    <>
      <Button variant="default" size="compact-md" loading={prepare.isPending} onClick={() => prepare.mutate()}>
        {texts.prepare}
      </Button>
      <NotSaved error={prepare.error} />
    </>
  );
}
