import { Button } from '@mantine/core';
import { useProblemWords } from '../../frame/problem-words.js';
import { useRoomTexts } from '../texts/index.js';
import type { KeeperState, OutcomeKeeper } from './outcome-keeper.js';
import styles from '../room.module.css';

interface SavingMarkProps extends Pick<KeeperState, 'saving' | 'error' | 'isKept'> {
  readonly keeper: OutcomeKeeper;
}

/** Whether the service has what is typed, and where it is kept while it has not. */
export function SavingMark({ saving, error, isKept, keeper }: SavingMarkProps) {
  const texts = useRoomTexts().saving;
  const problemWords = useProblemWords();
  return (
    <div className={styles['saving']} data-saving={saving}>
      <p role="status">
        {saving === 'saved' ? '✓ ' : '▲ '}
        {texts[saving]}
        {saving !== 'saved' && isKept && ` ${texts.onDevice}`}
      </p>
      {!isKept && <p role="alert">{texts.notKept}</p>}
      {saving === 'refused' && error !== null && (
        <>
          <p role="alert">{problemWords(error)}</p>
          <Button variant="default" size="compact-md" onClick={() => void keeper.letGo()}>
            {texts.letGo}
          </Button>
        </>
      )}
    </div>
  );
}
