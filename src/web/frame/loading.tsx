import { Loader } from '@mantine/core';
import { useFrameTexts } from './texts/index.js';
import styles from './states.module.css';

/** Something is on its way; said aloud too. */
export function Loading() {
  const texts = useFrameTexts();
  return (
    <div className={styles['state']} role="status">
      <Loader size="sm" aria-hidden="true" />
      <span className="soft">{texts.problems.loading}</span>
    </div>
  );
}
