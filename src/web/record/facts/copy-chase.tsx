import { useState } from 'react';
import { Button } from '@mantine/core';
import { usePatientTexts } from '../texts/index.js';
import styles from '../record.module.css';

/** Puts what is missing, by who could supply it, on the clipboard. It names no patient. */
export function CopyChase({ text }: { readonly text: string }) {
  const texts = usePatientTexts();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  return (
    <span className={styles['copy']}>
      <span role="status" className="small soft">
        {outcome === null ? '' : outcome === 'copied' ? texts.chased : texts.chaseFailed}
      </span>
      <Button size="compact-sm" variant="default" className="screen-only" onClick={copy}>
        {texts.chase}
      </Button>
    </span>
  );
}
