import { Progress } from '@mantine/core';
import { useImportTexts } from './texts/index.js';
import type { Import } from './import-model.js';
import styles from './imports.module.css';

/** How far an upload has come, in words and as a bar while it runs. */
export function ImportProgress({ of }: { readonly of: Import }) {
  const texts = useImportTexts();
  if (of.state === 'failed')
    return (
      <span className={styles['failed']}>
        {texts.states.failed}
        {of.failure === null ? '' : `: ${of.failure}`}
      </span>
    );
  if (of.state === 'done') return <>{texts.states.done}</>;
  const words = texts.progress(of.done, of.groups, of.secondsLeft);
  return (
    <span className={styles['progress']}>
      {words}
      <Progress value={of.groups === 0 ? 0 : (100 * of.done) / of.groups} aria-label={words} />
    </span>
  );
}
