import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button, CloseButton } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useFrameTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import styles from './notice.module.css';

/** What was done, where to see it, and the way back. */
export interface Notice {
  readonly words: string;
  readonly link?: ReactNode;
  /** Takes back what was done and answers what then holds. */
  readonly undo?: () => Promise<string>;
}

const NoticeContext = createContext<(notice: Notice) => void>(() => undefined);

/** Tells on the page what was done: above the content, with the focus on it, until it is closed or the page changes. */
export const useNotice = (): ((notice: Notice) => void) => use(NoticeContext);

export function Notices({ children }: { readonly children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const { pathname } = useLocation();
  useEffect(() => setNotice(null), [pathname]);
  const close = useCallback((): void => {
    setNotice(null);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, []);
  const tell = useMemo(
    () =>
      (told: Notice): void =>
        setNotice(told),
    [],
  );
  return (
    <NoticeContext value={tell}>
      <div role="status" className={styles['place']}>
        {notice !== null && <Told notice={notice} onClose={close} onTold={tell} />}
      </div>
      {children}
    </NoticeContext>
  );
}

interface ToldProps {
  readonly notice: Notice;
  readonly onClose: () => void;
  readonly onTold: (notice: Notice) => void;
}

function Told({ notice: { words, link, undo }, onClose, onTold }: ToldProps) {
  const texts = useFrameTexts();
  const wordsTexts = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [undoing, setUndoing] = useState(false);
  const [failed, setFailed] = useState(false);
  useFocusAfterDialogue(place, words);
  const takeBack = async (): Promise<void> => {
    setUndoing(true);
    setFailed(false);
    try {
      onTold({ words: (await undo?.()) ?? '', link });
    } catch {
      setFailed(true);
    } finally {
      setUndoing(false);
    }
  };
  return (
    <div ref={place} tabIndex={-1} className={styles['notice']}>
      <span>
        {words}
        {failed && <strong className={styles['failed']}> {texts.notice.notUndone}</strong>}
      </span>
      {link}
      {undo !== undefined && (
        <Button size="compact-sm" variant="default" loading={undoing} onClick={() => void takeBack()}>
          {texts.notice.undo}
        </Button>
      )}
      <CloseButton aria-label={wordsTexts.close} onClick={onClose} />
    </div>
  );
}

/** A dialogue that closes gives the focus back to what opened it, which may be gone: the notice takes it after that. */
function useFocusAfterDialogue(place: { readonly current: HTMLElement | null }, words: string): void {
  useEffect(() => {
    const timer = setTimeout(() => place.current?.focus({ preventScroll: true }), 50);
    return () => clearTimeout(timer);
  }, [place, words]);
}
