import { Radio, Stack, Textarea } from '@mantine/core';
import * as z from 'zod/mini';
import { NotSaved } from '../../frame/not-saved.js';
import { FormActions } from '../../parts/form/form-actions.js';
import { useCheckedForm } from '../../parts/form/use-checked-form.js';
import { useWords } from '../../texts/words.js';
import { usePatientTexts } from '../texts/index.js';
import { takeOutCodes, type TakeOutReason } from './points-query.js';

const longest = 2_000;

interface TakeOutFormProps {
  readonly question: string;
  /** What somebody proposed, chosen beforehand. */
  readonly proposed?: TakeOutReason | undefined;
  readonly hint: string;
  readonly submit: string;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onReason: (reason: TakeOutReason) => void;
  readonly onCancel: () => void;
}

/** Why a point is taken out: a code, or words where the reason is another. */
export function TakeOutForm(props: TakeOutFormProps) {
  const { question, proposed, hint, submit, pending, error, onReason, onCancel } = props;
  const texts = usePatientTexts();
  const words = useWords();
  const form = useCheckedForm(
    z.object({ reason: z.enum(takeOutCodes, texts.takeOutNeeds), words: z.string() }).check(
      z.refine(({ reason, words: typed }) => reason !== 'other' || typed.trim() !== '', {
        path: ['words'],
        message: words.reasonMissing,
      }),
    ),
    { reason: proposed?.reason ?? '', words: proposed?.words ?? '' },
  );
  const isOther = form.getValues().reason === 'other';
  return (
    <form
      noValidate
      onSubmit={form.submit(({ reason, words: typed }) =>
        onReason({
          reason: reason as TakeOutReason['reason'],
          ...(reason === 'other' ? { words: typed.trim() } : {}),
        }),
      )}
    >
      <p className="soft">{question}</p>
      <Radio.Group mt="sm" label={texts.takeOutWhy} errorProps={{ role: 'alert' }} {...form.getInputProps('reason')}>
        <Stack gap={6} mt={4} mb={4}>
          {takeOutCodes.map((code, index) => (
            <Radio
              key={code}
              value={code}
              label={words.cases.dismissals[code]}
              data-autofocus={(proposed === undefined ? index === 0 : proposed.reason === code) || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      {isOther && (
        <Textarea mb="sm" label={texts.takeOutWords} maxLength={longest} autosize {...form.getInputProps('words')} />
      )}
      <p className="small soft">{hint}</p>
      <NotSaved error={error} />
      <FormActions submit={submit} pending={pending} onCancel={onCancel} />
    </form>
  );
}
