import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { showDate } from '../format/dates.js';
import { Loading } from '../frame/loading.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import type { CaseListRow } from '../placement/listed-case.js';
import { useWords } from '../texts/words.js';
import { useMeetingTexts } from './texts/index.js';
import styles from './agenda.module.css';

const pageSize = 200;

/** Cases of a board that wait for a meeting. */
const waitingQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['cases', 'waiting', boardId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/cases', { params: { query: { boardId, waitsFor: 'meeting', limit: pageSize } }, signal })),
  });

interface WaitingCasesProps {
  readonly boardId: string;
  readonly onPut: (found: CaseListRow) => void;
  /** A case is dragged out of the drawer. */
  readonly onDrag: (found: CaseListRow) => void;
}

/** The drawer beside the agenda: what waits for a meeting, to be put on it by its button or by drag. */
export function WaitingCases({ boardId, onPut, onDrag }: WaitingCasesProps) {
  const texts = useMeetingTexts().agenda;
  const words = useWords();
  const waiting = useQuery(waitingQuery(boardId));
  return (
    <aside className={styles['drawer']} aria-label={texts.waiting}>
      <h2>{texts.waiting}</h2>
      {waiting.isPending && <Loading />}
      <NotSaved error={waiting.error} title={texts.waitingNotRead} />
      {waiting.data?.items.length === 0 && <p className="soft">{texts.waitingNone}</p>}
      {waiting.data?.next != null && <p className="soft small">{texts.waitingMore(pageSize)}</p>}
      <ul>
        {waiting.data?.items.map((found) => {
          const name = words.caseNumber(String(found.number));
          return (
            <li key={found.id} draggable onDragStart={() => onDrag(found)}>
              <span className={styles['what']}>
                <Link to={routes.case} params={{ caseId: found.id }} className={styles['case']}>
                  {name}
                </Link>
                <span>{found.question ?? words.cases.noQuestion}</span>
                <span className="small soft">
                  {[
                    words.cases.states[found.state],
                    ...(found.deadline === null ? [] : [showDate(found.deadline, words.months)]),
                    ...(found.deadlineClock === null ? [] : [found.deadlineClock]),
                  ].join(' · ')}
                </span>
              </span>
              <Button size="compact-sm" variant="default" aria-label={texts.put(name)} onClick={() => onPut(found)}>
                {texts.putShort}
              </Button>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
