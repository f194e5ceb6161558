import { useRulesTexts } from '../texts/index.js';
import type { stateOf } from '../rules-model.js';
import styles from '../rules.module.css';

/** On, off or in shadow: shape and word. */
export function StandingMark({ state }: { readonly state: ReturnType<typeof stateOf> }) {
  const texts = useRulesTexts();
  return (
    <span className={`${styles['mark']} ${styles[state] ?? ''}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <circle
          cx="6"
          cy="6"
          r="4.7"
          fill={state === 'on' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.5"
        />
        {state === 'off' && <path d="M2.7 9.3 9.3 2.7" stroke="currentColor" strokeWidth="1.5" />}
        {state === 'shadow' && <path d="M6 1.3a4.7 4.7 0 0 0 0 9.4Z" fill="currentColor" />}
      </svg>
      {texts.states[state]}
    </span>
  );
}
