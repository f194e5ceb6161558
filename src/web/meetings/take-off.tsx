import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { Dialogue } from '../parts/dialogue.js';
import { useTexts } from '../texts/texts.js';
import type { AgendaEntry } from './agenda-model.js';

interface TakeOffProps {
  readonly entry: AgendaEntry | null;
  readonly onClose: () => void;
  readonly onTakeOff: (entryId: string, reason: string) => void;
}

/** Asks why an entry leaves the agenda; what was typed survives a conflict, as the dialogue stays. */
export function TakeOff({ entry, onClose, onTakeOff }: TakeOffProps) {
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (entry === null || reason.trim() === '') return;
    onTakeOff(entry.id, reason.trim());
    setReason('');
  };
  return (
    <Dialogue opened={entry !== null} onClose={onClose} title={texts.agenda.takeOffTitle}>
      <form onSubmit={submit}>
        <p className="soft">{entry?.content?.question}</p>
        <TextInput mt="sm" label={texts.agenda.reason} required withAsterisk={false} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>{texts.frame.cancel}</Button>
          <Button type="submit" disabled={reason.trim() === ''}>{texts.agenda.takeOffNow}</Button>
        </Group>
      </form>
    </Dialogue>
  );
}
