import { Radio, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { tell } from '../../frame/notice.js';
import { NotSaved } from '../../frame/not-saved.js';
import { Dialogue } from '../../parts/dialogue.js';
import { FormActions } from '../../parts/form/form-actions.js';
import { useCheckedForm } from '../../parts/form/use-checked-form.js';
import { useWords } from '../../texts/words.js';
import type { CaseItem } from '../case/case.js';
import { usePatientTexts } from '../texts/index.js';
import { takeInAgain, takeOut, type TakeOutReason } from './points-query.js';

interface TakeOutProps {
  readonly point: Pick<CaseItem, 'id' | 'version' | 'question'>;
  readonly onClose: () => void;
}

const codes = [
  'not-a-board-question',
  'answered-outside-the-board',
  'already-decided',
  'measurement-to-be-corrected',
  'raised-by-mistake',
  'other',
] as const satisfies readonly TakeOutReason['reason'][];

const longest = 2_000;

/** Asks why a question is taken out of what is discussed, and takes it out, with a way back. */
export function TakeOut({ point, onClose }: TakeOutProps) {
  const texts = usePatientTexts();
  const words = useWords();
  const queries = useQueryClient();
  const readAnew = (): Promise<void> => queries.invalidateQueries();
  const take = useMutation({
    mutationFn: (reason: TakeOutReason) => takeOut(point, reason),
    onSuccess: (out) => {
      void readAnew();
      onClose();
      tell({
        words: texts.tookOut(point.question),
        undo: async () => {
          await takeInAgain(out).finally(readAnew);
          return texts.tookIn(point.question);
        },
      });
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['patient'] }),
  });
  const form = useCheckedForm(
    z.object({ reason: z.enum(codes, texts.takeOutNeeds), words: z.string() }).check(
      z.refine(({ reason, words: typed }) => reason !== 'other' || typed.trim() !== '', {
        path: ['words'],
        message: words.reasonMissing,
      }),
    ),
    { reason: '', words: '' },
  );
  const isOther = form.getValues().reason === 'other';
  return (
    <Dialogue onClose={onClose} title={texts.takeOutTitle}>
      <form
        noValidate
        onSubmit={form.submit(({ reason, words: typed }) =>
          take.mutate({
            reason: reason as TakeOutReason['reason'],
            ...(reason === 'other' ? { words: typed.trim() } : {}),
          }),
        )}
      >
        <p className="soft">{point.question}</p>
        <Radio.Group mt="sm" label={texts.takeOutWhy} errorProps={{ role: 'alert' }} {...form.getInputProps('reason')}>
          <Stack gap={6} mt={4} mb={4}>
            {codes.map((code, index) => (
              <Radio
                key={code}
                value={code}
                label={words.cases.dismissals[code]}
                data-autofocus={index === 0 || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        {isOther && (
          <Textarea mb="sm" label={texts.takeOutWords} maxLength={longest} autosize {...form.getInputProps('words')} />
        )}
        <p className="small soft">{texts.takeOutHint}</p>
        <NotSaved error={take.error} />
        <FormActions submit={texts.takeOutNow} pending={take.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
