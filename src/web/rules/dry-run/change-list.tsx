import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { LoadFailure } from '../../frame/failure.js';
import { Loading } from '../../frame/loading.js';
import { routes } from '../../frame/routes.js';
import { useShortcuts } from '../../frame/keyboard/shortcuts.js';
import { Empty } from '../../parts/empty.js';
import parts from '../../parts/parts.module.css';
import { TierMark } from '../../parts/tier-mark.js';
import { useRulesTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import { useRowFocus } from '../../frame/keyboard/row-focus.js';
import type { ChangeSearch } from '../change-search.js';
import { HistoryLink } from '../../frame/history-link.js';
import { KindMark } from './kind-mark.js';
import type { ChangeKind, DryRunChange, DryRunDetail } from '../rules-model.js';
import { changesQuery } from '../rules-query.js';
import { useChangeNames } from './use-change-names.js';
import styles from '../rules.module.css';

/** Patient by patient: then, now, because. */
export function ChangeList({ run }: { readonly run: DryRunDetail }) {
  const texts = useRulesTexts();
  const names = useChangeNames();
  const search = useSearch({ from: `/inside${routes.dryRun}` });
  const changes = useInfiniteQuery(changesQuery(run.id, search));
  const rows = changes.data?.pages.flatMap(({ items }) => items) ?? [];
  const list = useRowFocus<HTMLTableSectionElement>();
  useShortcuts(list.shortcuts);
  return (
    <section aria-labelledby="list">
      <ListHead run={run} search={search} names={names} />
      {changes.isPending && <Loading />}
      {changes.error !== null && rows.length === 0 && (
        <LoadFailure error={changes.error} onRetry={() => void changes.refetch()} />
      )}
      {changes.isSuccess && rows.length === 0 && (
        <Empty title={texts.noPatients}>
          <p>{texts.noPatientsHint}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <table className={styles['changes']}>
          <thead>
            <tr>
              <th scope="col">{texts.case}</th>
              <th scope="col">{texts.then}</th>
              <th scope="col">{texts.now}</th>
              <th scope="col">{texts.because}</th>
            </tr>
          </thead>
          <tbody ref={list.ref}>
            {rows.map((change) => (
              <ChangeRow key={change.id} change={change} name={names(change.subject, change.name)} />
            ))}
          </tbody>
        </table>
      )}
      {changes.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
    </section>
  );
}

interface ListHeadProps {
  readonly run: DryRunDetail;
  readonly search: ChangeSearch;
  readonly names: ReturnType<typeof useChangeNames>;
}

function ListHead({ run, search, names }: ListHeadProps) {
  const texts = useRulesTexts();
  const wordsTexts = useWords();
  const navigate = useNavigate({ from: routes.dryRun });
  const kinds = ['all', 'appears', 'changes', 'goes'] as const;
  const group =
    search.subject === undefined || search.name === undefined
      ? null
      : [names(search.subject, search.name), search.code === undefined ? null : wordsTexts.reasonOf(search.code)]
          .filter(Boolean)
          .join(' · ');
  const choose = (kind: ChangeKind | 'all'): void =>
    void navigate({
      params: { dryRunId: run.id },
      search: kind === 'all' ? {} : { kind },
      replace: true,
      resetScroll: false,
    });
  return (
    <div className={styles['list-head']}>
      <h2 id="list" className={styles['table-title']}>
        {texts.list}
      </h2>
      <SegmentedControl
        aria-label={texts.found}
        value={search.kind ?? 'all'}
        onChange={choose}
        data={kinds.map((kind) => ({
          value: kind,
          label: kind === 'all' ? texts.all : texts.kindsOfMany[kind],
        }))}
      />
      {group !== null && (
        <span>
          {texts.listOf(group)}{' '}
          <Link to={routes.dryRun} params={{ dryRunId: run.id }} search={{}} replace resetScroll={false}>
            {texts.showAll}
          </Link>
        </span>
      )}
    </div>
  );
}

function ChangeRow({ change, name }: { readonly change: DryRunChange; readonly name: string }) {
  const texts = useRulesTexts();
  const wordsTexts = useWords();
  const { patient, kind, then, now, because, newerData, subject, currentId } = change;
  return (
    <tr data-row={change.id}>
      <th scope="row">
        <Link to={routes.patient} params={{ patientId: patient.id }} data-row-link className={styles['case']}>
          {wordsTexts.patientNumber(patient.id)}
        </Link>
        <KindMark kind={kind} />
        <span className={styles['name']}>{name}</span>
        {newerData && <span className={parts['held']}>▨ {texts.newerMark}</span>}
        {subject === 'item' && currentId !== null && <HistoryLink itemId={currentId} />}
      </th>
      <td data-label={texts.then}>
        <Told state={then} />
      </td>
      <td data-label={texts.now}>
        <Told state={now} before={then} />
      </td>
      <td data-label={texts.because}>
        <ul className={styles['because']}>
          {because.map(({ code, words }) => (
            <li key={code}>{words}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function Told({
  state,
  before = null,
}: {
  readonly state: DryRunChange['then'];
  readonly before?: DryRunChange['then'];
}) {
  const texts = useRulesTexts();
  if (state === null) return <span className="soft">{texts.nothingThere}</span>;
  return (
    <>
      <span className={styles['told-state']}>
        {state.tier !== null && <TierMark tier={state.tier} />}
        <span className="soft small">
          {[texts.toldState(state.state), state.ruleVersion === null ? null : texts.versionWords(state.ruleVersion)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {before?.words === state.words ? <span className="soft">{texts.sameWords}</span> : <span>{state.words}</span>}
    </>
  );
}
