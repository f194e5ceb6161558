import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { Dialogue } from '../parts/dialogue.js';
import { useMeetingTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import type { AgendaEntry } from '../placement/agenda-query.js';
import { patientOf } from './agenda-model.js';

interface TakeOffProps {
  readonly entry: AgendaEntry | null;
  readonly onClose: () => void;
  readonly onTakeOff: (entryId: string, reason: string) => void;
}

/** Asks why an entry leaves the agenda; without a reason it says that one is needed. */
export function TakeOff({ entry, onClose, onTakeOff }: TakeOffProps) {
  const texts = useMeetingTexts();
  const words = useWords();
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
          label={words.reasonNeeded}
          required
          withAsterisk={false}
          error={missing && reason.trim() === '' ? words.reasonMissing : undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit">{texts.agenda.takeOffNow}</Button>
        </Group>
      </form>
    </Dialogue>
  );
}
