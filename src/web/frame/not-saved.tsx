import { useProblemWords } from './problem-words.js';
import { useFrameTexts } from './texts/index.js';
import styles from './states.module.css';

/** What was not done, and why; 'not saved' unless something else is said. */
export function NotSaved({ error, title }: { readonly error: Error | null; readonly title?: string }) {
  const texts = useFrameTexts();
  const problemWords = useProblemWords();
  if (error === null) return null;
  return (
    <p role="alert" className={styles['not-saved']}>
      {title ?? texts.problems.notSaved}: {problemWords(error)}
    </p>
  );
}
