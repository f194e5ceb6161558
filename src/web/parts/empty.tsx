import type { ReactNode } from 'react';
import styles from './parts.module.css';

/** A place with nothing in it: what that means, and what to do next. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
