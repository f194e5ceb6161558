import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';
import { sessionQuery } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { routes } from './routes.js';
import styles from './states.module.css';

interface LoadFailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** What could not be loaded, why, and what to do. An ended session leads to the sign-in and back. */
export function LoadFailure({ error, onRetry }: LoadFailureProps) {
  const texts = useTexts();
  const ended = error instanceof ApiProblem && error.status === 401;
  useSignInWhen(ended);
  if (ended) return null;
  if (error instanceof ApiProblem && error.status === 404) return <NothingHere />;
  const silent = error instanceof ApiProblem && error.isSilence;
  return (
    <section className={styles['state']} role="alert">
      <h2>{texts.problems.title}</h2>
      <p>{silent ? texts.problems.offline : error instanceof ApiProblem ? error.message : texts.problems.unexpected}</p>
      {error instanceof ApiProblem && error.traceId !== undefined && <p className="soft small">{texts.problems.trace(error.traceId)}</p>}
      <Button variant="default" onClick={onRetry}>{texts.problems.retry}</Button>
    </section>
  );
}

function useSignInWhen(ended: boolean): void {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { href } = useLocation();
  useEffect(() => {
    if (!ended) return;
    queries.setQueryData(sessionQuery.queryKey, null);
    void navigate({ to: routes.signIn, search: { to: href, ended: true }, replace: true });
  }, [ended, href, navigate, queries]);
}

export function NothingHere() {
  const texts = useTexts();
  return (
    <section className={styles['state']}>
      <h1>{texts.problems.notFoundTitle}</h1>
      <p>{texts.problems.notFound}</p>
      <Link to={routes.worklist} search={{}}>{texts.problems.backToWorklist}</Link>
    </section>
  );
}
