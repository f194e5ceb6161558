import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { SegmentedControl, TextInput, Button } from '@mantine/core';
import { useInfiniteQuery, usePrefetchQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { useShortcuts } from '../frame/keyboard/shortcuts.js';
import { meetingsQuery } from '../placement/meetings-query.js';
import { Empty } from '../parts/empty.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import parts from '../parts/parts.module.css';
import { coordinatesAny } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { usePlacementTexts } from '../placement/texts/index.js';
import { useWorklistTexts } from './texts/index.js';
import { hasWords, placeableOf } from './row.js';
import { kinds, placements, type KindFilter, type PlacementFilter } from './search.js';
import { useRowFocus } from '../frame/keyboard/row-focus.js';
import { worklistQuery } from './worklist-query.js';
import { Row } from './worklist-row.js';
import styles from './worklist.module.css';

const PlaceOnMeeting = lazyDialogue(() => import('../placement/place-on-meeting.js'), 'PlaceOnMeeting');

/** The coordinator's list: one row a flag or a case with questions, from the question to the meeting, by keyboard throughout. */
export function Worklist() {
  const texts = useWorklistTexts();
  const frame = useFrameTexts();
  const placingTexts = usePlacementTexts();
  const { kind, placed = 'open' } = useSearch({ from: `/inside${routes.worklist}` });
  const list = useInfiniteQuery(worklistQuery({ placed, ...(kind === undefined ? {} : { kind }) }));
  // So that the dialogue opens with the meetings in it.
  usePrefetchQuery(meetingsQuery);
  const [words, setWords] = useState('');
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  // Typing goes first: the list follows when the browser has time.
  const wanted = useDeferredValue(words);
  const shown = useMemo(() => (wanted === '' ? rows : rows.filter((row) => hasWords(row, wanted))), [rows, wanted]);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [placing, setPlacing] = useState<ReadonlySet<string> | null>(null);
  const mayPlace = coordinatesAny(useSession());
  const toPlace = (ids: ReadonlySet<string>) => placeableOf(rows.filter(({ id }) => ids.has(id)));
  const toggle = useCallback(
    (id: string): void =>
      setMarked((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id])),
    [],
  );
  const focus = useRowFocus<HTMLTableSectionElement>();
  const place = (): void => {
    const ids = marked.size > 0 ? marked : new Set([focus.focusedId() ?? '']);
    if (toPlace(ids).length > 0) setPlacing(ids);
  };
  useShortcuts({
    ...focus.shortcuts,
    '/': () => document.getElementById('worklist-search')?.focus(),
    ...(mayPlace ? { x: () => focus.focusedId() && toggle(focus.focusedId() ?? ''), m: place } : {}),
  });
  return (
    <>
      <div className={parts['heading']}>
        <h1>{frame.worklist}</h1>
        <span className="soft" role="status">
          {list.isSuccess && texts.count(shown.length, list.hasNextPage)}
        </span>
      </div>
      <p className={`soft small ${styles['order']}`}>{texts.order}</p>
      <Filters kind={kind} placed={placed} words={words} onWords={setWords} />
      {list.isPending && <Loading />}
      {list.error !== null && rows.length === 0 && (
        <LoadFailure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && shown.length === 0 && (
        <NothingShown kind={kind} placed={placed} searched={wanted !== ''} more={list.hasNextPage} />
      )}
      {shown.length > 0 && (
        <table className={styles['list']}>
          <thead>
            <tr>
              {mayPlace && (
                <th scope="col" className={styles['mark']}>
                  <span className="visually-hidden">{texts.mark}</span>
                </th>
              )}
              <th scope="col" className={styles['tier']}>
                {texts.kind}
              </th>
              <th scope="col" className={styles['what']}>
                {texts.question}
              </th>
              <th scope="col" className={styles['scan']}>
                {texts.lastScan}
              </th>
              <th scope="col" className={styles['state']}>
                {texts.state}
              </th>
              <th scope="col" className={styles['meeting']}>
                {texts.meeting}
              </th>
            </tr>
          </thead>
          <tbody ref={focus.ref}>
            {shown.map((row) => (
              <Row key={row.id} row={row} marked={marked.has(row.id)} onMark={mayPlace ? toggle : undefined} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
      {mayPlace && marked.size > 0 && (
        <div className={styles['action']} role="region" aria-label={texts.marked(marked.size)}>
          <strong>{texts.marked(marked.size)}</strong>
          <span className="soft">{texts.questions(toPlace(marked).length)}</span>
          <Button onClick={place} disabled={toPlace(marked).length === 0}>
            {placingTexts.put}
          </Button>
          <Button variant="default" onClick={() => setMarked(new Set())}>
            {texts.unmark}
          </Button>
        </div>
      )}
      {placing !== null && (
        <PlaceOnMeeting
          items={toPlace(placing)}
          onClose={() => setPlacing(null)}
          onPlaced={() => setMarked(new Set())}
        />
      )}
    </>
  );
}

interface NothingShownProps {
  readonly kind: KindFilter | undefined;
  readonly placed: PlacementFilter;
  readonly searched: boolean;
  readonly more: boolean;
}

/** Why the list is empty, and where what is looked for may be instead. */
function NothingShown({ kind, placed, searched, more }: NothingShownProps) {
  const texts = useWorklistTexts();
  const navigate = useNavigate({ from: routes.worklist });
  return (
    <Empty title={searched ? texts.noMatch : texts.empty[placed]}>
      <p>{searched && more ? texts.notAllLoaded : texts.emptyHint}</p>
      {placed !== 'all' && (
        <Button
          variant="default"
          onClick={() =>
            void navigate({ search: { placed: 'all', ...(kind === undefined ? {} : { kind }) }, replace: true })
          }
        >
          {texts.lookAmongAll}
        </Button>
      )}
    </Empty>
  );
}

interface FiltersProps {
  readonly kind: KindFilter | undefined;
  readonly placed: PlacementFilter;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

const everyKind = 'all';

function Filters({ kind, placed, words, onWords }: FiltersProps) {
  const texts = useWorklistTexts();
  const navigate = useNavigate({ from: routes.worklist });
  const narrow = (change: { readonly kind?: KindFilter | undefined; readonly placed?: PlacementFilter }): void => {
    const next = { kind, placed, ...change };
    void navigate({
      search: { placed: next.placed, ...(next.kind === undefined ? {} : { kind: next.kind }) },
      replace: true,
    });
  };
  return (
    <div className={styles['filters']} role="search">
      <SegmentedControl
        aria-label={texts.kindFilter}
        value={kind ?? everyKind}
        onChange={(value) => narrow({ kind: kinds.find((candidate) => candidate === value) })}
        data={[
          { value: everyKind, label: texts.everyKind },
          ...kinds.map((value) => ({ value, label: texts.kindsFiltered[value] })),
        ]}
      />
      <SegmentedControl
        aria-label={texts.placedFilter}
        value={placed}
        onChange={(value) => narrow({ placed: value })}
        data={placements.map((value) => ({ value, label: texts.placements[value] }))}
      />
      <TextInput
        id="worklist-search"
        type="search"
        className={styles['search']}
        aria-label={texts.search}
        placeholder={texts.search}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
      />
    </div>
  );
}
