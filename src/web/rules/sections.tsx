import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { mayReadLedger } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useRulesTexts } from './texts/index.js';
import styles from './rules.module.css';

/** The rules themselves, and the ledger of what became of them. */
export function Sections() {
  const texts = useRulesTexts();
  if (!mayReadLedger(useSession())) return null;
  return (
    <nav aria-label={texts.sections} className={styles['sections']}>
      <Link to={routes.rules} activeOptions={{ exact: true }}>
        {texts.rules}
      </Link>
      <Link to={routes.ledger} activeOptions={{ exact: true }}>
        {texts.ledger}
      </Link>
    </nav>
  );
}
