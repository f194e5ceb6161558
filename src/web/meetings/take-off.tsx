import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { Dialogue } from '../parts/dialogue.js';
import { useTexts } from '../texts/texts.js';
import { patientOf, type AgendaEntry } from './agenda-model.js';

interface TakeOffProps {
  readonly entry: AgendaEntry | null;
  readonly onClose: () => void;
  readonly onTakeOff: (entryId: string, reason: string) => void;
}

/** Asks why an entry leaves the agenda; without a reason it says that one is needed. */
export function TakeOff({ entry, onClose, onTakeOff }: TakeOffProps) {
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() === '') return setMissing(true);
    if (entry !== null) onTakeOff(entry.id, reason.trim());
  };
  return (
    <Dialogue
      opened={entry !== null}
      onClose={onClose}
      title={texts.agenda.takeOffTitle(entry === null ? null : patientOf(entry))}
    >
      <form onSubmit={submit} noValidate>
        <p className="soft">{entry?.content?.question}</p>
        <TextInput
          mt="sm"
          label={texts.agenda.reasonNeeded}
          required
          withAsterisk={false}
          error={missing && reason.trim() === '' ? texts.agenda.reasonMissing : undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.frame.cancel}
          </Button>
          <Button type="submit">{texts.agenda.takeOffNow}</Button>
        </Group>
      </form>
    </Dialogue>
  );
}
