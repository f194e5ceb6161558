import { Radio, Stack } from '@mantine/core';
import * as z from 'zod/mini';
import { useQuery } from '@tanstack/react-query';
import { Loading } from '../frame/loading.js';
import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import type { CaseListRow } from '../placement/listed-case.js';
import { useWords } from '../texts/words.js';
import { useWorklistTexts } from './texts/index.js';
import type { CaseWork } from './use-case-work.js';
import { casesOfPatient } from './worklist-query.js';

interface MergeProps {
  readonly row: CaseListRow;
  readonly pending: boolean;
  readonly onWork: (work: CaseWork) => void;
  readonly onClose: () => void;
}

const decided: readonly CaseListRow['state'][] = ['decided', 'followed-up'];

/** Asks which other open case of the patient takes this one in. */
export function MergeCase({ row, pending, onWork, onClose }: MergeProps) {
  const texts = useWorklistTexts();
  const words = useWords();
  const found = useQuery({
    queryKey: ['cases', 'of-patient', row.patient.id],
    queryFn: () => casesOfPatient(row.patient.id),
  });
  const others = (found.data?.items ?? []).filter(
    ({ id, boardId, state }) => id !== row.id && boardId === row.boardId && !decided.includes(state),
  );
  const form = useCheckedForm(z.object({ into: z.string().check(z.minLength(1, texts.mergeMissing)) }), { into: '' });
  return (
    <Dialogue onClose={onClose} title={texts.mergeTitle(words.caseNumber(String(row.number)))}>
      <form
        noValidate
        onSubmit={form.submit(({ into }) => onWork({ cases: [row], body: { transition: 'merge', intoCaseId: into } }))}
      >
        {found.isPending && <Loading />}
        <NotSaved error={found.error} title={texts.mergeNotRead} />
        {found.isSuccess && others.length === 0 && <p>{texts.mergeNone}</p>}
        {others.length > 0 && (
          <>
            <Radio.Group label={texts.mergeInto} errorProps={{ role: 'alert' }} {...form.getInputProps('into')}>
              <Stack gap={6} mt={4} mb={4}>
                {others.map(({ id, number, question }, index) => (
                  <Radio
                    key={id}
                    value={id}
                    data-autofocus={index === 0 || undefined}
                    label={`${words.caseNumber(String(number))} · ${question ?? words.cases.noQuestion}`}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <p className="small soft">{texts.mergeHint}</p>
          </>
        )}
        <FormActions submit={texts.mergeNow} pending={pending} disabled={others.length === 0} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
