import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { Empty } from '../parts/empty.js';
import parts from '../parts/parts.module.css';
import { openQueriesQuery } from './imports-query.js';
import { QueryTable } from './query-table.js';
import { useImportTexts } from './texts/index.js';

/** Open questions of all uploads, the first due first. */
export function OpenQueries() {
  const texts = useImportTexts();
  const frame = useFrameTexts();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(openQueriesQuery);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.questions}</h1>
        <Link to={routes.imports}>{frame.imports}</Link>
      </div>
      {error !== null && data === undefined && <LoadFailure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && rows.length === 0 && <Empty title={texts.noQuestions} />}
      {rows.length > 0 && <QueryTable queries={rows} />}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
