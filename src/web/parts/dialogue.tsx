import { useEffect, useState, type ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { useWords } from '../texts/words.js';
import styles from './parts.module.css';

interface DialogueProps {
  readonly title: string;
  readonly opened?: boolean;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialogue in front of the page. Its head is no `header` element, which would count as a second banner of the page. */
export function Dialogue({ title, opened = true, wide = false, onClose, children }: DialogueProps) {
  const words = useWords();
  useFocusBack();
  return (
    <Modal.Root opened={opened} onClose={onClose} size={wide ? 'lg' : 'md'}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles['dialogue-head']}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={words.close} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** A dialogue that is there only while it is open gives the focus back to where it was when it came: a Modal does so only for one that stays. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
    [before],
  );
}
