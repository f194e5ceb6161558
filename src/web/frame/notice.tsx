import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, CloseButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useWords } from '../texts/words.js';
import { useProblemWords } from './problem-words.js';
import { useFrameTexts } from './texts/index.js';
import styles from './notice.module.css';

/** What was done, where to see it, and the way back. */
export interface Notice {
  readonly words: string;
  readonly link?: ReactNode;
  /** Takes back what was done and answers what then holds. */
  readonly undo?: () => Promise<string>;
}

/** Tells on the page what was done: above the content, with the focus on it, until it is closed, another comes, or the page changes. */
export function tell(notice: Notice): void {
  notifications.clean();
  notifications.show({ role: 'presentation', message: <Told notice={notice} /> });
}

function close(): void {
  notifications.clean();
  document.getElementById('content')?.focus({ preventScroll: true });
}

function Told({ notice: { words, link, undo } }: { readonly notice: Notice }) {
  const texts = useFrameTexts();
  const shared = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [undoing, setUndoing] = useState(false);
  const problemWords = useProblemWords();
  const [failed, setFailed] = useState<Error | null>(null);
  useFocusAfterDialogue(place);
  const takeBack = async (): Promise<void> => {
    setUndoing(true);
    setFailed(null);
    try {
      tell({ words: (await undo?.()) ?? '', link });
    } catch (error) {
      setFailed(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setUndoing(false);
    }
  };
  return (
    <div ref={place} tabIndex={-1} className={styles['notice']}>
      <span>
        {words}
        {failed !== null && (
          <strong className={styles['failed']}>
            {' '}
            {texts.notice.notUndone} {problemWords(failed)}
          </strong>
        )}
      </span>
      {link}
      {undo !== undefined && (
        <Button size="compact-sm" variant="default" loading={undoing} onClick={() => void takeBack()}>
          {texts.notice.undo}
        </Button>
      )}
      <CloseButton aria-label={shared.close} onClick={close} />
    </div>
  );
}

/**
 * A dialogue that closes gives the focus back to what opened it, which may be gone: the notice takes it after that. From a dialogue that was
 * opened meanwhile it takes nothing: somebody may be typing there.
 */
function useFocusAfterDialogue(place: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const closing = focusedDialogue();
    const timer = setTimeout(() => {
      const open = focusedDialogue();
      if (open === null || open === closing) place.current?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  }, [place]);
}

const focusedDialogue = (): Element | null => document.activeElement?.closest('[role="dialog"]') ?? null;
