import parts from '../parts/parts.module.css';
import { TierMark } from '../parts/tier-mark.js';
import { useWorklistTexts } from './texts/index.js';
import type { BesideRow } from './row.js';

/** What a row stands for: shape and word, and no colour that means anything. */
export function KindMark({ kind }: { readonly kind: BesideRow['kind'] }) {
  const texts = useWorklistTexts();
  if (kind === 'watch') return <TierMark tier={kind} />;
  return (
    <span className={parts['tier']}>
      <svg width="12" height="13" viewBox="0 0 12 13" aria-hidden="true">
        {kind === 'held' ? (
          <path d="M3.5 2v9M8.5 2v9" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        ) : (
          <path d="M2.5 3l7 7M9.5 3l-7 7" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
        )}
      </svg>
      {texts.kinds[kind]}
    </span>
  );
}
