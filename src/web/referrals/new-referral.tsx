import { Button, Radio, Stack } from '@mantine/core';
import * as z from 'zod/mini';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import parts from '../parts/parts.module.css';
import { beginReferral, boardsToReferToQuery, referralQuery } from './referral-query.js';
import { useReferralTexts } from './texts/index.js';

/** Where a referral begins: to which board. From a patient's page the patient is known already. */
export function NewReferral() {
  const texts = useReferralTexts();
  const { patientId } = useSearch({ from: `/inside${routes.newReferral}` });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const boards = useQuery(boardsToReferToQuery);
  const form = useCheckedForm(z.object({ board: z.string() }), { board: '' });
  const board = form.values.board === '' ? boards.data?.[0]?.id : form.values.board;
  const begin = useMutation({
    mutationFn: (boardId: string) => beginReferral(boardId, patientId),
    onSuccess: async (referral) => {
      queries.setQueryData(referralQuery(referral.id).queryKey, referral);
      await navigate({ to: routes.referral, params: { referralId: referral.id }, replace: true });
    },
  });
  if (boards.error !== null && boards.data === undefined)
    return <LoadFailure error={boards.error} onRetry={() => void boards.refetch()} />;
  if (boards.data === undefined) return <Loading />;
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.refer}</h1>
      </div>
      <p className="soft">{patientId === undefined ? texts.anyPatient : texts.thisPatient}</p>
      <form noValidate onSubmit={form.submit(() => board !== undefined && begin.mutate(board))}>
        <Radio.Group mt="md" label={texts.toBoard} {...form.getInputProps('board')} value={board ?? ''}>
          <Stack gap={6} mt={4}>
            {boards.data.map(({ id, name }) => (
              <Radio key={id} value={id} label={name} />
            ))}
          </Stack>
        </Radio.Group>
        <NotSaved error={begin.error} />
        <Button mt="md" type="submit" loading={begin.isPending} disabled={board === undefined}>
          {texts.begin}
        </Button>
      </form>
    </>
  );
}
