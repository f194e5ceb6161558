import { useState } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useShortcuts } from '../../frame/keyboard/shortcuts.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { useRoomTexts } from '../texts/index.js';
import { OpinionList } from './opinion-list.js';
import { openOpinions, opinionsQuery, type Opinions } from './opinions-query.js';
import styles from '../room.module.css';

const AskedOnceMore = lazyDialogue(() => import('../asked-once-more.js'), 'AskedOnceMore');

interface OpinionsStepProps {
  readonly caseId: string;
  readonly opinions: Opinions;
  /** Whether this person may open them now. */
  readonly mayOpen: boolean;
  /** Where a member writes: told on the shared screen. */
  readonly address: string;
}

/** Whose views are there; what they say once they are open to all. */
export function OpinionsStep({ caseId, opinions, mayOpen, address }: OpinionsStepProps) {
  const texts = useRoomTexts().opinions;
  const queries = useQueryClient();
  const open = useMutation({
    mutationFn: () => openOpinions(caseId),
    onSuccess: (answered) => queries.setQueryData(opinionsQuery(caseId).queryKey, answered),
  });
  const [asking, setAsking] = useState(false);
  useShortcuts(mayOpen && !opinions.openToAll ? { v: () => setAsking(true) } : {});
  return (
    <>
      <h2>{texts.title}</h2>
      {!opinions.openToAll && (
        <p>
          {texts.blind} {texts.where} <span className={styles['address']}>{address}</span>
        </p>
      )}
      <OpinionList items={opinions.items} withWords={opinions.openToAll} />
      {!opinions.openToAll && mayOpen && (
        <Button size="lg" onClick={() => setAsking(true)}>
          {texts.open} (v)
        </Button>
      )}
      {asking && !opinions.openToAll && (
        <AskedOnceMore
          title={texts.askOpen}
          hint={texts.askOpenHint}
          yes={texts.open}
          pending={open.isPending}
          error={open.error}
          onYes={() => open.mutate(undefined, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
