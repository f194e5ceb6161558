import { Radio, Stack, Textarea } from '@mantine/core';
import * as z from 'zod/mini';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import type { CaseListRow } from '../placement/listed-case.js';
import { useWords } from '../texts/words.js';
import { useWorklistTexts } from './texts/index.js';
import type { CaseWork } from './use-case-work.js';

interface DismissProps {
  readonly cases: readonly CaseListRow[];
  readonly pending: boolean;
  readonly onWork: (work: CaseWork) => void;
  readonly onClose: () => void;
}

interface Wanted extends Record<string, unknown> {
  readonly reason: string;
  readonly words: string;
}

const longest = 2_000;

/** Asks for the coded reason of a dismissal; 'another' needs words. */
export function DismissCases({ cases, pending, onWork, onClose }: DismissProps) {
  const texts = useWorklistTexts();
  const words = useWords();
  const form = useCheckedForm<Wanted>(
    z.object({ reason: z.string().check(z.minLength(1, texts.reasonMissing)), words: z.string() }).check(
      z.refine(({ reason, words: typed }) => reason !== 'other' || typed.trim() !== '', {
        path: ['words'],
        message: words.reasonMissing,
      }),
    ),
    { reason: '', words: '' },
  );
  return (
    <Dialogue onClose={onClose} title={texts.dismissTitle(cases.length)}>
      <form
        noValidate
        onSubmit={form.submit(({ reason, words: typed }) =>
          onWork({
            cases,
            body: { transition: 'dismiss', reason, ...(typed.trim() === '' ? {} : { words: typed.trim() }) },
          }),
        )}
      >
        <p className="soft">{cases.map(({ number }) => words.caseNumber(String(number))).join(', ')}</p>
        <Radio.Group mt="sm" label={texts.reason} errorProps={{ role: 'alert' }} {...form.getInputProps('reason')}>
          <Stack gap={6} mt={4} mb={4}>
            {Object.entries(words.cases.dismissals).map(([code, label], index) => (
              <Radio key={code} value={code} label={label} data-autofocus={index === 0 || undefined} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea mt="sm" label={texts.inWords} maxLength={longest} autosize {...form.getInputProps('words')} />
        <p className="small soft">{texts.dismissHint}</p>
        <FormActions submit={texts.dismissNow} pending={pending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
