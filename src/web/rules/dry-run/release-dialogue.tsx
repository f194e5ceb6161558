import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ApiProblem } from '../../api/problem.js';
import { routes } from '../../frame/routes.js';
import { Dialogue } from '../../parts/dialogue.js';
import { useSession } from '../../session/session.js';
import { useRulesTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
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
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const name = useSession()?.displayName ?? '';
  const [reason, setReason] = useState('');
  const release = useMutation({
    mutationFn: () => releaseDryRun(run, reason.trim()),
    onSuccess: () => {
      void queries.invalidateQueries();
      void navigate({ to: routes.ledger });
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim().length >= leastReason) release.mutate();
  };
  const { appears, changes, goes } = totalsOf(run.counts);
  return (
    <Dialogue onClose={onClose} title={texts.releaseTitle} wide>
      <form onSubmit={submit}>
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
        <TextInput
          mt="sm"
          label={texts.reason}
          description={texts.releaseReasonHint}
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <Refused error={release.error} run={run} />
        <Group mt="md" justify="space-between">
          <span className="soft small">{texts.releaseAs(name)}</span>
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button
              type="submit"
              loading={release.isPending}
              disabled={reason.trim().length < leastReason || run.obstacles.length > 0}
            >
              {texts.releaseNow}
            </Button>
          </Group>
        </Group>
      </form>
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
