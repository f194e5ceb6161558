import { Button, Group } from '@mantine/core';
import { useMeetingTexts } from './texts/index.js';
import type { Conflict } from './use-agenda-changes.js';
import styles from './agenda.module.css';

interface ChangeConflictProps {
  readonly conflict: Conflict;
  readonly onRepeat: () => void;
  readonly onLeave: () => void;
}

/** Someone else was faster: what they changed, what was not saved, and both ways on. */
export function ChangeConflict({ conflict, onRepeat, onLeave }: ChangeConflictProps) {
  const texts = useMeetingTexts();
  return (
    <section className={styles['conflict']} role="alert">
      <h2>{texts.agenda.conflict}</h2>
      <ul>
        {conflict.differences.map((difference) => (
          <li key={JSON.stringify(difference)}>{texts.agenda.difference(difference)}</li>
        ))}
      </ul>
      <p>{texts.agenda.notSaved(conflict.words)}</p>
      <Group mt="xs">
        <Button size="compact-md" onClick={onRepeat} disabled={!conflict.possible}>
          {texts.agenda.repeat}
        </Button>
        <Button size="compact-md" variant="default" onClick={onLeave}>
          {texts.agenda.leave}
        </Button>
      </Group>
    </section>
  );
}
