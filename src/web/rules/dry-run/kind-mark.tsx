import { useRulesTexts } from '../texts/index.js';
import type { ChangeKind } from '../rules-model.js';
import styles from '../rules.module.css';

const shapes: Readonly<Record<ChangeKind, string>> = {
  appears: 'M6 1.5v9M1.5 6h9',
  changes: 'M1 6h9M6.8 2.8 10 6 6.8 9.2',
  goes: 'M1.5 6h9',
};

/** Appears, changes or goes: plus, arrow or minus, and the word; for many of them their number. */
export function KindMark({ kind, many }: { readonly kind: ChangeKind; readonly many?: number }) {
  const texts = useRulesTexts();
  return (
    <span className={styles['kind']}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapes[kind]} stroke="currentColor" strokeWidth="1.8" fill="none" />
      </svg>
      {many === undefined ? (
        texts.kinds[kind]
      ) : (
        <>
          <strong>{texts.counted(many)}</strong> {texts.kindsOfMany[kind]}
        </>
      )}
    </span>
  );
}
