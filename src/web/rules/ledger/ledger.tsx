import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { LoadFailure } from '../../frame/failure.js';
import { Loading } from '../../frame/loading.js';
import { routes } from '../../frame/routes.js';
import { Empty } from '../../parts/empty.js';
import parts from '../../parts/parts.module.css';
import { mayAdminister } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { useRulesTexts } from '../texts/index.js';
import { NotSaved } from '../../frame/not-saved.js';
import { Reevaluation } from './reevaluation.js';
import type { DryRun, Releases } from '../rules-model.js';
import { dryRunsQuery, releasesQuery, startDryRun } from '../rules-query.js';
import { Sections } from '../sections.js';
import { useInstant } from '../use-instant.js';
import styles from '../rules.module.css';

/** What is released, what was before, and what was tried: with the versions, by whom and when. */
export function Ledger() {
  const texts = useRulesTexts();
  const releases = useQuery(releasesQuery);
  const dryRuns = useQuery(dryRunsQuery);
  const failed = [releases, dryRuns].find(({ error, data }) => error !== null && data === undefined);
  if (failed?.error) return <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (releases.data === undefined || dryRuns.data === undefined) return <Loading />;
  return (
    <>
      <div className={parts['heading']}>
        <div className={styles['title']}>
          <h1>{texts.ledgerTitle}</h1>
          <Sections />
        </div>
      </div>
      <p className={styles['intro']}>{texts.ledgerIntro}</p>
      <div className={styles['two']}>
        <Current releases={releases.data} />
        <ThisProcess releases={releases.data} running={dryRuns.data.find(({ state }) => state === 'running')} />
      </div>
      <h2 className={styles['table-title']}>{texts.dryRuns}</h2>
      {dryRuns.data.length === 0 ? (
        <Empty title={texts.noDryRun}>
          <p>{texts.startHint}</p>
        </Empty>
      ) : (
        <DryRuns dryRuns={dryRuns.data} />
      )}
      <h2 className={styles['table-title']}>{texts.releases}</h2>
      <ReleaseTable releases={releases.data} />
    </>
  );
}

function Current({ releases }: { readonly releases: Releases }) {
  const texts = useRulesTexts();
  const instant = useInstant();
  const current = releases.items.find((release) => release.current);
  if (current === undefined) return null;
  return (
    <section className="card" aria-labelledby="released">
      <h2 id="released">{texts.released}</h2>
      <p className={styles['versions']}>{texts.versions(current.engineVersion, current.ruleSetVersion)}</p>
      <p className="soft">
        {texts.releasedBy(current.releasedBy, instant(current.releasedAt))}
        {current.releasedBy === null ? '' : `: “${current.reason}”`}
      </p>
      <Reevaluation reevaluation={releases.reevaluation} version={current.version} />
    </section>
  );
}

function ThisProcess({
  releases: { thisProcess },
  running,
}: {
  readonly releases: Releases;
  readonly running: DryRun | undefined;
}) {
  const texts = useRulesTexts();
  const mayChange = mayAdminister(useSession());
  const queries = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: startDryRun,
    onSuccess: ({ id }) => navigate({ to: routes.dryRun, params: { dryRunId: id }, search: {} }),
    onError: () => void queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  return (
    <section className="card" aria-labelledby="process">
      <h2 id="process">{texts.thisProcess}</h2>
      <p className={styles['versions']}>{texts.versions(thisProcess.engineVersion, thisProcess.ruleSetVersion)}</p>
      <p className={thisProcess.isReleased ? 'soft' : styles['attention']}>
        {thisProcess.isReleased ? texts.isReleased : texts.isNotReleased}
      </p>
      {running !== undefined && (
        <p>
          <Link to={routes.dryRun} params={{ dryRunId: running.id }} search={{}}>
            {texts.underWay}
          </Link>{' '}
          {texts.progress(running.done, running.lines)}
        </p>
      )}
      {mayChange && running === undefined && (
        <div className={styles['act']}>
          <Button
            size="compact-md"
            variant={thisProcess.isReleased ? 'default' : 'filled'}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {texts.start}
          </Button>
          <span className="soft small">{texts.startHint}</span>
        </div>
      )}
      <NotSaved error={start.error} />
    </section>
  );
}

function DryRuns({ dryRuns }: { readonly dryRuns: readonly DryRun[] }) {
  const texts = useRulesTexts();
  const instant = useInstant();
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={texts.dryRuns}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{texts.started}</th>
            <th scope="col">{texts.engine}</th>
            <th scope="col">{texts.ruleVersions}</th>
            <th scope="col">{texts.state}</th>
            <th scope="col">{texts.startedBy}</th>
          </tr>
        </thead>
        <tbody>
          {dryRuns.map(
            ({ id, createdAt, startedBy, comparedWith, engineVersion, ruleSetVersion, state, done, lines }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={routes.dryRun} params={{ dryRunId: id }} search={{}}>
                    {instant(createdAt)}
                  </Link>
                </th>
                <td>{changed(comparedWith.engineVersion, engineVersion)}</td>
                <td>{changed(comparedWith.ruleSetVersion, ruleSetVersion)}</td>
                <td>
                  {texts.runStates[state]}
                  {state === 'running' || state === 'paused' ? `, ${texts.progress(done, lines)}` : ''}
                </td>
                <td>{startedBy}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

const changed = (then: string, now: string): string => (then === now ? now : `${then} → ${now}`);

function ReleaseTable({ releases: { items } }: { readonly releases: Releases }) {
  const texts = useRulesTexts();
  const instant = useInstant();
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={texts.releases}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{texts.releasedAt}</th>
            <th scope="col">{texts.engine}</th>
            <th scope="col">{texts.ruleVersions}</th>
            <th scope="col">{texts.who}</th>
            <th scope="col">{texts.reason}</th>
            <th scope="col">{texts.ofDryRun}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, releasedAt, engineVersion, ruleSetVersion, releasedBy, reason, dryRunId, current }) => (
            <tr key={id}>
              <th scope="row">
                {instant(releasedAt)}
                {current && (
                  <>
                    {' '}
                    · <strong>{texts.current}</strong>
                  </>
                )}
              </th>
              <td>{engineVersion}</td>
              <td>{ruleSetVersion}</td>
              <td>{releasedBy ?? '–'}</td>
              <td>{releasedBy === null ? texts.firstStart : reason}</td>
              <td>
                {dryRunId === null ? (
                  '–'
                ) : (
                  <Link to={routes.dryRun} params={{ dryRunId }} search={{}}>
                    {dryRunId}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
