import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import parts from '../parts/parts.module.css';
import { settingsQuery } from './board-query.js';
import { Seats } from './seats.js';
import { SettingsForm } from './settings-form.js';
import { useBoardTexts } from './texts/index.js';

/** One board: its people first, then what it decides for itself. */
export function BoardPage() {
  const texts = useBoardTexts();
  const { boardId } = useParams({ from: `/inside${routes.board}` });
  const { data, error, refetch } = useQuery(settingsQuery(boardId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div className={parts['heading']}>
        <h1>{data.name}</h1>
        <span className="soft">{data.timeZone}</span>
        <Link to={routes.boards}>{texts.all}</Link>
      </div>
      <Seats boardId={boardId} timeZone={data.timeZone} />
      <SettingsForm key={data.version} settings={data} />
    </>
  );
}
