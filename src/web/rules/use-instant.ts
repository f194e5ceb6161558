import { showInstant } from '../format/dates.js';
import { useTexts } from '../texts/texts.js';

/** Shows instants in the time zone of the browser. */
export function useInstant(): (instant: string) => string {
  const { months } = useTexts();
  return (instant) => showInstant(instant, Intl.DateTimeFormat().resolvedOptions().timeZone, months);
}
