import { Checkbox, Radio, Stack, Textarea } from '@mantine/core';
import * as z from 'zod/mini';
import { today } from '../format/dates.js';
import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { DateField } from '../parts/form/date-field.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { useWords } from '../texts/words.js';
import type { FollowUpWrite } from './decision-query.js';
import { emptyFollowUp, followUpOf, needsReason, type TypedFollowUp } from './follow-up-report.js';
import { useDecidedTexts } from './texts/index.js';
import { useFollowUp } from './use-decided.js';

interface FollowUpProps {
  readonly caseId: string;
  readonly caseNumber: number;
  readonly onClose: () => void;
}

const answers: readonly FollowUpWrite['carriedOut'][] = ['carried-out', 'partly', 'not'];
const longest = 4_000;

/** Asks what became of a decision: carried out or not, why not, and what was given instead. */
export function FollowUp({ caseId, caseNumber, onClose }: FollowUpProps) {
  const texts = useDecidedTexts();
  const { needed } = useWords();
  const report = useFollowUp(caseId, onClose);
  const notToCome = z.refine<string>((date) => date <= today(), { message: texts.dayPassed });
  const form = useCheckedForm<TypedFollowUp>(
    z.object({
      carriedOut: z.string().check(z.minLength(1, texts.choose)),
      date: z.string().check(z.minLength(1, needed), notToCome),
      startedOn: z.string().check(notToCome),
    }),
    emptyFollowUp(today()),
  );
  const asksWhy = needsReason(form.values);
  const send = (typed: TypedFollowUp): void => {
    if (needsReason(typed) && typed.reasons.length === 0) form.setFieldError('reasons', texts.chooseReason);
    else report.mutate(followUpOf(typed));
  };
  return (
    <Dialogue title={texts.reportTitle(caseNumber)} onClose={onClose}>
      <form noValidate onSubmit={form.submit(send)}>
        <Radio.Group label={texts.question} {...form.getInputProps('carriedOut')}>
          <Stack gap={6} mt={4}>
            {answers.map((answer, index) => (
              <Radio
                key={answer}
                value={answer}
                label={texts.carriedOut[answer]}
                data-autofocus={index === 0 || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        {asksWhy && (
          <Checkbox.Group mt="sm" label={texts.whyNot} {...form.getInputProps('reasons')}>
            <Stack gap={6} mt={4}>
              {Object.entries(texts.reasons).map(([code, words]) => (
                <Checkbox key={code} value={code} label={words} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <DateField mt="sm" label={texts.onDay} {...form.getInputProps('date')} />
        <Textarea
          mt="sm"
          label={texts.treatmentGiven}
          maxLength={longest}
          autosize
          {...form.getInputProps('treatmentGiven')}
        />
        <DateField mt="sm" label={texts.startedOn} clearable {...form.getInputProps('startedOn')} />
        <Textarea mt="sm" label={texts.inWords} maxLength={longest} autosize {...form.getInputProps('words')} />
        <NotSaved error={report.error} />
        <FormActions submit={texts.reportNow} pending={report.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
