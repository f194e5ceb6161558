import { useEffect, useState } from 'react';
import { useFrameTexts } from './texts/index.js';
import { useLiveState } from './live.js';
import styles from './shell.module.css';

const shownAfterMilliseconds = 3_000;

/** Whether changes arrive by themselves: a filled or an open circle, and the word. */
export function LiveDot() {
  const texts = useFrameTexts();
  const live = useLiveState() === 'live';
  return (
    <span className={styles['dot']}>
      <svg width="10" height="10" aria-hidden="true">
        <circle cx="5" cy="5" r="4" fill={live ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <span>{live ? texts.live : texts.notLive}</span>
    </span>
  );
}

/** Says that the service is out of reach once that has lasted for three seconds; a reconnection at the usual end of the line stays quiet. */
export function ConnectionBanner() {
  const texts = useFrameTexts();
  const lost = useLiveState() === 'waiting';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) {
      setShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setShown(true), shownAfterMilliseconds);
    return () => clearTimeout(timer);
  }, [lost]);
  return <div role="status">{shown && <div className={styles['banner']}>{texts.offline}</div>}</div>;
}
