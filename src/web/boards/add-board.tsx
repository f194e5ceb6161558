import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { useWords } from '../texts/words.js';
import { TimeZoneField } from './time-zone-field.js';
import { useBoardTexts } from './texts/index.js';

/** Adds a board to the site, and opens it. */
export function AddBoard({ onClose }: { readonly onClose: () => void }) {
  const texts = useBoardTexts();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useCheckedForm(z.object({ name: z.string().check(z.trim(), z.minLength(1, words.needed)) }), {
    name: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const add = useMutation({
    mutationFn: (body: { readonly name: string; readonly timeZone: string }) =>
      dataOf(api.POST('/api/boards', { body })),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['boards'] });
      onClose();
      void navigate({ to: routes.board, params: { boardId: id } });
    },
  });
  return (
    <Dialogue onClose={onClose} title={texts.add}>
      <form noValidate onSubmit={form.submit(({ name, timeZone }) => add.mutate({ name: name.trim(), timeZone }))}>
        <TextInput mb="sm" label={texts.name} maxLength={200} data-autofocus {...form.getInputProps('name')} />
        <TimeZoneField value={form.values.timeZone} onChange={(zone) => form.setFieldValue('timeZone', zone)} />
        <NotSaved error={add.error} />
        <FormActions submit={texts.addNow} pending={add.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
