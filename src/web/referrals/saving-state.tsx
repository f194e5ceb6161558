import { Button, Group } from '@mantine/core';
import { useProblemWords } from '../frame/problem-words.js';
import { useReferralTexts } from './texts/index.js';
import type { useDraft } from './use-draft.js';
import styles from './referrals.module.css';

/** Whether the service has what is typed, and where it was changed elsewhere, both ways on. */
export function SavingState({ draft }: { readonly draft: ReturnType<typeof useDraft> }) {
  const texts = useReferralTexts();
  const problemWords = useProblemWords();
  const { saving, error } = draft;
  if (saving === 'conflict')
    return (
      <section role="alert" className={styles['conflict']}>
        <p>
          <strong>{texts.saving.conflict}</strong>
        </p>
        <Group mt="xs">
          <Button size="compact-md" onClick={draft.keepMine}>
            {texts.keepMine}
          </Button>
          <Button size="compact-md" variant="default" onClick={draft.takeTheirs}>
            {texts.takeTheirs}
          </Button>
        </Group>
      </section>
    );
  return (
    <span role="status" className={saving === 'not-saved' ? 'danger' : 'soft'}>
      {texts.saving[saving]}
      {saving === 'not-saved' && error !== null && ` ${problemWords(error)}`}{' '}
      {saving === 'not-saved' && (
        <Button size="compact-sm" variant="default" onClick={() => void draft.save()}>
          {texts.again}
        </Button>
      )}
    </span>
  );
}
