import { TextInput } from '@mantine/core';
import * as z from 'zod/mini';
import { today } from '../../format/dates.js';
import { Dialogue } from '../../parts/dialogue.js';
import { DateField } from '../../parts/form/date-field.js';
import { FormActions } from '../../parts/form/form-actions.js';
import { useCheckedForm } from '../../parts/form/use-checked-form.js';
import { useWords } from '../../texts/words.js';
import type { FactToState } from '../case/case.js';
import { Refusal, useFieldFaults, type FieldAt } from './refusal.js';
import { useStateFact } from './use-state-fact.js';

/** What a named clinician said: who, on which day, and until when it holds where that is asked for. */
export interface Confirmation extends Record<string, unknown> {
  readonly by: string;
  readonly on: string;
  readonly until: string;
}

interface NamedConfirmationProps {
  readonly patientId: string;
  readonly title: string;
  readonly about: string;
  readonly byLabel: string;
  readonly onLabel: string;
  /** Left out where nothing ends. */
  readonly untilLabel?: string;
  readonly submit: string;
  readonly fact: (confirmation: Confirmation) => FactToState;
  readonly onClose: () => void;
}

const fields: Readonly<Record<string, string>> = { '/value/by': 'by', '/date': 'on', '/value/until': 'until' };
const fieldAt: FieldAt = (pointer) => fields[pointer];

/** Records as a fact what a named clinician said, and on which day; who recorded it is kept by the service. */
export function NamedConfirmation({
  patientId,
  title,
  about,
  byLabel,
  onLabel,
  untilLabel,
  submit,
  fact,
  onClose,
}: NamedConfirmationProps) {
  const words = useWords();
  const needed = z.string().check(z.trim(), z.minLength(1, words.needed));
  const form = useCheckedForm<Confirmation>(
    z.object({ by: needed, on: needed, until: untilLabel === undefined ? z.string() : needed }),
    { by: '', on: today(), until: '' },
  );
  const state = useStateFact(patientId, onClose);
  const fieldFaults = useFieldFaults(fieldAt);
  return (
    <Dialogue onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={form.submit((typed) =>
          state.mutate([fact({ ...typed, by: typed.by.trim() })], {
            onError: (error) => form.setErrors(fieldFaults(error)),
          }),
        )}
      >
        <p className="soft">{about}</p>
        <TextInput mt="sm" label={byLabel} required withAsterisk={false} data-autofocus {...form.getInputProps('by')} />
        <DateField mt="sm" label={onLabel} required withAsterisk={false} {...form.getInputProps('on')} />
        {untilLabel !== undefined && (
          <DateField mt="sm" label={untilLabel} required withAsterisk={false} {...form.getInputProps('until')} />
        )}
        <Refusal error={state.error} fieldAt={fieldAt} />
        <FormActions submit={submit} pending={state.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
