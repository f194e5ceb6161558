/** Instants on the clock of a board's site. */
import type { Day, LocalMinute } from './letter-content.js';

/** '2026-05-04T14:30' of an instant in a time zone (IANA name). */
export function localMinute(instant: Date, timeZone: string): LocalMinute {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

export const localDay = (instant: Date, timeZone: string): Day => localMinute(instant, timeZone).slice(0, 10);
export const localTime = (instant: Date, timeZone: string): string => localMinute(instant, timeZone).slice(11);
