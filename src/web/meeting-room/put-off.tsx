import { Radio, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { moveCase, type BoardCase } from '../placement/listed-case.js';
import { useWords } from '../texts/words.js';
import { useRoomTexts } from './texts/index.js';

interface PutOffProps {
  readonly board: BoardCase;
  readonly onClose: () => void;
  readonly onDone: (board: BoardCase) => void;
}

const defer = (caseId: string, reason: string, words: string): Promise<BoardCase> =>
  dataOf(
    api.POST('/api/cases/{id}/defer', {
      params: { path: { id: caseId } },
      body: { reason, ...(words === '' ? {} : { words }) },
    }),
  );

/** The case waits for another meeting: why, by the service's list of reasons. */
export function PutOff({ board, onClose, onDone }: PutOffProps) {
  const texts = useRoomTexts().putOff;
  const { needed } = useWords();
  const reasons = board.allowed.find(({ transition }) => transition === 'defer')?.reasons ?? [];
  const form = useCheckedForm(
    z.object({ reason: z.string().check(z.minLength(1, needed)), words: z.string().check(z.maxLength(4000)) }),
    { reason: '', words: '' },
  );
  const take = useMutation({
    mutationFn: ({ reason, words }: { readonly reason: string; readonly words: string }) =>
      defer(board.id, reason, words.trim()),
    onSuccess: onDone,
  });
  return (
    <Dialogue title={texts.title} onClose={onClose}>
      <form noValidate onSubmit={form.submit((typed) => take.mutate(typed))}>
        <p className="soft">{texts.hint}</p>
        <Radio.Group mt="sm" label={texts.why} {...form.getInputProps('reason')}>
          <Stack gap={6} mt={4}>
            {reasons.map((code, index) => (
              <Radio
                key={code}
                value={code}
                label={(texts.reasons as Readonly<Record<string, string>>)[code] ?? code}
                data-autofocus={index === 0 || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput mt="sm" label={texts.inWords} {...form.getInputProps('words')} />
        <NotSaved error={take.error} />
        <FormActions submit={texts.now} pending={take.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}

/** The case is not discussed: a named standard of care answers it. */
export function ListUnderStandard({ board, onClose, onDone }: PutOffProps) {
  const texts = useRoomTexts().list;
  const { needed } = useWords();
  const form = useCheckedForm(
    z.object({ protocol: z.string().check(z.trim(), z.minLength(1, needed), z.maxLength(300)) }),
    { protocol: '' },
  );
  const take = useMutation({
    mutationFn: (protocol: string) => moveCase(board, { transition: 'list', protocol }),
    onSuccess: onDone,
  });
  return (
    <Dialogue title={texts.title} onClose={onClose}>
      <form noValidate onSubmit={form.submit(({ protocol }) => take.mutate(protocol.trim()))}>
        <p className="soft">{texts.hint}</p>
        <TextInput mt="sm" label={texts.protocol} data-autofocus {...form.getInputProps('protocol')} />
        <NotSaved error={take.error} />
        <FormActions submit={texts.now} pending={take.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
