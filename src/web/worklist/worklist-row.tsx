import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { showDate } from '../format/dates.js';
import type { CaseListRow } from '../placement/listed-case.js';
import { MeetingLink } from '../placement/meeting-link.js';
import parts from '../parts/parts.module.css';
import { TierMark } from '../parts/tier-mark.js';
import { useLanguage } from '../texts/language.js';
import { useWords } from '../texts/words.js';
import { Retry } from './retry.js';
import { useWorklistTexts } from './texts/index.js';
import { ScanAge } from './scan-age.js';
import styles from './worklist.module.css';

interface RowProps {
  readonly row: CaseListRow;
  readonly marked: boolean;
  /** Left out for those who coordinate nothing: they move no case. */
  readonly onMark: ((id: string) => void) | undefined;
}

/** One case: what it is about, what it waits for, and whose it is. */
export const Row = memo(function Row({ row, marked, onMark }: RowProps) {
  const texts = useWorklistTexts();
  const words = useWords();
  const language = useLanguage();
  const { id, number, finding, reasons, owner, siteAndStage } = row;
  const name = words.caseNumber(String(number));
  return (
    <tr data-row={id} className={marked ? styles['marked'] : undefined}>
      {onMark !== undefined && (
        <td className={styles['mark']}>
          <input type="checkbox" aria-label={texts.markCase(name)} checked={marked} onChange={() => onMark(id)} />
        </td>
      )}
      <td className={styles['tier']}>
        <Link to={routes.case} params={{ caseId: id }} data-row-link className={styles['case']}>
          {name}
        </Link>
        {finding !== null && <TierMark tier={finding.tier} />}
        <span className="small soft">
          {finding === null
            ? reasons.map((reason) => words.cases.reasons[reason]).join(', ')
            : words.definitionName(finding.definition)}
        </span>
        {siteAndStage !== null && <span className="small">{siteAndStage[language]}</span>}
      </td>
      <td className={styles['what']}>
        <Question row={row} />
      </td>
      <td className={styles['state']}>
        <State row={row} mayRetry={onMark !== undefined} />
        <span className="small soft">{owner ?? texts.noOwner}</span>
      </td>
      <td className={styles['deadline']}>
        <Deadline row={row} />
      </td>
      <td className={styles['scan']}>
        <ScanAge scan={row.lastScan} />
      </td>
      <td className={styles['meeting']}>
        <Meeting row={row} />
      </td>
    </tr>
  );
});

function Question({ row: { question, pointCount, whyNow, asked, readiness } }: { readonly row: CaseListRow }) {
  const words = useWords();
  return (
    <>
      <span className={styles['question']}>
        {question ?? words.cases.noQuestion}
        {pointCount > 1 && <span className={styles['points']}> {words.cases.morePoints(pointCount - 1)}</span>}
      </span>
      <span className={styles['reason']}>{whyNow.join(' ')}</span>
      {readiness !== null && (
        <span className="small soft" data-readiness>
          {readiness.words}
        </span>
      )}
      {asked !== null && (
        <span className="small">{words.cases.until(asked.what, asked.from, showDate(asked.until, words.months))}</span>
      )}
    </>
  );
}

interface StateProps {
  readonly row: CaseListRow;
  readonly mayRetry: boolean;
}

function State({ row: { state, lineState, heldAssessments, treatmentLineId }, mayRetry }: StateProps) {
  const words = useWords();
  return (
    <>
      <span>{words.cases.states[state]}</span>
      {lineState === 'being-classified' && <span>⟳ {words.jobs.classifying}</span>}
      {lineState === 'failed' && <span className={styles['failed']}>{words.jobs.failed}</span>}
      {lineState === 'failed' && mayRetry && treatmentLineId !== null && <Retry treatmentLineId={treatmentLineId} />}
      {heldAssessments > 0 && <span className={parts['held']}>▨ {words.jobs.held(heldAssessments)}</span>}
    </>
  );
}

function Deadline({ row: { deadline, deadlineClock, priority } }: { readonly row: CaseListRow }) {
  const texts = useWorklistTexts();
  const words = useWords();
  return (
    <>
      <span>{deadline === null ? '–' : showDate(deadline, words.months)}</span>
      {deadlineClock !== null && <span className="small soft">{deadlineClock}</span>}
      {priority === 'sooner' && <strong className="small">{texts.sooner}</strong>}
    </>
  );
}

function Meeting({ row: { meeting, proposedMeeting } }: { readonly row: CaseListRow }) {
  const texts = useWorklistTexts();
  if (meeting !== null) return <MeetingLink meeting={meeting} />;
  if (proposedMeeting === null) return <span className="soft">–</span>;
  return (
    <>
      <span className="small soft">{texts.proposed}</span>
      <MeetingLink meeting={proposedMeeting} />
    </>
  );
}
