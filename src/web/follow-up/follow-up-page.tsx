import { useDeferredValue, useState } from 'react';
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { LoadFailure } from '../frame/failure.js';
import { useRowFocus } from '../frame/keyboard/row-focus.js';
import { useShortcuts } from '../frame/keyboard/shortcuts.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { Empty } from '../parts/empty.js';
import parts from '../parts/parts.module.css';
import { boardsQuery } from '../session/boards-query.js';
import { useWords } from '../texts/words.js';
import { Decisions } from './decisions.js';
import { followedQuery, owedQuery } from './follow-up-query.js';
import { isOwnedBy } from './owner-match.js';
import { OwedTable } from './owed-table.js';
import type { FollowUpSearch } from './search.js';
import { useFollowUpTexts } from './texts/index.js';
import styles from './follow-up.module.css';

/** Who owes what by signed decisions, and what became of each of them. */
export function FollowUpPage() {
  const texts = useFollowUpTexts();
  const { disciplines } = useWords();
  const search = useSearch({ from: `/inside${routes.followUp}` });
  const [owner, setOwner] = useState('');
  const wanted = useDeferredValue(owner);
  const owed = useInfiniteQuery(owedQuery(search));
  const rows = owed.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = rows.filter((row) => isOwnedBy(row.owner, wanted, disciplines));
  const focus = useRowFocus<HTMLTableSectionElement>();
  useShortcuts({ ...focus.shortcuts, d: reportFocused });
  return (
    <>
      <div className={parts['heading']}>
        <h1>{texts.title}</h1>
        <span className="soft" role="status">
          {owed.isSuccess && texts.count(shown.length, shown.filter(({ overdue }) => overdue).length, owed.hasNextPage)}
        </span>
        <Link to={routes.standardOfCare} search={search.board === undefined ? {} : { board: search.board }}>
          {texts.toStandard}
        </Link>
      </div>
      <p className="soft small">{texts.hint}</p>
      <Filters search={search} owner={owner} onOwner={setOwner} />
      {owed.isPending && <Loading />}
      {owed.error !== null && rows.length === 0 && (
        <LoadFailure error={owed.error} onRetry={() => void owed.refetch()} />
      )}
      {owed.isSuccess && shown.length === 0 && (
        <Empty title={texts.nothing}>
          <p>{rows.length === 0 ? texts.nothingHint : texts.nothingOfOwner}</p>
        </Empty>
      )}
      {shown.length > 0 && <OwedTable rows={shown} body={focus.ref} />}
      {owed.hasNextPage && (
        <Button variant="default" mt="sm" loading={owed.isFetchingNextPage} onClick={() => void owed.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
      <FollowedDecisions search={search} />
    </>
  );
}

/** Opens the report on the row that holds the focus: done, or met. */
function reportFocused(): void {
  const row = document.activeElement?.closest('[data-row]');
  row?.querySelector<HTMLElement>('[data-way="report-done"], [data-way="report-met"]')?.click();
}

interface FiltersProps {
  readonly search: FollowUpSearch;
  readonly owner: string;
  readonly onOwner: (owner: string) => void;
}

function Filters({ search, owner, onOwner }: FiltersProps) {
  const texts = useFollowUpTexts();
  const navigate = useNavigate();
  const boards = useQuery(boardsQuery).data ?? [];
  const go = (to: FollowUpSearch): void => void navigate({ to: routes.followUp, search: to, replace: true });
  const { kind, board } = search;
  return (
    <div className={`${styles['filters']} screen-only`}>
      <SegmentedControl
        aria-label={texts.kindFilter}
        value={kind ?? 'all'}
        onChange={(value) =>
          go({
            ...(value === 'action' || value === 'condition' ? { kind: value } : {}),
            ...(board === undefined ? {} : { board }),
          })
        }
        data={(['all', 'action', 'condition'] as const).map((value) => ({ value, label: texts.kinds[value] }))}
      />
      <TextInput
        aria-label={texts.mine}
        placeholder={texts.ownerHint}
        value={owner}
        onChange={({ currentTarget: { value } }) => onOwner(value)}
      />
      {boards.length > 1 && (
        <Select
          aria-label={texts.boardFilter}
          value={board ?? ''}
          onChange={(value) =>
            go({
              ...(kind === undefined ? {} : { kind }),
              ...(value === null || value === '' ? {} : { board: value }),
            })
          }
          data={[{ value: '', label: texts.everyBoard }, ...boards.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
    </div>
  );
}

function FollowedDecisions({ search }: { readonly search: FollowUpSearch }) {
  const texts = useFollowUpTexts();
  const followed = useInfiniteQuery(followedQuery(search));
  const rows = followed.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="followed-decisions" className={styles['decisions']}>
      <h2 id="followed-decisions">{texts.decisions}</h2>
      <p className="soft small">{texts.decisionsHint}</p>
      {followed.isPending && <Loading />}
      {followed.error !== null && rows.length === 0 && (
        <LoadFailure error={followed.error} onRetry={() => void followed.refetch()} />
      )}
      {followed.isSuccess && rows.length === 0 && <p className="soft">{texts.noDecisions}</p>}
      {rows.length > 0 && <Decisions rows={rows} />}
      {followed.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={followed.isFetchingNextPage}
          onClick={() => void followed.fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
    </section>
  );
}
