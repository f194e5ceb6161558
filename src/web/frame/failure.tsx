import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../api/problem.js';
import { useSession } from '../session/session.js';
import { useProblemWords } from './problem-words.js';
import { useFrameTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import styles from './states.module.css';

interface LoadFailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** What could not be loaded, why, and what to do. An ended session is the frame's to tell. */
export function LoadFailure({ error, onRetry }: LoadFailureProps) {
  const texts = useFrameTexts();
  const problemWords = useProblemWords();
  if (error instanceof ApiProblem && error.status === 401) return null;
  if (error instanceof ApiProblem && error.status === 403) return <NotForAccount />;
  if (error instanceof ApiProblem && error.status === 404) return <NothingHere />;
  return (
    <section className={styles['state']} role="alert">
      <h2>{texts.problems.title}</h2>
      <p>{problemWords(error)}</p>
      {error instanceof ApiProblem && error.traceId !== undefined && (
        <p className="soft small">{texts.problems.trace(error.traceId)}</p>
      )}
      <Button variant="default" onClick={onRetry}>
        {texts.problems.retry}
      </Button>
    </section>
  );
}

export function NothingHere() {
  const texts = useFrameTexts();
  return (
    <section className={styles['state']}>
      <h1>{texts.problems.notFoundTitle}</h1>
      <p>{texts.problems.notFound}</p>
      <Link to="/">{texts.problems.toStart}</Link>
    </section>
  );
}

/** A page that the roles of the account do not open. */
export function NotForAccount() {
  const texts = useFrameTexts();
  const words = useWords();
  const roles = useSession()?.roles ?? [];
  return (
    <section className={styles['state']} role="alert">
      <h1>{texts.problems.notForAccount}</h1>
      <p>{texts.problems.cannotOpen(roles.map((role) => words.roleNames[role]).join(', '))}</p>
      <Link to="/">{texts.problems.toStart}</Link>
    </section>
  );
}
