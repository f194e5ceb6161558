/** A meeting as a file for people's calendars (RFC 5545): when and where the board meets, and nothing of any patient. */
import ICAL from 'ical.js';
import type { ListedMeeting } from './meeting-views.js';

/** An instant in UTC; calendars show it in the zone of their owner. */
const instant = (at: Date): InstanceType<typeof ICAL.Time> => ICAL.Time.fromJSDate(at, true);

/**
 * The calendar file of a meeting. Another file of the same meeting takes the place of the earlier one in a calendar: its version counts up,
 * and a cancelled meeting says so.
 * @param at when the file is made
 */
export function calendarFile(meeting: ListedMeeting, at: Date): string {
  const startsAt = new Date(meeting.startsAt);
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', `meeting-${meeting.id}@consilium`);
  event.addPropertyWithValue('sequence', meeting.version);
  event.addPropertyWithValue('dtstamp', instant(at));
  event.addPropertyWithValue('dtstart', instant(startsAt));
  event.addPropertyWithValue('dtend', instant(new Date(startsAt.getTime() + meeting.minutes * 60_000)));
  event.addPropertyWithValue('summary', meeting.boardName);
  if (meeting.place !== null) event.addPropertyWithValue('location', meeting.place);
  event.addPropertyWithValue('status', meeting.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED');
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Consilium//Meetings//EN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}
