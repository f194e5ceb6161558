import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { showInterval } from '../format/dates.js';
import { MeetingLink } from '../placement/meeting-link.js';
import parts from '../parts/parts.module.css';
import { WindowPassed } from '../parts/window-passed.js';
import { useWords } from '../texts/words.js';
import { useWorklistTexts } from './texts/index.js';
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
  const texts = useWorklistTexts();
  const words = useWords();
  const { id, kind, patient, finding } = row;
  return (
    <tr data-row={id} className={marked ? styles['marked'] : undefined}>
      {onMark !== undefined && (
        <td className={styles['mark']}>
          <input
            type="checkbox"
            aria-label={texts.markCase(patient.id)}
            checked={marked}
            disabled={placeable(row).length === 0}
            onChange={() => onMark(id)}
          />
        </td>
      )}
      <td className={styles['tier']}>
        <KindMark kind={kind} />
        {finding !== null && <span className="small soft">{words.definitionName(finding.definition)}</span>}
        {kind === 'question' && <span className="small soft">{texts.withoutFlag}</span>}
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
  const texts = useWorklistTexts();
  const words = useWords();
  const [lead, ...further] = questions;
  return (
    <>
      <span className={styles['question']}>
        <Link to={routes.patient} params={{ patientId: patient.id }} data-row-link className={styles['case']}>
          {words.caseNumber(patient.id)}
        </Link>{' '}
        {lead?.question}
      </span>
      {lead !== undefined && <WindowPassed windowEnds={lead.windowEnds} />}
      <span className={styles['reason']}>
        {kind === 'failed' ? texts.nothingComputed : kind === 'held' ? texts.waitsForSender : reason}
      </span>
      {further.length > 0 && <span className="small soft">{texts.also(further.map(({ title }) => title))}</span>}
      {watchesBeside.length > 0 && (
        <span className="small soft">{texts.watchesBeside(watchesBeside.map(words.definitionName))}</span>
      )}
      {kind === 'watch' && finding !== null && finding.holds.length > 0 && (
        <span className="small soft">
          {words.heldBack} {finding.holds.join('; ')}
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
  const words = useWords();
  return (
    <>
      {lineState === 'being-classified' && <span>⟳ {words.jobs.classifying}</span>}
      {lineState === 'failed' && (
        <>
          <span className={styles['failed']}>{words.jobs.failed}</span>
          {mayRetry && <Retry treatmentLineId={treatmentLineId} />}
        </>
      )}
      {heldAssessments > 0 && <span className={parts['held']}>▨ {words.jobs.held(heldAssessments)}</span>}
      {lineState === 'current' && (
        <span className="soft">{lead === undefined ? words.jobs.current : words.itemStates[lead.state]}</span>
      )}
    </>
  );
}

function Meeting({ row }: { readonly row: WorklistRow }) {
  const texts = useWorklistTexts();
  const left = placeable(row).length;
  if (row.meeting !== null)
    return (
      <>
        <MeetingLink meeting={row.meeting} />
        {left > 0 && <span className="small soft">{texts.notOnIt(left)}</span>}
      </>
    );
  if (row.proposedMeeting === null || left === 0) return <span className="soft">–</span>;
  return (
    <>
      <span className="small soft">{texts.proposed}</span>
      <MeetingLink meeting={row.proposedMeeting} />
    </>
  );
}

const dayInMilliseconds = 86_400_000;

function ScanAge({ scan }: { readonly scan: NonNullable<WorklistRow['lastScan']> }) {
  const texts = useWorklistTexts();
  const words = useWords();
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(scan.to)) / dayInMilliseconds));
  return (
    <>
      {showInterval(scan, words.months)}
      <span className="soft small">{texts.daysAgo(days)}</span>
    </>
  );
}
