import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ApiProblem } from '../../api/problem.js';
import { routes } from '../../frame/routes.js';
import { Dialogue } from '../../parts/dialogue.js';
import { ReasonForm } from '../../parts/form/reason-form.js';
import { useSession } from '../../session/session.js';
import { useRulesTexts } from '../texts/index.js';
import { NotSaved } from '../../frame/not-saved.js';
import { leastReason } from '../reasons.js';
import { type DryRunDetail, type ReleaseObstacle, totalsOf } from '../rules-model.js';
import { releaseDryRun } from '../rules-query.js';
import styles from '../rules.module.css';

interface ReleaseDialogueProps {
  /** As it is now: another's change arrives while the dialogue is open, and what was typed stays. */
  readonly run: DryRunDetail;
  readonly onClose: () => void;
}

/** Says what a release does and what it does not, in numbers, and asks a person to make it. */
export function ReleaseDialogue({ run, onClose }: ReleaseDialogueProps) {
  const texts = useRulesTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const name = useSession()?.displayName ?? '';
  const release = useMutation({
    mutationFn: (reason: string) => releaseDryRun(run, reason),
    onSuccess: () => {
      void queries.invalidateQueries();
      void navigate({ to: routes.ledger });
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  const { appears, changes, goes } = totalsOf(run.counts);
  return (
    <Dialogue onClose={onClose} title={texts.releaseTitle} wide>
      <ReasonForm
        description={texts.releaseReasonHint}
        shortest={leastReason}
        submit={texts.releaseNow}
        pending={release.isPending}
        disabled={run.obstacles.length > 0}
        refusal={
          <>
            <Refused error={release.error} run={run} />
            <p className="soft small">{texts.releaseAs(name)}</p>
          </>
        }
        onReason={release.mutate}
        onCancel={onClose}
      >
        <h3>{texts.releaseDoes}</h3>
        <ul className={styles['points']}>
          <li>{texts.releaseFrom(run.engineVersion, run.ruleSetVersion)}</li>
          <li>{texts.releaseLines(run.lines)}</li>
          <li>{texts.releaseNumbers(appears, changes, goes)}</li>
          {run.failed > 0 && <li>{texts.failed(run.failed)}</li>}
          {run.newerData > 0 && <li>{texts.newer(run.newerData)}</li>}
        </ul>
        <h3 className={styles['part']}>{texts.releaseDoesNot}</h3>
        <ul className={styles['points']}>
          {texts.releaseKeeps.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </ReasonForm>
    </Dialogue>
  );
}

/** Someone else was faster, or something stands against it: in words, with what was typed still there. */
function Refused({ error, run }: { readonly error: Error | null; readonly run: DryRunDetail }) {
  const texts = useRulesTexts();
  const obstacles =
    error instanceof ApiProblem && Array.isArray(error.document['obstacles'])
      ? (error.document['obstacles'] as readonly ReleaseObstacle[])
      : run.obstacles;
  if (error instanceof ApiProblem && error.status === 412)
    return (
      <p role="alert" className={styles['failure']}>
        {texts.notReleased}: {texts.changedMeanwhile(texts.runStates[run.state])}
      </p>
    );
  if (obstacles.length === 0) return <NotSaved error={error} title={texts.notReleased} />;
  return (
    <div role="alert" className={styles['failure']}>
      <p>{texts.cannotRelease}</p>
      <ul className={styles['points']}>
        {obstacles.map((obstacle) => (
          <li key={obstacle}>{texts.obstacles[obstacle]}</li>
        ))}
      </ul>
    </div>
  );
}
