import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { useFrameTexts } from './texts/index.js';
import styles from './shell.module.css';

const noticeQuery = queryOptions({
  queryKey: ['notice'],
  staleTime: 60_000,
  queryFn: ({ signal }) => dataOf(api.GET('/api/notice', { signal })),
});

/** Shown on every screen of an installation that holds invented patients. */
export function SyntheticMark({ long = false }: { readonly long?: boolean }) {
  const texts = useFrameTexts();
  const synthetic = useQuery(noticeQuery).data?.synthetic ?? false;
  return (
    synthetic && (
      <span className={`${styles['synthetic']} ${long ? styles['long'] : ''}`}>
        {long ? texts.syntheticLong : texts.synthetic}
      </span>
    )
  );
}
