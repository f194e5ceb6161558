/** A meeting as a file for people's calendars (RFC 5545): when and where the board meets, and nothing of any patient. */
import type { ListedMeeting } from './meeting-views.js';

/** Commas and semicolons separate values, a backslash announces what follows; section 3.3.11. */
const text = (value: string): string =>
  value
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n');

/** 2031-07-08T13:00:00.000Z -> 20310708T130000Z */
const instant = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

const longestLine = 75;

/** A line in parts of at most 75 octets, each next one after a blank; section 3.1. No character is cut. */
function folded(line: string): string {
  const parts: string[] = [''];
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > longestLine) {
      parts.push('');
      octets = 1;
    }
    parts[parts.length - 1] += character;
    octets += length;
  }
  return parts.join('\r\n ');
}

/**
 * The calendar file of a meeting. Another file of the same meeting takes the place of the earlier one in a calendar: its version counts up,
 * and a cancelled meeting says so.
 * @param at when the file is made
 */
export function calendarFile(meeting: ListedMeeting, at: Date): string {
  const startsAt = new Date(meeting.startsAt);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Consilium//Meetings//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:meeting-${meeting.id}@consilium`,
    `SEQUENCE:${meeting.version}`,
    `DTSTAMP:${instant(at)}`,
    `DTSTART:${instant(startsAt)}`,
    `DTEND:${instant(new Date(startsAt.getTime() + meeting.minutes * 60_000))}`,
    `SUMMARY:${text(meeting.boardName)}`,
    ...(meeting.place === null ? [] : [`LOCATION:${text(meeting.place)}`]),
    `STATUS:${meeting.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}
