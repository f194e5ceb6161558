import { Link } from '@tanstack/react-router';
import { routes } from './routes.js';
import { useFrameTexts } from './texts/index.js';

/** Leads to how a question came about: then, now, because. */
export function HistoryLink({ itemId }: { readonly itemId: string }) {
  const texts = useFrameTexts();
  return (
    <Link to={routes.itemHistory} params={{ itemId }} className="small">
      {texts.history}
    </Link>
  );
}
