import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import { routes } from '../app/routes.js';
import { showInterval } from '../format/dates.js';
import { MeetingLink } from '../meetings/meeting-link.js';
import parts from '../parts/parts.module.css';
import { WindowPassed } from '../parts/window-passed.js';
import { useTexts } from '../texts/texts.js';
import { KindMark } from './kind-mark.js';
import { Retry } from './retry.js';
import { placeable, type WorklistRow } from './row.js';
import styles from './worklist.module.css';

interface RowProps {
  readonly row: WorklistRow;
  readonly marked: boolean;
  /** Left out for those who coordinate nothing: they place nothing, and try nothing again. */
  readonly onMark: ((id: string) => void) | undefined;
}

export const Row = memo(function Row({ row, marked, onMark }: RowProps) {
  const texts = useTexts();
  const { id, kind, patient, finding } = row;
  return (
    <tr data-row={id} className={marked ? styles['marked'] : undefined}>
      {onMark !== undefined && (
        <td className={styles['mark']}>
          <input
            type="checkbox"
            aria-label={texts.worklist.markCase(patient.id)}
            checked={marked}
            disabled={placeable(row).length === 0}
            onChange={() => onMark(id)}
          />
        </td>
      )}
      <td className={styles['tier']}>
        <KindMark kind={kind} />
        {finding !== null && <span className="small soft">{texts.definitionName(finding.definition)}</span>}
        {kind === 'question' && <span className="small soft">{texts.worklist.withoutFlag}</span>}
      </td>
      <td className={styles['what']}>
        <Words row={row} />
      </td>
      <td className={styles['scan']}>{row.lastScan === null ? '–' : <ScanAge scan={row.lastScan} />}</td>
      <td className={styles['state']}>
        <State row={row} mayRetry={onMark !== undefined} />
      </td>
      <td className={styles['meeting']}>
        <Meeting row={row} />
      </td>
    </tr>
  );
});

function Words({ row: { kind, patient, finding, reason, questions, watchesBeside } }: { readonly row: WorklistRow }) {
  const texts = useTexts();
  const [lead, ...further] = questions;
  return (
    <>
      <span className={styles['question']}>
        <Link to={routes.patient} params={{ patientId: patient.id }} data-row-link className={styles['case']}>
          {texts.patient.caseNumber(patient.id)}
        </Link>{' '}
        {lead?.question}
      </span>
      {lead !== undefined && <WindowPassed windowEnds={lead.windowEnds} />}
      <span className={styles['reason']}>{kind === 'failed' ? texts.worklist.nothingComputed : reason}</span>
      {further.length > 0 && (
        <span className="small soft">{texts.worklist.also(further.map(({ title }) => title))}</span>
      )}
      {watchesBeside.length > 0 && (
        <span className="small soft">{texts.worklist.watchesBeside(watchesBeside.map(texts.definitionName))}</span>
      )}
      {kind === 'watch' && finding !== null && finding.holds.length > 0 && (
        <span className="small soft">
          {texts.patient.heldBack} {finding.holds.join('; ')}
        </span>
      )}
    </>
  );
}

function State({
  row: {
    treatmentLineId,
    lineState,
    heldAssessments,
    questions: [lead],
  },
  mayRetry,
}: {
  readonly row: WorklistRow;
  readonly mayRetry: boolean;
}) {
  const texts = useTexts();
  return (
    <>
      {lineState === 'being-classified' && <span>⟳ {texts.jobs.classifying}</span>}
      {lineState === 'failed' && (
        <>
          <span className={styles['failed']}>{texts.jobs.failed}</span>
          {mayRetry && <Retry treatmentLineId={treatmentLineId} />}
        </>
      )}
      {heldAssessments > 0 && <span className={parts['held']}>▨ {texts.jobs.held(heldAssessments)}</span>}
      {lineState === 'current' && (
        <span className="soft">{lead === undefined ? texts.jobs.current : texts.itemStates[lead.state]}</span>
      )}
    </>
  );
}

function Meeting({ row }: { readonly row: WorklistRow }) {
  const texts = useTexts();
  const left = placeable(row).length;
  if (row.meeting !== null)
    return (
      <>
        <MeetingLink meeting={row.meeting} />
        {left > 0 && <span className="small soft">{texts.worklist.notOnIt(left)}</span>}
      </>
    );
  if (row.proposedMeeting === null || left === 0) return <span className="soft">–</span>;
  return (
    <>
      <span className="small soft">{texts.worklist.proposed}</span>
      <MeetingLink meeting={row.proposedMeeting} />
    </>
  );
}

const dayInMilliseconds = 86_400_000;

function ScanAge({ scan }: { readonly scan: NonNullable<WorklistRow['lastScan']> }) {
  const texts = useTexts();
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(scan.to)) / dayInMilliseconds));
  return (
    <>
      {showInterval(scan, texts.months)}
      <span className="soft small">{texts.worklist.daysAgo(days)}</span>
    </>
  );
}
