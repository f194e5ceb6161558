import { ApiProblem } from '../api/problem.js';
import { useTexts } from '../texts/texts.js';
import styles from './rules.module.css';

/** What was not done, and why: in the words of the service, or that it does not answer. */
export function NotSaved({ error, title }: { readonly error: Error | null; readonly title: string }) {
  const texts = useTexts();
  if (error === null) return null;
  return (
    <p role="alert" className={styles['failure']}>
      {title}: {error instanceof ApiProblem && !error.isSilence ? error.message : texts.problems.offline}
    </p>
  );
}
