import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import * as z from 'zod/mini';
import { useWords } from '../../texts/words.js';
import { FormActions } from './form-actions.js';
import { useCheckedForm } from './use-checked-form.js';

interface ReasonFormProps {
  /** What is about to be done, above the question why. */
  readonly children: ReactNode;
  readonly description?: string;
  /** Letters of the shortest reason that the service takes. */
  readonly shortest?: number;
  readonly submit: string;
  readonly pending?: boolean;
  readonly disabled?: boolean;
  /** Why it was not done. */
  readonly refusal?: ReactNode;
  readonly onReason: (reason: string) => void;
  readonly onCancel: () => void;
}

const longest = 500;

/** Asks why something is done, and does it with the reason; without one it says that one is needed. */
export function ReasonForm({
  children,
  description,
  shortest = 1,
  submit,
  pending,
  disabled,
  refusal,
  onReason,
  onCancel,
}: ReasonFormProps) {
  const words = useWords();
  const form = useCheckedForm(
    z.object({ reason: z.string().check(z.trim(), z.minLength(shortest, words.reasonMissing)) }),
    { reason: '' },
  );
  return (
    <form onSubmit={form.submit(({ reason }) => onReason(reason.trim()))} noValidate>
      {children}
      <TextInput
        mt="sm"
        label={words.reasonNeeded}
        description={description}
        required
        withAsterisk={false}
        maxLength={longest}
        data-autofocus
        {...form.getInputProps('reason')}
      />
      {refusal}
      <FormActions submit={submit} pending={pending} disabled={disabled} onCancel={onCancel} />
    </form>
  );
}
