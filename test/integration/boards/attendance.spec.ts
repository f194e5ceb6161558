import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ShownAttendance } from '../../../src/modules/boards/attendance/attendance-views.js';
import { openBoardFixture, type BoardFixture, type Person } from './board-fixture.js';

let fixture: BoardFixture;
let boardId: string;
let coordinator: Person;
let member: Person;
let meetingId: string;
let count = 0;

beforeAll(async () => {
  fixture = await openBoardFixture();
});
afterAll(() => fixture.service.close());
beforeEach(async () => {
  boardId = await fixture.service.board(`Board ${(count += 1)}`);
  coordinator = await fixture.person('coordinator', boardId);
  member = await fixture.person('member', boardId);
  await fixture.service.database.query(`UPDATE board_membership SET discipline = 'radiology' WHERE account_id = $1`, [
    member.accountId,
  ]);
  meetingId = await fixture.meeting(coordinator, boardId, new Date(Date.now() + 60_000).toISOString());
});

const arrive = (who: Person, body: object) => fixture.send('POST', `/api/meetings/${meetingId}/attendance`, who, body);
const change = (who: Person, attendeeId: string, body: object) =>
  fixture.send('PATCH', `/api/meetings/${meetingId}/attendance/${attendeeId}`, who, body);
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

describe('the attendance of a meeting', () => {
  it('keeps who came, left and came again, with the discipline of the seat, and the quorum at any time', async () => {
    const [person] = (await arrive(member, { accountId: member.accountId, at: ago(30) })).json<ShownAttendance>()
      .people;
    expect(person).toMatchObject({
      accountId: member.accountId,
      discipline: 'radiology',
      isThere: true,
      presenter: false,
    });
    await change(member, person!.id, { do: 'left', at: ago(20) });
    await change(member, person!.id, { do: 'arrived', at: ago(10) });
    for (const [guestName, discipline] of [
      ['Dr. A', 'medical-oncology'],
      ['Dr. B', 'radiation-oncology'],
      ['Dr. C', 'ear-nose-throat-surgery'],
    ])
      expect((await arrive(coordinator, { guestName, discipline, at: ago(40) })).statusCode).toBe(201);
    const read = async (query = ''): Promise<ShownAttendance> =>
      (await fixture.send('GET', `/api/meetings/${meetingId}/attendance${query}`, member)).json<ShownAttendance>();
    expect((await read()).quorum).toMatchObject({ met: true, missing: [] });
    expect((await read(`?at=${ago(15)}`)).quorum).toMatchObject({ met: false, missing: [['radiology']] });
    expect((await read('?needed=pathology,neurosurgery')).quorum.missing).toEqual([['pathology'], ['neurosurgery']]);
    expect((await read()).people[0]!.stays.map(({ leftAt }) => leftAt === null)).toEqual([false, true]);
  });

  it('is written by coordinators and chairs; a member marks nobody else', async () => {
    const chair = await fixture.person('chair', boardId);
    expect((await arrive(member, { accountId: coordinator.accountId, discipline: 'pathology' })).statusCode).toBe(403);
    expect((await arrive(member, { guestName: 'Somebody', discipline: 'other' })).statusCode).toBe(403);
    expect((await arrive(chair, { accountId: member.accountId, presenter: true })).json()).toMatchObject({
      people: [{ presenter: true }],
    });
    const outsider = await fixture.person('member', await fixture.service.board(`Elsewhere ${count}`));
    expect((await arrive(outsider, { accountId: outsider.accountId, discipline: 'other' })).statusCode).toBe(404);
  });

  it('corrects a mark without losing it, once, and takes back one that never happened', async () => {
    const [person] = (await arrive(coordinator, { accountId: member.accountId, at: ago(30) })).json<ShownAttendance>()
      .people;
    const markId = person!.stays[0]!.arrivedMarkId;
    const corrected = (
      await change(coordinator, person!.id, { do: 'correct', markId, at: ago(25) })
    ).json<ShownAttendance>();
    expect(corrected.people[0]!.stays).toHaveLength(1);
    expect((await change(coordinator, person!.id, { do: 'correct', markId, at: ago(20) })).statusCode).toBe(404);
    const later = corrected.people[0]!.stays[0]!.arrivedMarkId;
    expect(
      (await change(coordinator, person!.id, { do: 'correct', markId: later, at: null })).json<ShownAttendance>()
        .people[0],
    ).toMatchObject({ isThere: false, stays: [] });
    const marks = await fixture.service.database.query<unknown[]>(
      'SELECT FROM attendance_mark WHERE attendee_id = $1',
      [person!.id],
    );
    expect(marks).toHaveLength(3);
    await expect(fixture.service.database.query('UPDATE attendance_mark SET at = now()')).rejects.toThrow(
      'append-only',
    );
    await expect(fixture.service.database.query('DELETE FROM attendance_mark')).rejects.toThrow('append-only');
  });

  it('refuses who is there already, who leaves without having come, and times that cannot be', async () => {
    const [person] = (await arrive(member, { accountId: member.accountId, at: ago(30) })).json<ShownAttendance>()
      .people;
    expect((await arrive(member, { accountId: member.accountId })).statusCode).toBe(409);
    expect((await change(member, person!.id, { do: 'left', at: ago(40) })).statusCode).toBe(409);
    expect((await change(member, person!.id, { do: 'left', at: ago(-60) })).statusCode).toBe(422);
    expect((await change(member, person!.id, { do: 'left', at: ago(14 * 60) })).statusCode).toBe(422);
    expect(
      (await arrive(coordinator, { accountId: coordinator.accountId })).json<{ errors: { pointer: string }[] }>()
        .errors[0]?.pointer,
    ).toBe('/discipline');
    expect((await arrive(coordinator, { guestName: 'Dr. A' })).statusCode).toBe(422);
    expect((await arrive(coordinator, { accountId: '999999', discipline: 'other' })).statusCode).toBe(404);
  });

  it('of a cancelled meeting is not taken', async () => {
    await fixture.send('POST', `/api/meetings/${meetingId}/cancel`, coordinator, { reason: 'ill' }, '"1"');
    expect((await arrive(member, { accountId: member.accountId })).statusCode).toBe(409);
  });

  it('marked twice at once by two people stands once', async () => {
    const answers = await Promise.all([
      arrive(coordinator, { accountId: member.accountId }),
      arrive(member, { accountId: member.accountId }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });
});
