import type { FlagTier } from '../../core/response/index.js';
import { useWords } from '../texts/words.js';
import styles from './parts.module.css';

/** Flag or watch: shape and word, and no colour that means anything. */
export function TierMark({ tier }: { readonly tier: FlagTier }) {
  const words = useWords();
  return (
    <span className={`${styles['tier']} ${styles[tier] ?? ''}`}>
      <svg width="12" height="13" viewBox="0 0 12 13" aria-hidden="true">
        {tier === 'flag' ? (
          <path d="M2 1v11.5M2 1.5h8.5l-2.4 3 2.4 3H2" fill="currentColor" stroke="currentColor" strokeWidth="1.4" />
        ) : (
          <circle cx="6" cy="6.5" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
        )}
      </svg>
      {words.tiers[tier]}
    </span>
  );
}
