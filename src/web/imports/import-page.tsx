import { useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { showInstant } from '../format/dates.js';
import { Empty } from '../parts/empty.js';
import parts from '../parts/parts.module.css';
import { useImportTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { fileNames } from './import-model.js';
import { heldQuery, importQuery, type HeldKind } from './imports-query.js';
import { QueryTable } from './query-table.js';
import { AnsweredFile } from './answered-file.js';
import { ImportProgress } from './import-progress.js';
import styles from './imports.module.css';

/** One upload: what was taken, what is held and why, and the list to download for the sender. */
export function ImportPage() {
  const texts = useImportTexts();
  const words = useWords();
  const { importId } = useParams({ from: `/inside${routes.import}` });
  const [kind, setKind] = useState<HeldKind>('holds');
  const { data, error, refetch } = useQuery(importQuery(importId));
  const held = useInfiniteQuery(heldQuery(importId, kind));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const rows = held.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.of(showInstant(data.createdAt, Intl.DateTimeFormat().resolvedOptions().timeZone, words.months))}</h1>
        <span className="soft">{fileNames(data)}</span>
      </div>
      <dl className={`card ${styles['counts']}`}>
        <div>
          <dt>{texts.state}</dt>
          <dd>
            <ImportProgress of={data} />
          </dd>
        </div>
        <div>
          <dt>{texts.uploadedBy}</dt>
          <dd>{data.uploadedBy}</dd>
        </div>
        <div>
          <dt>{texts.sender}</dt>
          <dd>{/^account-\d+$/.test(data.issuer) ? data.uploadedBy : data.issuer}</dd>
        </div>
        <div>
          <dt>{texts.board}</dt>
          <dd>{data.boardName}</dd>
        </div>
        <div>
          <dt>{texts.rows}</dt>
          <dd>{data.rows}</dd>
        </div>
        <div>
          <dt>{texts.taken}</dt>
          <dd>{data.taken}</dd>
        </div>
        <div>
          <dt>{texts.known}</dt>
          <dd>{data.known}</dd>
        </div>
        <div>
          <dt>{texts.heldCount}</dt>
          <dd>{data.held}</dd>
        </div>
      </dl>
      <div className={styles['held-head']}>
        <h2>{texts.heldTitle}</h2>
        <SegmentedControl
          aria-label={texts.kind}
          value={kind}
          onChange={setKind}
          data={[
            { value: 'holds', label: texts.kinds.holds },
            { value: 'asks', label: texts.kinds.asks },
          ]}
        />
        {rows.length > 0 && (
          <Button
            component="a"
            href={`/api/imports/${importId}/held.csv?kind=${kind}`}
            download
            variant="default"
            size="compact-md"
          >
            {texts.download}
          </Button>
        )}
      </div>
      {rows.length > 0 && <AnsweredFile />}
      {held.isSuccess && rows.length === 0 && <Empty title={texts.nothingHeld[kind]} />}
      {rows.length > 0 && <QueryTable queries={rows} />}
      {held.hasNextPage && (
        <Button variant="default" mt="sm" loading={held.isFetchingNextPage} onClick={() => void held.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
