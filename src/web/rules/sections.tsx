import { Link } from '@tanstack/react-router';
import { routes } from '../app/routes.js';
import { mayReadLedger } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import styles from './rules.module.css';

/** The rules themselves, and the ledger of what became of them. */
export function Sections() {
  const texts = useTexts();
  if (!mayReadLedger(useSession())) return null;
  return (
    <nav aria-label={texts.rules.sections} className={styles['sections']}>
      <Link to={routes.rules} activeOptions={{ exact: true }}>
        {texts.rules.rules}
      </Link>
      <Link to={routes.ledger} activeOptions={{ exact: true }}>
        {texts.rules.ledger}
      </Link>
    </nav>
  );
}
