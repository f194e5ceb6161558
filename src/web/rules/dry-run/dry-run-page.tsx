import { useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LoadFailure } from '../../frame/failure.js';
import { Loading } from '../../frame/loading.js';
import { routes } from '../../frame/routes.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import parts from '../../parts/parts.module.css';
import { mayAdminister } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { useRulesTexts } from '../texts/index.js';
import { ChangeGroups } from './change-groups.js';
import { ChangeList } from './change-list.js';
import { NotSaved } from '../../frame/not-saved.js';
import type { DryRunDetail } from '../rules-model.js';
import { changeDryRun, dryRunQuery, type DryRunAct } from '../rules-query.js';
import { useInstant } from '../use-instant.js';
import styles from '../rules.module.css';

const ReleaseDialogue = lazyDialogue(() => import('./release-dialogue.js'), 'ReleaseDialogue');

/** One dry run: which versions, how far it has come, what would change for whom, and the release. */
export function DryRunPage() {
  const texts = useRulesTexts();
  const instant = useInstant();
  const { dryRunId } = useParams({ from: `/inside${routes.dryRun}` });
  const { data, error, refetch } = useQuery(dryRunQuery(dryRunId));
  if (error !== null && data === undefined) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <p className={styles['back']}>
        <Link to={routes.ledger}>← {texts.ledgerTitle}</Link>
      </p>
      <div className={parts['heading']}>
        <h1>{texts.dryRunOf(instant(data.createdAt))}</h1>
        <span className="soft">
          {texts.startedBy} {data.startedBy}
        </span>
      </div>
      <div className={styles['two']}>
        <Versions run={data} />
        <Progressing run={data} />
      </div>
      <ChangeGroups run={data} />
      {data.state !== 'running' && data.counts.some(({ shown }) => shown) && <ChangeList run={data} />}
    </>
  );
}

function Versions({ run }: { readonly run: DryRunDetail }) {
  const texts = useRulesTexts();
  const rows = [
    [texts.engine, run.comparedWith.engineVersion, run.engineVersion],
    [texts.ruleVersions, run.comparedWith.ruleSetVersion, run.ruleSetVersion],
  ] as const;
  return (
    <section className="card" aria-label={texts.compares}>
      <table className={styles['compared']}>
        <thead>
          <tr>
            <td />
            <th scope="col">{texts.then}</th>
            <th scope="col">{texts.now}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, then, now]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{then}</td>
              <td>{then === now ? <span className="soft">{texts.sameVersion}</span> : <strong>{now}</strong>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft small">{run.state === 'released' ? texts.wasReleased : texts.changesNothing}</p>
    </section>
  );
}

function Progressing({ run }: { readonly run: DryRunDetail }) {
  const texts = useRulesTexts();
  const words = texts.progress(run.done, run.lines);
  return (
    <section className="card" aria-label={texts.state}>
      <p role="status">
        <strong className={styles['state']}>{texts.runStates[run.state]}</strong> · {words}
      </p>
      <Progress my={6} value={run.lines === 0 ? 100 : (100 * run.done) / run.lines} aria-label={words} />
      {run.failed > 0 && <p className={styles['attention']}>{texts.failed(run.failed)}</p>}
      {run.newerData > 0 && <p className="small">{texts.newer(run.newerData)}</p>}
      {(run.state === 'done' || run.state === 'cancelled') && run.obstacles.length > 0 && (
        <div className="small">
          <strong>{texts.cannotRelease}</strong>
          <ul className={styles['points']}>
            {run.obstacles.map((obstacle) => (
              <li key={obstacle}>{texts.obstacles[obstacle]}</li>
            ))}
          </ul>
        </div>
      )}
      {mayAdminister(useSession()) && <Tools run={run} />}
    </section>
  );
}

const actsFrom: Readonly<Record<DryRunDetail['state'], readonly DryRunAct[]>> = {
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  cancelled: [],
  done: [],
  released: [],
};

function Tools({ run }: { readonly run: DryRunDetail }) {
  const texts = useRulesTexts();
  const queries = useQueryClient();
  const [releasing, setReleasing] = useState(false);
  const change = useMutation({
    mutationFn: (act: DryRunAct) => changeDryRun(run, act),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  const words = { pause: texts.pause, resume: texts.resume, cancel: texts.cancelRun };
  return (
    <div className={styles['tools']}>
      {actsFrom[run.state].map((act) => (
        <Button
          key={act}
          size="compact-md"
          variant="default"
          disabled={change.isPending}
          onClick={() => change.mutate(act)}
        >
          {words[act]}
        </Button>
      ))}
      {run.state === 'done' && (
        <Button size="compact-md" disabled={run.obstacles.length > 0} onClick={() => setReleasing(true)}>
          {texts.release}
        </Button>
      )}
      <NotSaved error={change.error} />
      {releasing && <ReleaseDialogue run={run} onClose={() => setReleasing(false)} />}
    </div>
  );
}
