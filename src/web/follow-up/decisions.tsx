import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FollowedDecision } from '../decided/decision-query.js';
import { becameInOneLine, inOneLine } from '../decided/outcome-words.js';
import { useDecidedTexts } from '../decided/texts/index.js';
import { showDate } from '../format/dates.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { useLanguage } from '../texts/language.js';
import { useWords } from '../texts/words.js';
import { useFollowUpTexts } from './texts/index.js';
import { useCloseCase } from './use-close-case.js';
import styles from './follow-up.module.css';

const FollowUp = lazyDialogue(() => import('../decided/follow-up.js'), 'FollowUp');

/** One row a decision: when and what was decided, what became of it, how many days lie between, and what is left to do. */
export function Decisions({ rows }: { readonly rows: readonly FollowedDecision[] }) {
  const texts = useFollowUpTexts();
  return (
    <table className={styles['list']} aria-label={texts.decisions}>
      <thead>
        <tr>
          <th scope="col" className={styles['due']}>
            {texts.decided}
          </th>
          <th scope="col">{texts.decision}</th>
          <th scope="col">{texts.becameColumn}</th>
          <th scope="col" className={styles['case']}>
            {texts.columns.case}
          </th>
          <td className={styles['do']} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.decisionId} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { readonly row: FollowedDecision }) {
  const texts = useFollowUpTexts();
  const decided = useDecidedTexts();
  const words = useWords();
  const language = useLanguage();
  const { caseId, caseNumber, became } = row;
  const after = became?.daysFromDecision ?? null;
  return (
    <tr data-followed={row.decisionId}>
      <td className={styles['due']}>{showDate(row.signedOn, words.months)}</td>
      <td className={styles['what']}>{inOneLine(row, decided, language)}</td>
      <td>
        {became === null ? <span className="soft">{texts.notReported}</span> : becameInOneLine(became, decided, words)}
        {after !== null && <span className={styles['interval']}>{texts.interval(after)}</span>}
      </td>
      <td className={styles['case']}>
        <Link to={routes.case} params={{ caseId }} search={{ tab: 'decision' }}>
          {words.caseNumber(String(caseNumber))}
        </Link>
      </td>
      <td className={styles['do']}>
        <Ways row={row} />
      </td>
    </tr>
  );
}

/** What is left to do with a decided case; one with open work cannot be closed, and says how much is open. */
function Ways({ row }: { readonly row: FollowedDecision }) {
  const texts = useFollowUpTexts();
  const [reporting, setReporting] = useState(false);
  const close = useCloseCase(row);
  const { caseId, caseNumber, offered, openWork } = row;
  return (
    <div className={styles['ways']}>
      {openWork > 0 && <span className="soft small">{texts.openWork(openWork)}</span>}
      {offered.includes('follow-up') && (
        <Button
          size="compact-sm"
          variant="default"
          className="screen-only"
          aria-label={texts.reportOf(caseNumber)}
          onClick={() => setReporting(true)}
        >
          {texts.report}
        </Button>
      )}
      {offered.includes('close') && openWork === 0 && (
        <Button
          size="compact-sm"
          variant="default"
          className="screen-only"
          aria-label={texts.closeOf(caseNumber)}
          loading={close.isPending}
          onClick={() => close.mutate()}
        >
          {texts.close}
        </Button>
      )}
      <NotSaved error={close.error} title={texts.notClosed} />
      {reporting && <FollowUp caseId={caseId} caseNumber={caseNumber} onClose={() => setReporting(false)} />}
    </div>
  );
}
