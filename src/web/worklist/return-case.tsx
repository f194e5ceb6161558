import { Textarea, TextInput } from '@mantine/core';
import * as z from 'zod/mini';
import { today } from '../format/dates.js';
import { Dialogue } from '../parts/dialogue.js';
import { DateField } from '../parts/form/date-field.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import type { CaseListRow } from '../placement/listed-case.js';
import { useWords } from '../texts/words.js';
import { useWorklistTexts } from './texts/index.js';
import type { CaseWork } from './use-case-work.js';

interface ReturnProps {
  readonly row: CaseListRow;
  readonly pending: boolean;
  readonly onWork: (work: CaseWork) => void;
  readonly onClose: () => void;
}

const longestWords = 4_000;
const longestName = 300;

/** Asks what has to be known, from whom, and until when. */
export function ReturnCase({ row, pending, onWork, onClose }: ReturnProps) {
  const texts = useWorklistTexts();
  const words = useWords();
  const filled = z.string().check(z.trim(), z.minLength(1, words.needed));
  const form = useCheckedForm(
    z.object({
      what: filled,
      from: filled,
      until: z.string().check(
        z.minLength(1, words.needed),
        z.refine((date) => date === '' || date >= today(), { message: texts.dayPassed }),
      ),
    }),
    { what: '', from: '', until: '' },
  );
  return (
    <Dialogue onClose={onClose} title={texts.returnTitle(words.caseNumber(String(row.number)))}>
      <form
        noValidate
        onSubmit={form.submit(({ what, from, until }) => {
          const asked = { what: what.trim(), from: from.trim(), until };
          onWork({ cases: [row], body: { transition: 'return', words: asked.what, asked } });
        })}
      >
        <Textarea
          label={texts.asksWhat}
          maxLength={longestWords}
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps('what')}
        />
        <TextInput mt="sm" label={texts.asksWhom} maxLength={longestName} {...form.getInputProps('from')} />
        <DateField mt="sm" label={texts.asksUntil} {...form.getInputProps('until')} />
        <FormActions submit={texts.returnNow} pending={pending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
