import type { Ref } from 'react';
import { Link } from '@tanstack/react-router';
import type { OwedWork } from '../decided/decision-query.js';
import { useDisciplineName } from '../texts/discipline-name.js';
import { useDecidedTexts } from '../decided/texts/index.js';
import { WorkWays } from '../decided/work-ways.js';
import { showDate } from '../format/dates.js';
import { routes } from '../frame/routes.js';
import { useWords } from '../texts/words.js';
import { useFollowUpTexts } from './texts/index.js';
import styles from './follow-up.module.css';

interface OwedTableProps {
  readonly rows: readonly OwedWork[];
  readonly body: Ref<HTMLTableSectionElement>;
}

/** One row an action or a condition: until when, what, who, of which case, and what may be reported. */
export function OwedTable({ rows, body }: OwedTableProps) {
  const texts = useFollowUpTexts();
  const decided = useDecidedTexts();
  const words = useWords();
  const named = useDisciplineName();
  const { columns } = texts;
  return (
    <table className={styles['list']} aria-label={texts.title}>
      <thead>
        <tr>
          <th scope="col" className={styles['due']}>
            {columns.due}
          </th>
          <th scope="col">{columns.what}</th>
          <th scope="col" className={styles['owner']}>
            {columns.owner}
          </th>
          <th scope="col" className={styles['case']}>
            {columns.case}
          </th>
          <td className={styles['do']} />
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.id}`} data-row={`${row.kind} ${row.id}`}>
            <td className={styles['due']}>
              {row.due === null ? decided.noDate : showDate(row.due, words.months)}
              {row.overdue && <strong className="danger">{texts.overdue}</strong>}
            </td>
            <td className={styles['what']}>
              {row.conditionKind !== null && <strong>{decided.conditionKinds[row.conditionKind]} </strong>}
              {row.words}
            </td>
            <td className={styles['owner']}>{named(row.owner)}</td>
            <td className={styles['case']}>
              <Link to={routes.case} params={{ caseId: row.caseId }} search={{ tab: 'decision' }} data-row-link>
                {words.caseNumber(String(row.caseNumber))}
              </Link>
            </td>
            <td className={styles['do']}>
              <WorkWays work={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
