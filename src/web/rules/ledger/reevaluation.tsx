import { Button, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mayAdminister } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { useRulesTexts } from '../texts/index.js';
import { NotSaved } from '../../frame/not-saved.js';
import type { Releases } from '../rules-model.js';
import { holdReevaluation, releasesQuery } from '../rules-query.js';
import styles from '../rules.module.css';

interface ReevaluationProps {
  readonly reevaluation: Releases['reevaluation'];
  /** Version of the current release. */
  readonly version: number;
}

/** How far the treatment lines have followed the release; held up and let go on by administrators. */
export function Reevaluation({ reevaluation: { lines, toDo, paused }, version }: ReevaluationProps) {
  const texts = useRulesTexts();
  const mayChange = mayAdminister(useSession());
  const queries = useQueryClient();
  const hold = useMutation({
    mutationFn: (stop: boolean) => holdReevaluation(stop, version),
    onSuccess: (releases) => queries.setQueryData(releasesQuery.queryKey, releases),
    onError: () => void queries.invalidateQueries({ queryKey: releasesQuery.queryKey }),
  });
  const words =
    toDo === 0 ? texts.followAll(lines) : paused ? texts.heldUp(toDo) : texts.following(lines - toDo, lines, toDo);
  return (
    <div className={styles['follow']}>
      <p role="status">{words}</p>
      {toDo > 0 && <Progress value={lines === 0 ? 0 : (100 * (lines - toDo)) / lines} aria-label={words} />}
      {mayChange && (toDo > 0 || paused) && (
        <Button size="compact-md" variant="default" loading={hold.isPending} onClick={() => hold.mutate(!paused)}>
          {paused ? texts.goOn : texts.hold}
        </Button>
      )}
      <NotSaved error={hold.error} />
    </div>
  );
}
