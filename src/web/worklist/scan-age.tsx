import { showInterval, type ShownInterval } from '../format/dates.js';
import { useWords } from '../texts/words.js';
import { useWorklistTexts } from './texts/index.js';

const dayInMilliseconds = 86_400_000;

/** When the last scan was, and how long ago. */
export function ScanAge({ scan }: { readonly scan: ShownInterval | null }) {
  const texts = useWorklistTexts();
  const words = useWords();
  if (scan === null) return '–';
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(scan.to)) / dayInMilliseconds));
  return (
    <>
      {showInterval(scan, words.months)}
      <span className="soft small">{texts.daysAgo(days)}</span>
    </>
  );
}
