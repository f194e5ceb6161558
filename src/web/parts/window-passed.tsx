import { showDate, today } from '../format/dates.js';
import { useTexts } from '../texts/texts.js';
import styles from './parts.module.css';

/** Says that the days which a question names have gone by; nothing while they last, or where it names none. */
export function WindowPassed({ windowEnds }: { readonly windowEnds: string | null }) {
  const texts = useTexts();
  return (
    windowEnds !== null &&
    windowEnds < today() && (
      <span className={styles['window-passed']}>{texts.windowPassed(showDate(windowEnds, texts.months))}</span>
    )
  );
}
