import { showDate, today } from '../format/dates.js';
import { useWords } from '../texts/words.js';
import styles from './parts.module.css';

/** Says that the days which a question names have gone by; nothing while they last, or where it names none. */
export function WindowPassed({ windowEnds }: { readonly windowEnds: string | null }) {
  const words = useWords();
  return (
    windowEnds !== null &&
    windowEnds < today() && (
      <span className={styles['window-passed']}>{words.windowPassed(showDate(windowEnds, words.months))}</span>
    )
  );
}
