import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useInfiniteQuery, usePrefetchQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { useRowFocus } from '../frame/keyboard/row-focus.js';
import { useShortcuts } from '../frame/keyboard/shortcuts.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import parts from '../parts/parts.module.css';
import {
  isAcceptable,
  isDismissable,
  isMergeable,
  isPlaceable,
  isReturnable,
  type CaseListRow,
} from '../placement/listed-case.js';
import { meetingsQuery } from '../placement/meetings-query.js';
import { coordinatesAny } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useWords } from '../texts/words.js';
import { ActionBar, type CaseAction } from './action-bar.js';
import { Beside } from './beside.js';
import { CaseTable } from './case-table.js';
import { Filters } from './filters.js';
import { NothingShown } from './nothing-shown.js';
import { caseNumberIn, hasWords } from './row.js';
import { useWorklistTexts } from './texts/index.js';
import { typedWords } from './typed-words.js';
import { useCaseWork } from './use-case-work.js';
import { caseListQuery } from './worklist-query.js';

const PlaceOnMeeting = lazyDialogue(() => import('../placement/place-on-meeting.js'), 'PlaceOnMeeting');
const DismissCases = lazyDialogue(() => import('./dismiss-cases.js'), 'DismissCases');
const ReturnCase = lazyDialogue(() => import('./return-case.js'), 'ReturnCase');
const MergeCase = lazyDialogue(() => import('./merge-case.js'), 'MergeCase');

/** On which cases of those chosen each action can be taken; return and merge take one at a time. */
const takes: Readonly<Record<CaseAction, (row: CaseListRow) => boolean>> = {
  accept: isAcceptable,
  place: isPlaceable,
  dismiss: isDismissable,
  return: isReturnable,
  merge: isMergeable,
};

interface Chosen {
  readonly action: CaseAction;
  readonly rows: readonly CaseListRow[];
}

/** The coordinator's list: one row a case, by what it waits for, from being raised to being placed, by keyboard throughout. */
export function Worklist() {
  const texts = useWorklistTexts();
  const frame = useFrameTexts();
  const names = useWords();
  const search = useSearch({ from: `/inside${routes.worklist}` });
  const [words, setWords] = useState(typedWords.read);
  // Typing goes first: the list follows when the browser has time.
  const wanted = useDeferredValue(words);
  const list = useInfiniteQuery(caseListQuery(search, caseNumberIn(wanted)));
  // So that the dialogue opens with the meetings in it.
  usePrefetchQuery(meetingsQuery);
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const shown = useMemo(
    () => (wanted.trim() === '' ? rows : rows.filter((row) => hasWords(row, wanted, names))),
    [rows, wanted, names],
  );
  useReadToTheEnd(list, wanted.trim() !== '');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const mayWork = coordinatesAny(useSession());
  const work = useCaseWork(() => {
    setMarked(new Set());
    setChosen(null);
  });
  const toggle = useCallback(
    (id: string): void =>
      setMarked((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id])),
    [],
  );
  const focus = useRowFocus<HTMLTableSectionElement>();
  const markedRows = shown.filter(({ id }) => marked.has(id));
  const choose = (action: CaseAction): void => {
    const among = markedRows.length > 0 ? markedRows : shown.filter(({ id }) => id === focus.focusedId());
    const possible = among.filter(takes[action]);
    if (possible.length === 0 || work.isPending) return;
    if (action === 'accept') work.mutate({ cases: possible, body: { transition: 'accept' } });
    else setChosen({ action, rows: possible });
  };
  const type = (typed: string): void => {
    typedWords.keep(typed);
    setWords(typed);
  };
  useShortcuts({
    ...focus.shortcuts,
    '/': () => document.getElementById('worklist-search')?.focus(),
    ...(mayWork
      ? {
          x: () => focus.focusedId() && toggle(focus.focusedId() ?? ''),
          a: () => choose('accept'),
          m: () => choose('place'),
          d: () => choose('dismiss'),
          r: () => choose('return'),
        }
      : {}),
  });
  return (
    <>
      <div className={parts['heading']}>
        <h1>{frame.worklist}</h1>
        <span className="soft" role="status">
          {list.isSuccess && texts.count(shown.length, list.hasNextPage)}
        </span>
      </div>
      <p className="soft small">{texts.order}</p>
      <Filters search={search} words={words} onWords={type} />
      {list.isPending && <Loading />}
      {list.error !== null && rows.length === 0 && (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && shown.length === 0 && <NothingShown search={search} words={wanted} more={list.hasNextPage} />}
      {shown.length > 0 && (
        <CaseTable rows={shown} body={focus.ref} marked={marked} onMark={mayWork ? toggle : undefined} />
      )}
      {list.hasNextPage && (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
      {mayWork && markedRows.length > 0 && (
        <ActionBar
          count={markedRows.length}
          countOf={(action) => markedRows.filter(takes[action]).length}
          pending={work.isPending}
          onAction={choose}
          onUnmark={() => setMarked(new Set())}
        />
      )}
      <Beside mayRetry={mayWork} />
      {chosen?.action === 'place' && (
        <PlaceOnMeeting cases={chosen.rows} onClose={() => setChosen(null)} onPlaced={() => setMarked(new Set())} />
      )}
      {chosen?.action === 'dismiss' && (
        <DismissCases
          cases={chosen.rows}
          pending={work.isPending}
          onWork={work.mutate}
          onClose={() => setChosen(null)}
        />
      )}
      {chosen?.action === 'return' && chosen.rows[0] !== undefined && (
        <ReturnCase
          row={chosen.rows[0]}
          pending={work.isPending}
          onWork={work.mutate}
          onClose={() => setChosen(null)}
        />
      )}
      {chosen?.action === 'merge' && chosen.rows[0] !== undefined && (
        <MergeCase row={chosen.rows[0]} pending={work.isPending} onWork={work.mutate} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

type Pages = Pick<
  ReturnType<typeof useInfiniteQuery>,
  'hasNextPage' | 'isFetching' | 'isFetchNextPageError' | 'fetchNextPage'
>;

/** A search is over all the cases and not over the first page of them: what is left is read while something is looked for. */
function useReadToTheEnd(
  { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage }: Pages,
  looks: boolean,
): void {
  const reads = looks && hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (reads) void fetchNextPage();
  }, [reads, fetchNextPage]);
}
