import { useEffect, useState } from 'react';
import { useRoomTexts } from './texts/index.js';
import styles from './room.module.css';

/** How long a case was under discussion, without the pauses, in whole seconds. */
export interface TimerState {
  /** Instant at which its discussion began; null before. */
  readonly beganAt: string | null;
  /** Milliseconds of pauses that are over. */
  readonly paused: number;
  /** When the pause began that lasts; null while the clock runs. */
  readonly pausedAt: number | null;
}

const elapsedSeconds = ({ beganAt, paused, pausedAt }: TimerState, now: number): number =>
  beganAt === null ? 0 : Math.max(0, Math.floor(((pausedAt ?? now) - Date.parse(beganAt) - paused) / 1_000));

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

interface TimerProps extends TimerState {
  /** Minutes that the agenda gives; null where the case stands on none. */
  readonly minutes: number | null;
}

/** How long the case has been before the board, and how long it has. */
export function Timer({ minutes, ...state }: TimerProps) {
  const texts = useRoomTexts().timer;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(tick);
  }, []);
  const seconds = elapsedSeconds(state, now);
  const isOver = minutes !== null && seconds > minutes * 60;
  return (
    <span role="timer" className={styles['timer']} data-over={isOver || undefined}>
      {isOver && (
        <>
          ▲ <span className="visually-hidden">{texts.over}: </span>
        </>
      )}
      {state.beganAt === null ? (minutes === null ? '' : texts.has(minutes)) : clock(seconds)}
      {state.beganAt !== null && minutes !== null && ` ${texts.of(minutes)}`}
      {state.pausedAt !== null && ` ‖ ${texts.paused}`}
    </span>
  );
}
