import { Textarea, TextInput } from '@mantine/core';
import * as z from 'zod/mini';
import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { useWords } from '../texts/words.js';
import { useDecidedTexts } from './texts/index.js';
import { useAmend } from './use-decided.js';

const longest = 4_000;

/** Adds to a signed decision, with the reason. */
export function Amend({ decisionId, onClose }: { readonly decisionId: string; readonly onClose: () => void }) {
  const texts = useDecidedTexts();
  const { needed } = useWords();
  const amend = useAmend(decisionId, onClose);
  const filled = z.string().check(z.trim(), z.minLength(1, needed));
  const form = useCheckedForm(z.object({ text: filled, reason: filled }), { text: '', reason: '' });
  return (
    <Dialogue title={texts.amendTitle} onClose={onClose}>
      <form
        noValidate
        onSubmit={form.submit(({ text, reason }) => amend.mutate({ text: text.trim(), reason: reason.trim() }))}
      >
        <p className="soft">{texts.amendHint}</p>
        <Textarea
          mt="sm"
          label={texts.amendment}
          maxLength={longest}
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps('text')}
        />
        <TextInput mt="sm" label={texts.reason} maxLength={longest} {...form.getInputProps('reason')} />
        <NotSaved error={amend.error} />
        <FormActions submit={texts.amendNow} pending={amend.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
