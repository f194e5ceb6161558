import { showInstant } from '../format/dates.js';
import { useWords } from '../texts/words.js';

/** Shows instants in the time zone of the browser. */
export function useInstant(): (instant: string) => string {
  const { months } = useWords();
  return (instant) => showInstant(instant, Intl.DateTimeFormat().resolvedOptions().timeZone, months);
}
