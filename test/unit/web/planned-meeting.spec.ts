import { plannedMeetingSchema, type MeetingToPlan } from '../../../src/web/meetings/planned-meeting.js';

describe('a meeting to plan', () => {
  const messages = {
    dateMissing: 'date missing',
    timeMissing: 'time missing',
    inPast: 'in the past',
    range: (from: number, to: number) => `${from} to ${to}`,
  };
  const schema = plannedMeetingSchema(messages, (boardId) => (boardId === '1' ? 'Europe/Berlin' : 'Asia/Tokyo'));
  const meeting = { boardId: '1', date: '2099-05-04', time: '14:00', minutes: null, place: null };
  const faults = (change: Partial<MeetingToPlan>): Readonly<Record<string, string>> => {
    const { error } = schema.safeParse({ ...meeting, ...change });
    return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
  };

  it('has a day and a time', () => {
    expect(faults({})).toEqual({});
    expect(faults({ date: '', time: '' })).toEqual({ date: 'date missing', time: 'time missing' });
  });

  it('lies ahead by the clock of its board', () => {
    expect(faults({ date: '2020-05-04' })).toEqual({ date: 'in the past' });
    const inFourHours = new Date(Date.now() + 4 * 3_600_000).toISOString();
    const typed = { date: inFourHours.slice(0, 10), time: inFourHours.slice(11, 16) };
    expect([faults({ ...typed, boardId: '1' }), faults({ ...typed, boardId: '2' })]).toEqual([
      {},
      { date: 'in the past' },
    ]);
  });

  it.each([4, 601, 12.5, '', 'an hour'])('is not %p minutes long', (minutes) => {
    expect(faults({ minutes })).toEqual({ minutes: '5 to 600' });
  });

  it.each([5, 600, '90', null])('may be %p minutes long', (minutes) => {
    expect(faults({ minutes })).toEqual({});
  });
});
