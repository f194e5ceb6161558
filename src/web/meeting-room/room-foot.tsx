import type { ReactNode } from 'react';
import { useRoomTexts } from './texts/index.js';
import styles from './room.module.css';

/** What may be done with the case or the meeting now, by a button or its key. */
export interface RoomAction {
  readonly key: string;
  readonly words: string;
  /** Whether its sign says enough to who sees it. */
  readonly isShort?: boolean;
  /** Whether it is what the meeting waits for. */
  readonly isNext?: boolean;
  readonly does: () => void;
}

interface RoomFootProps {
  readonly quorum: ReactNode;
  readonly actions: readonly RoomAction[];
  readonly isBusy: boolean;
  readonly isPaused: boolean;
  readonly onAttendance: () => void;
  /** Null where the clock is not this person's to halt, or stands for good. */
  readonly onPause: (() => void) | null;
  readonly onKeys: () => void;
  readonly onNext: (() => void) | null;
  readonly onPrevious: (() => void) | null;
  readonly onLeave: () => void;
}

/** Who is there for this case, what may be done, and the ways on. */
export function RoomFoot({
  quorum,
  actions,
  isBusy,
  isPaused,
  onAttendance,
  onPause,
  onKeys,
  onNext,
  onPrevious,
  onLeave,
}: RoomFootProps) {
  const texts = useRoomTexts();
  const tools: readonly RoomAction[] = [
    { key: 'q', words: texts.attendance.short, does: onAttendance },
    ...(onPrevious === null ? [] : [{ key: '←', words: texts.previous, isShort: true, does: onPrevious }]),
    ...(onNext === null ? [] : [{ key: '→', words: texts.next, isShort: true, does: onNext }]),
    ...(onPause === null ? [] : [{ key: 'p', words: isPaused ? texts.timer.goOn : texts.timer.pause, does: onPause }]),
    { key: '?', words: texts.keys.short, isShort: true, does: onKeys },
    { key: 'x', words: texts.leave, does: onLeave },
  ];
  return (
    <footer className={styles['foot']}>
      {quorum}
      <div className={styles['tools']}>
        {[...actions, ...tools].map(({ key, words, isShort, isNext, does }) => (
          <button
            key={key}
            type="button"
            aria-disabled={isBusy || undefined}
            onClick={() => {
              if (!isBusy) does();
            }}
            data-main={isNext}
          >
            <kbd>{key}</kbd> <span className={isShort === true ? 'visually-hidden' : undefined}>{words}</span>
          </button>
        ))}
      </div>
    </footer>
  );
}
