import { Link } from '@tanstack/react-router';
import { routes } from '../app/routes.js';
import { useTexts } from '../texts/texts.js';

/** Leads to how a question came about: then, now, because. */
export function HistoryLink({ itemId }: { readonly itemId: string }) {
  const texts = useTexts();
  return (
    <Link to={routes.itemHistory} params={{ itemId }} className="small">
      {texts.rules.history}
    </Link>
  );
}
