import { useRef } from 'react';
import { ActionIcon } from '@mantine/core';
import { useUnderPointer } from './use-under-pointer.js';
import styles from './agenda.module.css';

interface MoveButtonsProps {
  /** What each button does and to what. */
  readonly labels: { readonly up: string; readonly down: string };
  /** What is moved and where it stands now, shown while the buttons are held under the pointer. */
  readonly words: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
}

/** Up and down. Pressed with a pointer they stay under it, so that the next press moves the same row. */
export function MoveButtons({ labels, words, index, count, onMove }: MoveButtonsProps) {
  const buttons = useRef<HTMLDivElement>(null);
  const { held, hold } = useUnderPointer(buttons);
  // At an end the button stays focusable, so that a held one keeps the focus: pressing it moves nothing.
  const move = (to: number): void => {
    if (to >= 0 && to < count) onMove(to);
  };
  return (
    <div className={styles['moves']} style={held === null ? undefined : { minWidth: held.width }}>
      <div
        ref={buttons}
        className={held === null ? styles['pair'] : styles['held']}
        style={held === null ? undefined : { left: held.left, top: held.top }}
      >
        <ActionIcon
          variant="default"
          className={styles['tool']}
          aria-label={labels.up}
          aria-disabled={index === 0}
          onClick={(event) => {
            hold(event);
            move(index - 1);
          }}
        >
          ↑
        </ActionIcon>
        <ActionIcon
          variant="default"
          className={styles['tool']}
          aria-label={labels.down}
          aria-disabled={index === count - 1}
          onClick={(event) => {
            hold(event);
            move(index + 1);
          }}
        >
          ↓
        </ActionIcon>
        {held !== null && (
          <span className={styles['held-words']} aria-hidden="true">
            {words}
          </span>
        )}
      </div>
    </div>
  );
}
