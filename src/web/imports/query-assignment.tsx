import { useState } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import { DateField } from '../parts/form/date-field.js';
import { useSession } from '../session/session.js';
import type { SenderQuery } from './import-model.js';
import { Refusal } from './refusal.js';
import { useImportTexts } from './texts/index.js';

/** Who sees to an open question, and until when: takes it over, or gives it a day. */
export function QueryAssignment({ query: { id, owner, dueOn } }: { readonly query: SenderQuery }) {
  const texts = useImportTexts();
  const session = useSession();
  const queries = useQueryClient();
  /** The day as it is being typed; null: nobody changes it. */
  const [day, setDay] = useState<string | null>(null);
  const assign = useMutation({
    mutationFn: (body: { owner: 'me' } | { dueOn: string }) =>
      dataOf(api.PATCH('/api/sender-queries/{id}', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['imports'] });
      setDay(null);
    },
  });
  return (
    <>
      {day === null ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setDay(dueOn ?? '')}>
          {texts.setDue}
        </Button>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (day !== '') assign.mutate({ dueOn: day });
          }}
        >
          <DateField label={texts.dueOn} value={day} onChange={setDay} autoFocus />
          <Button type="submit" size="compact-sm" mt={4} disabled={day === ''} loading={assign.isPending}>
            {texts.setDue}
          </Button>
        </form>
      )}
      {owner !== session?.displayName && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={assign.isPending}
          onClick={() => assign.mutate({ owner: 'me' })}
        >
          {texts.takeOver}
        </Button>
      )}
      {assign.error !== null && (
        <Refusal problem={assign.error instanceof ApiProblem ? assign.error : new ApiProblem(0, {})} />
      )}
    </>
  );
}
