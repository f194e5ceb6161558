import { ApiProblem } from '../api/problem.js';
import { useFrameTexts } from './texts/index.js';
import styles from './states.module.css';

/** What was not done, and why: in the words of the service, or that it does not answer. */
export function NotSaved({ error, title }: { readonly error: Error | null; readonly title: string }) {
  const texts = useFrameTexts();
  if (error === null) return null;
  return (
    <p role="alert" className={styles['not-saved']}>
      {title}: {error instanceof ApiProblem && !error.isSilence ? error.message : texts.problems.offline}
    </p>
  );
}
