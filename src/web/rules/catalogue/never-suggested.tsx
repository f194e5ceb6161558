import { useRulesTexts } from '../texts/index.js';
import type { Evidence, RuleCatalogue } from '../rules-model.js';
import { Source } from './rule-evidence.js';
import styles from '../rules.module.css';

interface NeverSuggestedProps {
  readonly catalogue: RuleCatalogue;
  readonly evidence: ReadonlyMap<string, Evidence>;
}

/** What no rule may raise, and why. */
export function NeverSuggested({ catalogue, evidence }: NeverSuggestedProps) {
  const texts = useRulesTexts();
  return (
    <section className={`card ${styles['never']}`} aria-labelledby="never">
      <h2 id="never">{texts.never}</h2>
      <p className="soft small">{texts.neverHint}</p>
      <ul className={styles['points']}>
        {catalogue.neverSuggested.map(({ id, words, because, evidence: cited }) => (
          <li key={id}>
            <strong>{words}.</strong> {because}
            {cited
              .flatMap((name) => evidence.get(name) ?? [])
              .map((one) => (
                <span key={one.id} className="soft">
                  {' '}
                  <Source evidence={one} />
                </span>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
