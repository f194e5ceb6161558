import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts.js';
import styles from './charts.module.css';

/** The table that says the same as a chart, behind one fold. */
export function Twin({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const texts = useTexts();
  return (
    <details className={styles['twin']}>
      <summary>{texts.charts.asTable(label)}</summary>
      <div className={styles['twin-scroll']} tabIndex={0} role="region" aria-label={label}>{children}</div>
    </details>
  );
}
