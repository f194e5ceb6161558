import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { Empty } from '../parts/empty.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import parts from '../parts/parts.module.css';
import { boardsQuery } from '../session/boards-query.js';
import { mayAdminister } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useBoardTexts } from './texts/index.js';
import styles from './boards.module.css';

const AddBoard = lazyDialogue(() => import('./add-board.js'), 'AddBoard');

/** The boards of the site, for who keeps them. */
export function Boards() {
  const texts = useBoardTexts();
  const isAdministrator = mayAdminister(useSession());
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(boardsQuery);
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.title}</h1>
        {isAdministrator && <Button onClick={() => setAdding(true)}>{texts.add}</Button>}
      </div>
      {data.length === 0 && (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
        </Empty>
      )}
      <ul className={styles['list']}>
        {data.map(({ id, name, timeZone, isDefault }) => (
          <li key={id} className="card">
            <Link to={routes.board} params={{ boardId: id }} className={styles['name']}>
              {name}
            </Link>
            <span className="soft">{[timeZone, isDefault ? texts.isDefault : ''].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {adding && <AddBoard onClose={() => setAdding(false)} />}
    </>
  );
}
