import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { Dialogue } from '../../parts/dialogue.js';
import { today } from '../../format/dates.js';
import { useWords } from '../../texts/words.js';
import type { FactToState } from '../case/case.js';
import { faultFor, Refusal } from './refusal.js';
import { useStateFact } from './use-state-fact.js';

interface NamedConfirmationProps {
  readonly patientId: string;
  readonly title: string;
  readonly about: string;
  readonly byLabel: string;
  readonly onLabel: string;
  readonly submit: string;
  /** The fact that is stated, from the clinician's name and the day. */
  readonly fact: (by: string, on: string) => FactToState;
  readonly children?: ReactNode;
  /** False where something that `children` ask for is not there yet. */
  readonly complete?: boolean;
  readonly onClose: () => void;
}

/** Records as a fact what a named clinician said, and on which day; who recorded it is kept by the service. */
export function NamedConfirmation({
  patientId,
  title,
  about,
  byLabel,
  onLabel,
  submit,
  fact,
  children,
  complete = true,
  onClose,
}: NamedConfirmationProps) {
  const words = useWords();
  const [by, setBy] = useState('');
  const [on, setOn] = useState(today());
  const state = useStateFact(patientId, onClose);
  const ready = complete && by.trim() !== '' && on !== '';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) state.mutate(fact(by.trim(), on));
  };
  return (
    <Dialogue onClose={onClose} title={title}>
      <form onSubmit={send}>
        <p className="soft">{about}</p>
        <TextInput
          mt="sm"
          label={byLabel}
          required
          withAsterisk={false}
          value={by}
          onChange={(event) => setBy(event.currentTarget.value)}
          error={faultFor(state.error, '/value/by')}
          data-autofocus
        />
        <TextInput
          mt="sm"
          type="date"
          label={onLabel}
          required
          withAsterisk={false}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
          error={faultFor(state.error, '/date')}
        />
        {children}
        <Refusal error={state.error} shown={['/value/by', '/date']} />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={state.isPending} disabled={!ready}>
            {submit}
          </Button>
        </Group>
      </form>
    </Dialogue>
  );
}
