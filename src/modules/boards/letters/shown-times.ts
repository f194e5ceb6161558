import type { Day, LocalMinute } from './letter-content.js';
import type { LetterTexts } from './texts/index.js';

const day = /^(\d{4})-(\d\d)-(\d\d)$/;
const minute = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * '2026-05-04' -> '04-May-2026': no order of day and month that could be mistaken.
 * @param place named in the error
 * @throws RangeError where it is no such date
 */
export function shownDay(date: Day, { months }: LetterTexts, place: string): string {
  const [, year, month, dayOfMonth] = day.exec(date) ?? [];
  const name = months[Number(month) - 1];
  if (name === undefined) throw new RangeError(`${place} is no date as yyyy-mm-dd`);
  return `${dayOfMonth}-${name}-${year}`;
}

/**
 * '2026-05-04T14:30' -> '04-May-2026, 14:30'.
 * @param place named in the error
 * @throws RangeError where it is no such time, an instant in UTC for example
 */
export function shownMinute(at: LocalMinute, texts: LetterTexts, place: string): string {
  const [, date, hours, minutes] = minute.exec(at) ?? [];
  if (date === undefined)
    throw new RangeError(`${place} is no time as yyyy-mm-ddThh:mm on the clock of the board's site, without a zone`);
  return `${shownDay(date, texts, place)}, ${hours}:${minutes}`;
}
