import { useEffect, useState } from 'react';
import { serverNow } from '../api/server-clock.js';
import { elapsedSeconds, type CaseClock } from './case-clock.js';
import { useRoomTexts } from './texts/index.js';
import styles from './room.module.css';

const inMinutes = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

interface TimerProps {
  readonly clock: CaseClock;
  /** Minutes that the agenda gives; null where the case stands on none. */
  readonly minutes: number | null;
}

/** How long the case has been before the board, and how long it has, by the clock of the service. */
export function Timer({ minutes, clock }: TimerProps) {
  const texts = useRoomTexts().timer;
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const tick = setInterval(() => setNow(serverNow()), 1_000);
    return () => clearInterval(tick);
  }, []);
  const seconds = elapsedSeconds(clock, now);
  const isOver = minutes !== null && seconds > minutes * 60;
  return (
    <span role="timer" className={styles['timer']} data-over={isOver || undefined}>
      {isOver && (
        <>
          ▲ <span className="visually-hidden">{texts.over}: </span>
        </>
      )}
      {clock.beganAt === null ? (minutes === null ? '' : texts.has(minutes)) : inMinutes(seconds)}
      {clock.beganAt !== null && minutes !== null && ` ${texts.of(minutes)}`}
      {clock.pausedAt !== null && ` ‖ ${texts.paused}`}
    </span>
  );
}
