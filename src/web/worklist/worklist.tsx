import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { SegmentedControl, TextInput, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LoadFailure } from '../app/failure.js';
import { Loading } from '../app/loading.js';
import { routes } from '../app/routes.js';
import { useShortcuts } from '../app/shortcuts.js';
import { PlaceOnMeeting } from '../meetings/place-on-meeting.js';
import { usePlacements } from '../meetings/placements.js';
import { Empty } from '../parts/empty.js';
import parts from '../parts/parts.module.css';
import { coordinatesAny } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { flagsQuery } from './flags-query.js';
import { FlagRow } from './flag-row.js';
import { worklistRow, type WorklistRow } from './row.js';
import { placements, tiers, type PlacementFilter, type TierFilter } from './search.js';
import { useRowFocus } from './row-focus.js';
import styles from './worklist.module.css';

/** The coordinator's list: one row a flag, from the question to the meeting, by keyboard throughout. */
export function Worklist() {
  const texts = useTexts();
  const { tier = 'flag', placed = 'open' } = useSearch({ from: `/inside${routes.worklist}` });
  const flags = useInfiniteQuery(flagsQuery(tier));
  const [words, setWords] = useState('');
  const placedOn = usePlacements();
  const rows = useMemo(() => flags.data?.pages.flatMap(({ items }) => items).map((flag) => worklistRow(flag, placedOn)) ?? [], [flags.data, placedOn]);
  // Typing goes first: the list follows when the browser has time.
  const wanted = useDeferredValue(words);
  const shown = useMemo(() => rows.filter((row) => stands(row, placed) && matches(row, wanted)), [rows, placed, wanted]);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [placing, setPlacing] = useState(false);
  const mayPlace = coordinatesAny(useSession());
  const chosen = rows.filter(({ id, item }) => marked.has(id) && item !== null);
  const toggle = useCallback((id: string): void => setMarked((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id])), []);
  const list = useRowFocus<HTMLTableSectionElement>();
  useShortcuts({
    ...list.shortcuts,
    '/': () => document.getElementById('worklist-search')?.focus(),
    ...(mayPlace ? { x: () => list.focusedId() && toggle(list.focusedId() ?? ''), m: () => setPlacing(chosen.length > 0) } : {}),
  });
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.frame.worklist}</h1>
        <span className="soft" role="status">{flags.isSuccess && texts.worklist.count(shown.length, flags.hasNextPage)}</span>
      </div>
      <Filters tier={tier} placed={placed} words={words} onWords={setWords} />
      {flags.isPending && <Loading />}
      {flags.error !== null && rows.length === 0 && <LoadFailure error={flags.error} onRetry={() => void flags.refetch()} />}
      {flags.isSuccess && shown.length === 0 && <Empty title={wanted === '' ? texts.worklist.empty[tier] : texts.worklist.noMatch}><p>{texts.worklist.emptyHint}</p></Empty>}
      {shown.length > 0 && (
        <table className={styles['list']}>
          <thead>
            <tr>
              {mayPlace && <th scope="col" className={styles['mark']}><span className="visually-hidden">{texts.worklist.mark}</span></th>}
              <th scope="col">{texts.worklist.flag}</th>
              <th scope="col">{texts.worklist.question}</th>
              <th scope="col">{texts.worklist.lastScan}</th>
              <th scope="col">{texts.worklist.state}</th>
              <th scope="col">{texts.worklist.meeting}</th>
            </tr>
          </thead>
          <tbody ref={list.ref}>
            {shown.map((row) => <FlagRow key={row.id} row={row} marked={marked.has(row.id)} onMark={mayPlace ? toggle : undefined} />)}
          </tbody>
        </table>
      )}
      {flags.hasNextPage && <Button variant="default" mt="sm" loading={flags.isFetchingNextPage} onClick={() => void flags.fetchNextPage()}>{texts.worklist.more}</Button>}
      {mayPlace && marked.size > 0 && (
        <div className={styles['action']} role="region" aria-label={texts.worklist.marked(marked.size)}>
          <strong>{texts.worklist.marked(marked.size)}</strong>
          {chosen.length < marked.size && <span className="soft">{texts.worklist.withoutQuestion(marked.size - chosen.length)}</span>}
          <Button onClick={() => setPlacing(true)} disabled={chosen.length === 0}>{texts.worklist.place}</Button>
          <Button variant="default" onClick={() => setMarked(new Set())}>{texts.worklist.unmark}</Button>
        </div>
      )}
      {placing && <PlaceOnMeeting items={chosen.flatMap(({ item }) => (item === null ? [] : [item]))} onClose={() => setPlacing(false)} onPlaced={() => setMarked(new Set())} />}
    </>
  );
}

const stands = ({ meeting }: WorklistRow, placed: PlacementFilter): boolean => placed === 'all' || (meeting !== null) === (placed === 'placed');

function matches(row: WorklistRow, words: string): boolean {
  const text = `${row.patientId} ${row.item?.question ?? ''} ${row.reason} ${row.definition}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

interface FiltersProps {
  readonly tier: TierFilter;
  readonly placed: PlacementFilter;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

function Filters({ tier, placed, words, onWords }: FiltersProps) {
  const texts = useTexts();
  const navigate = useNavigate({ from: routes.worklist });
  const narrow = (change: { readonly tier?: TierFilter; readonly placed?: PlacementFilter }): void => void navigate({ search: { tier, placed, ...change }, replace: true });
  return (
    <div className={styles['filters']} role="search">
      <SegmentedControl aria-label={texts.worklist.tierFilter} value={tier} onChange={(value) => narrow({ tier: value })} data={tiers.map((value) => ({ value, label: texts.worklist.tiers[value] }))} />
      <SegmentedControl aria-label={texts.worklist.placedFilter} value={placed} onChange={(value) => narrow({ placed: value })} data={placements.map((value) => ({ value, label: texts.worklist.placements[value] }))} />
      <TextInput id="worklist-search" type="search" className={styles['search']} aria-label={texts.worklist.search} placeholder={texts.worklist.search} value={words} onChange={(event) => onWords(event.currentTarget.value)} />
    </div>
  );
}
