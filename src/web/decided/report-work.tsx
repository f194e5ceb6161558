import { Textarea, TextInput } from '@mantine/core';
import * as z from 'zod/mini';
import { today } from '../format/dates.js';
import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { DateField } from '../parts/form/date-field.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { useWords } from '../texts/words.js';
import type { Work, WorkWay } from './decision-query.js';
import { useDecidedTexts } from './texts/index.js';
import { useReportWork } from './use-decided.js';

interface ReportWorkProps {
  readonly work: Work;
  readonly way: WorkWay;
  readonly onClose: () => void;
}

interface Asked {
  readonly day: boolean;
  readonly words: boolean;
  readonly owner: boolean;
}

/** What each way asks for before it is taken. */
const asks: Readonly<Record<WorkWay, Asked>> = {
  'report-done': { day: true, words: false, owner: false },
  'report-met': { day: true, words: false, owner: false },
  'report-unmet': { day: true, words: true, owner: false },
  'hand-over': { day: false, words: false, owner: true },
  drop: { day: false, words: true, owner: false },
};

const longestWords = 4_000;
const longestOwner = 500;

/** Reports on an action or a condition, or gives it to somebody else. */
export function ReportWork({ work, way, onClose }: ReportWorkProps) {
  const texts = useDecidedTexts();
  const { needed } = useWords();
  const asked = asks[way];
  const report = useReportWork(work, onClose);
  const filled = z.string().check(z.trim(), z.minLength(1, needed));
  const form = useCheckedForm(
    z.object({
      ...(asked.day
        ? {
            on: z.string().check(
              z.minLength(1, needed),
              z.refine((on) => on <= today(), { message: texts.dayPassed }),
            ),
          }
        : {}),
      ...(asked.words ? { words: filled } : {}),
      ...(asked.owner ? { owner: filled } : {}),
    }),
    { on: today(), words: '', owner: asked.owner ? work.owner : '', due: '' },
  );
  const hint = (texts.work.hints as Readonly<Record<string, string>>)[way];
  const title = texts.work.titles[way];
  return (
    <Dialogue title={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={form.submit(({ on, words, owner, due }) =>
          report.mutate({ way, on: on === today() ? undefined : on, words: words.trim(), owner: owner.trim(), due }),
        )}
      >
        <p>{work.words}</p>
        {hint !== undefined && <p className="soft">{hint}</p>}
        {asked.words && (
          <Textarea
            mt="sm"
            label={texts.work.why}
            maxLength={longestWords}
            autosize
            data-autofocus
            {...form.getInputProps('words')}
          />
        )}
        {asked.owner && (
          <TextInput
            mt="sm"
            label={texts.work.newOwner}
            maxLength={longestOwner}
            data-autofocus
            {...form.getInputProps('owner')}
          />
        )}
        {asked.owner && work.kind === 'action' && (
          <DateField mt="sm" label={texts.work.newDue} clearable {...form.getInputProps('due')} />
        )}
        {asked.day && <DateField mt="sm" label={texts.work.onDay} {...form.getInputProps('on')} />}
        <NotSaved error={report.error} />
        <FormActions
          submit={title}
          pending={report.isPending}
          submitFirst={!asked.words && !asked.owner}
          onCancel={onClose}
        />
      </form>
    </Dialogue>
  );
}
