import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import { routes } from '../app/routes.js';
import { showInterval } from '../format/dates.js';
import { MeetingLink } from '../meetings/meeting-link.js';
import parts from '../parts/parts.module.css';
import { TierMark } from '../parts/tier-mark.js';
import { useTexts } from '../texts/texts.js';
import type { WorklistRow } from './row.js';
import styles from './worklist.module.css';

interface FlagRowProps {
  readonly row: WorklistRow;
  readonly marked: boolean;
  /** Left out for those who may not place anything. */
  readonly onMark: ((id: string) => void) | undefined;
}

export const FlagRow = memo(function FlagRow({ row, marked, onMark }: FlagRowProps) {
  const texts = useTexts();
  return (
    <tr data-row={row.id} className={marked ? styles['marked'] : undefined}>
      {onMark !== undefined && (
        <td className={styles['mark']}>
          <input type="checkbox" aria-label={texts.worklist.markCase(row.patientId)} checked={marked} disabled={row.item === null} onChange={() => onMark(row.id)} />
        </td>
      )}
      <td className={styles['tier']}>
        <TierMark tier={row.tier} />
        <span className="small soft">{texts.definitionName(row.definition)}</span>
      </td>
      <td className={styles['what']}>
        <Link to={routes.patient} params={{ patientId: row.patientId }} data-row-link className={styles['case']}>{texts.patient.caseNumber(row.patientId)}</Link>
        {row.item !== null && <span className={styles['question']}>{row.item.question}</span>}
        {row.furtherItems > 0 && <span className="small soft">{texts.worklist.further(row.furtherItems)}</span>}
        <span className={styles['reason']}>{row.reason}</span>
        {row.tier === 'watch' && row.holds.length > 0 && <span className="small soft">{texts.patient.heldBack} {row.holds.join('; ')}</span>}
      </td>
      <td className={styles['scan']}>{row.lastScan === null ? '–' : <ScanAge scan={row.lastScan} />}</td>
      <td className={styles['state']}>
        {row.lineState === 'being-classified' && <span>⟳ {texts.jobs.classifying}</span>}
        {row.lineState === 'failed' && <span className={styles['failed']}>{texts.jobs.failed}</span>}
        {row.heldAssessments > 0 && <span className={parts['held']}>▨ {texts.jobs.held(row.heldAssessments)}</span>}
        {row.lineState === 'current' && <span className="soft">{row.item === null ? texts.jobs.current : texts.itemStates[row.item.state]}</span>}
      </td>
      <td className={styles['meeting']}>{row.meeting === null ? <span className="soft">–</span> : <MeetingLink meeting={row.meeting} />}</td>
    </tr>
  );
});

const dayInMilliseconds = 86_400_000;

function ScanAge({ scan }: { readonly scan: NonNullable<WorklistRow['lastScan']> }) {
  const texts = useTexts();
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(scan.to)) / dayInMilliseconds));
  return <>{showInterval(scan, texts.months)}<span className="soft small">{texts.worklist.daysAgo(days)}</span></>;
}
