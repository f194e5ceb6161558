import { Button } from '@mantine/core';
import { usePlacementTexts } from '../placement/texts/index.js';
import { useWorklistTexts } from './texts/index.js';
import styles from './worklist.module.css';

export type CaseAction = 'accept' | 'place' | 'dismiss' | 'return' | 'merge';

interface ActionBarProps {
  readonly count: number;
  /** On how many of the marked cases an action can be taken. */
  readonly countOf: (action: CaseAction) => number;
  readonly pending: boolean;
  readonly onAction: (action: CaseAction) => void;
  readonly onUnmark: () => void;
}

/** What can be done with the cases that are marked. */
export function ActionBar({ count, countOf, pending, onAction, onUnmark }: ActionBarProps) {
  const texts = useWorklistTexts();
  const placing = usePlacementTexts();
  const single = count === 1;
  return (
    <div className={styles['action']} role="region" aria-label={texts.marked(count)}>
      <strong>{texts.marked(count)}</strong>
      <Button onClick={() => onAction('accept')} loading={pending} disabled={countOf('accept') === 0}>
        {texts.accept}
      </Button>
      <Button onClick={() => onAction('place')} disabled={countOf('place') === 0}>
        {placing.put}
      </Button>
      <Button variant="default" onClick={() => onAction('dismiss')} disabled={countOf('dismiss') === 0}>
        {texts.dismiss}
      </Button>
      <Button variant="default" onClick={() => onAction('return')} disabled={!single || countOf('return') === 0}>
        {texts.return}
      </Button>
      <Button variant="default" onClick={() => onAction('merge')} disabled={!single || countOf('merge') === 0}>
        {texts.merge}
      </Button>
      <Button variant="default" onClick={onUnmark}>
        {texts.unmark}
      </Button>
    </div>
  );
}
