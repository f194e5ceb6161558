import styles from './screen.module.css';

export type Side = 'for' | 'against' | 'not-known';

/** A sign for each side; outline and figure both differ, so that none is taken for another, in black and white either. */
export function SideSign({ side }: { readonly side: Side }) {
  return (
    <svg viewBox="0 0 14 14" className={styles[`sign-${side}`]} aria-hidden="true" focusable="false">
      {side === 'for' && (
        <>
          <circle cx="7" cy="7" r="6" className={styles['sign-ground']} />
          <path d="M7 4v6M4 7h6" />
        </>
      )}
      {side === 'against' && (
        <>
          <rect x="1" y="1" width="12" height="12" className={styles['sign-full']} />
          <path d="M4.5 4.5l5 5M9.5 4.5l-5 5" className={styles['sign-on-full']} />
        </>
      )}
      {side === 'not-known' && (
        <>
          <path d="M7 .8L13.2 7 7 13.2.8 7z" className={styles['sign-ground']} />
          <path d="M5.4 5.6c.3-2 3.3-1.7 3 .1-.2 1-1.4 1-1.4 2.2M7 9.6v.6" />
        </>
      )}
    </svg>
  );
}
