import { calendarFile } from '../../../../src/modules/boards/meetings/calendar-file.js';

const meeting = {
  id: '7',
  boardId: '1',
  boardName: 'Kopf, Hals; und mehr',
  timeZone: 'Europe/Berlin',
  startsAt: '2031-07-08T13:00:00.000Z',
  minutes: 90,
  place: 'Raum 2\nGebäude B',
  state: 'planned',
  stateReason: null,
  seriesId: null,
  version: 3,
  itemCount: 2,
  patientCount: 2,
  minutesPlanned: 10,
} as const;
const made = new Date('2031-07-01T08:00:00.000Z');
const lines = (changed: Partial<Parameters<typeof calendarFile>[0]> = {}): string[] =>
  calendarFile({ ...meeting, ...changed }, made).split('\r\n');

describe('the calendar file of a meeting', () => {
  it('says when and where, with what separates values escaped, and counts up', () => {
    expect(lines()).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Consilium//Meetings//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:meeting-7@consilium',
      'SEQUENCE:3',
      'DTSTAMP:20310701T080000Z',
      'DTSTART:20310708T130000Z',
      'DTEND:20310708T143000Z',
      'SUMMARY:Kopf\\, Hals\\; und mehr',
      'LOCATION:Raum 2\\nGebäude B',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('tells of a cancelled meeting, and of no place where none is known', () => {
    expect(lines({ state: 'cancelled', place: null }).filter((line) => /^(STATUS|LOCATION)/.test(line))).toEqual([
      'STATUS:CANCELLED',
    ]);
  });

  it('folds long lines at 75 octets without cutting a character', () => {
    const place = 'ä'.repeat(100);
    const found = lines({ place });
    expect(found.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(found.join('\n').replaceAll('\n ', '')).toContain(`LOCATION:${place}`);
  });
});
