import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import parts from '../parts/parts.module.css';
import { useWords } from '../texts/words.js';
import { KindMark } from './kind-mark.js';
import { Retry } from './retry.js';
import type { BesideRow } from './row.js';
import { ScanAge } from './scan-age.js';
import { useWorklistTexts } from './texts/index.js';
import { besideQuery } from './worklist-query.js';
import styles from './worklist.module.css';

/** What stands beside the cases, folded: lines that failed, scans that wait for their sender, watches. */
export function Beside({ mayRetry }: { readonly mayRetry: boolean }) {
  const texts = useWorklistTexts();
  const list = useInfiniteQuery(besideQuery);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const count = (kind: BesideRow['kind']): number => rows.filter((row) => row.kind === kind).length;
  if (list.error !== null) return <NotSaved error={list.error} title={texts.besideFailed} />;
  if (rows.length === 0) return null;
  return (
    <details className={styles['beside']}>
      <summary>
        <h2>{texts.beside}</h2>{' '}
        <span className="soft">
          {texts.besideCounts(count('failed'), count('held'), count('watch'), list.hasNextPage)}
        </span>
      </summary>
      <p className="soft small">{texts.besideOrder}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <OneBeside row={row} mayRetry={mayRetry} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </details>
  );
}

function OneBeside({ row, mayRetry }: { readonly row: BesideRow; readonly mayRetry: boolean }) {
  const texts = useWorklistTexts();
  const words = useWords();
  const { kind, patient, finding, reason, lineState, heldAssessments, lastScan } = row;
  return (
    <>
      <span className={styles['tier']}>
        <KindMark kind={kind} />
        {finding !== null && <span className="small soft">{words.definitionName(finding.definition)}</span>}
      </span>
      <span className={styles['what']}>
        <Link to={routes.patient} params={{ patientId: patient.id }}>
          {texts.patientPage(patient.id)}
        </Link>
        <span className={styles['reason']}>
          {kind === 'failed' ? texts.nothingComputed : kind === 'held' ? texts.waitsForSender : reason}
        </span>
        {kind === 'watch' && finding !== null && finding.holds.length > 0 && (
          <span className="small soft">
            {words.heldBack} {finding.holds.join('; ')}
          </span>
        )}
        {lineState === 'being-classified' && <span className="small">⟳ {words.jobs.classifying}</span>}
        {heldAssessments > 0 && <span className={parts['held']}>▨ {words.jobs.held(heldAssessments)}</span>}
        {lineState === 'failed' && mayRetry && <Retry treatmentLineId={row.treatmentLineId} />}
      </span>
      <span className={styles['scan']}>
        <ScanAge scan={lastScan} />
      </span>
    </>
  );
}
