import type { RefObject } from 'react';
import type { CaseListRow } from '../placement/listed-case.js';
import { useWorklistTexts } from './texts/index.js';
import { Row } from './worklist-row.js';
import styles from './worklist.module.css';

interface CaseTableProps {
  readonly rows: readonly CaseListRow[];
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly marked: ReadonlySet<string>;
  readonly onMark: ((id: string) => void) | undefined;
}

const columns = ['tier', 'what', 'state', 'deadline', 'scan', 'meeting'] as const;

export function CaseTable({ rows, body, marked, onMark }: CaseTableProps) {
  const texts = useWorklistTexts();
  return (
    <table className={styles['list']}>
      <thead>
        <tr>
          {onMark !== undefined && (
            <th scope="col" className={styles['mark']}>
              <span className="visually-hidden">{texts.mark}</span>
            </th>
          )}
          {columns.map((column) => (
            <th key={column} scope="col" className={styles[column]}>
              {texts.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => (
          <Row key={row.id} row={row} marked={marked.has(row.id)} onMark={onMark} />
        ))}
      </tbody>
    </table>
  );
}
