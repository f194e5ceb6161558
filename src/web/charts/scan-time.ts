import { showInterval } from '../format/dates.js';
import type { PlacedScan } from './time-axis.js';

/** When a scan was: its date, else its study day, else its label. */
export function scanTime(
  { date, studyDay, label }: Pick<PlacedScan, 'date' | 'studyDay' | 'label'>,
  months: Parameters<typeof showInterval>[1],
): string {
  if (date !== null) return showInterval(date, months);
  return studyDay === null ? label : `d${studyDay}`;
}
