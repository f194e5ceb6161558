import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ListedMeeting, MovedMeeting } from '../../../src/modules/boards/meetings/meeting-views.js';
import type { ChangedSeries, ShownSeries, SeriesPreview } from '../../../src/modules/boards/meetings/series-views.js';
import { SeriesHorizon } from '../../../src/modules/boards/meetings/series-horizon.service.js';
import { openBoardFixture, type BoardFixture, type Person } from './board-fixture.js';

let fixture: BoardFixture;
let boardId: string;
let anna: Person;
let ben: Person;
let count = 0;

beforeAll(async () => {
  fixture = await openBoardFixture();
});
afterAll(() => fixture.service.close());
beforeEach(async () => {
  boardId = await fixture.service.board(`Board ${(count += 1)}`);
  [anna, ben] = [await fixture.person('coordinator', boardId), await fixture.person('coordinator', boardId)];
});

const day = 86_400_000;
const inDays = (days: number, time = '14:00'): string =>
  `${new Date(Date.now() + days * day).toISOString().slice(0, 10)}T${time}`;
const plan = (who: Person, startsAt: string, minutes = 60) =>
  fixture.send('POST', `/api/boards/${boardId}/meetings`, who, { startsAt: `${startsAt}:00Z`, minutes });
const listed = async (state = 'planned'): Promise<ListedMeeting[]> =>
  (await fixture.send('GET', `/api/boards/${boardId}/meetings?state=${state}&limit=200`, anna)).json<{
    items: ListedMeeting[];
  }>().items;
const planSeries = async (firstStart: string, others: object = {}): Promise<ShownSeries> => {
  const answer = await fixture.send('POST', `/api/boards/${boardId}/meeting-series`, anna, {
    firstStart,
    rule: 'FREQ=WEEKLY',
    minutes: 60,
    ...others,
  });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<ShownSeries>();
};

describe('planned meetings of one board', () => {
  it('never overlap, though two coordinators plan at once; those that touch do not overlap', async () => {
    const at = inDays(3);
    const answers = await Promise.all(
      ['14:00', '14:30', '13:30', '14:59', '13:01'].map((time, index) =>
        plan(index % 2 === 0 ? anna : ben, inDays(3, time)),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 201).length).toBeGreaterThan(0);
    expect(answers.every(({ statusCode }) => statusCode === 201 || statusCode === 409)).toBe(true);
    const times = (await listed()).map(
      (meeting) => [Date.parse(meeting.startsAt), Date.parse(meeting.startsAt) + 3_600_000] as const,
    );
    expect(times.every(([start], index) => index === 0 || start >= times[index - 1]![1])).toBe(true);
    expect(at).toBeDefined();
    expect((await plan(anna, inDays(5, '10:00'))).statusCode).toBe(201);
    expect((await plan(anna, inDays(5, '11:00'))).statusCode).toBe(201);
    expect((await plan(anna, inDays(5, '10:30'))).json()).toMatchObject({
      status: 409,
      inTheWay: [{ minutes: 60 }, { minutes: 60 }],
    });
  });

  it('are not planned in the past', async () => {
    const answer = await plan(anna, inDays(-1));
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer).toBe('/startsAt');
  });

  it('of two boards may be at one time', async () => {
    const other = await fixture.service.board(`Other ${count}`);
    const coordinator = await fixture.person('coordinator', other);
    await plan(anna, inDays(3));
    expect(
      (
        await fixture.send('POST', `/api/boards/${other}/meetings`, coordinator, {
          startsAt: `${inDays(3)}:00Z`,
          minutes: 60,
        })
      ).statusCode,
    ).toBe(201);
  });
});

describe('a meeting', () => {
  const change = (what: string, id: string, version: number | null, body?: object, who = anna) =>
    fixture.send('POST', `/api/meetings/${id}/${what}`, who, body, version === null ? undefined : `"${version}"`);

  it('moves with its agenda, onto a time that is free, and says who has to hear of it', async () => {
    const { id } = (await plan(anna, inDays(3))).json<ListedMeeting>();
    await plan(anna, inDays(4));
    const { caseId } = await fixture.caseOf(boardId);
    await fixture.place(anna, id, caseId);
    expect((await change('move', id, 2, { startsAt: `${inDays(4, '14:30')}:00Z` })).statusCode).toBe(409);
    expect((await change('move', id, 1, { startsAt: `${inDays(6)}:00Z` })).statusCode).toBe(412);
    expect((await change('move', id, null, { startsAt: `${inDays(6)}:00Z` })).statusCode).toBe(428);
    expect((await change('move', id, 2, { startsAt: `${inDays(-1)}:00Z` })).statusCode).toBe(422);
    // Onto its own old time, shifted by half an hour: it is not in its own way.
    const moved = (
      await change('move', id, 2, { startsAt: `${inDays(3, '14:30')}:00Z`, place: 'Room 7' })
    ).json<MovedMeeting>();
    expect(moved.meeting).toMatchObject({
      startsAt: `${inDays(3, '14:30')}:00.000Z`,
      place: 'Room 7',
      itemCount: 1,
      version: 3,
    });
    expect(moved.peopleToTell.map(({ accountId }) => accountId).sort()).toEqual([anna.accountId, ben.accountId].sort());
    const audited = (await fixture.service.auditRows()).at(-1)!;
    expect([audited.action, audited.subject_id, audited.actor_id]).toEqual(['meeting.move', id, anna.accountId]);
  });

  it('is opened near its time by coordinator or chair, ended once, and then stays as it is', async () => {
    const [near, far] = [
      (await plan(anna, new Date(Date.now() + 3_600_000).toISOString().slice(0, 16))).json<ListedMeeting>(),
      (await plan(anna, inDays(9))).json<ListedMeeting>(),
    ];
    const [chair, member] = [await fixture.person('chair', boardId), await fixture.person('member', boardId)];
    expect((await change('open', far.id, 1)).json()).toMatchObject({
      status: 409,
      state: 'planned',
      allowed: expect.arrayContaining([expect.objectContaining({ transition: 'cancel' })]),
    });
    expect((await change('open', near.id, 1, undefined, member)).statusCode).toBe(403);
    expect((await change('end', near.id, 1)).statusCode).toBe(409);
    expect((await change('open', near.id, 1, undefined, chair)).json()).toMatchObject({
      state: 'in-session',
      version: 2,
    });
    expect((await change('move', near.id, 2, { startsAt: `${inDays(6)}:00Z` })).statusCode).toBe(409);
    expect((await change('cancel', near.id, 2, { reason: 'holiday' })).statusCode).toBe(409);
    expect((await change('end', near.id, 2, undefined, chair)).json()).toMatchObject({ state: 'ended', version: 3 });
    const { caseId } = await fixture.caseOf(boardId);
    expect((await fixture.send('POST', `/api/meetings/${near.id}/agenda`, anna, { caseId }, '"3"')).statusCode).toBe(
      409,
    );
  });

  it('is cancelled with its reason, which it keeps, and the answer names who has to hear of it', async () => {
    const { id } = (await plan(anna, inDays(3))).json<ListedMeeting>();
    expect(
      (await fixture.send('GET', `/api/meetings/${id}/people-to-tell`, anna)).json<{ items: unknown[] }>().items,
    ).toHaveLength(2);
    const answer = await change('cancel', id, 1, { reason: 'Congress' });
    expect(answer.json()).toMatchObject({
      meeting: { state: 'cancelled', stateReason: 'Congress' },
      peopleToTell: [{}, {}],
    });
    expect((await plan(ben, inDays(3))).statusCode).toBe(201);
  });
});

describe('a series', () => {
  it('makes the meetings of half a year, previews them as they will be, and names what is in the way', async () => {
    const single = (await plan(anna, inDays(9))).json<ListedMeeting>();
    const query = new URLSearchParams({ firstStart: inDays(2), rule: 'FREQ=WEEKLY', minutes: '60' });
    const preview = (
      await fixture.send('GET', `/api/boards/${boardId}/meeting-series/preview?${query.toString()}`, anna)
    ).json<SeriesPreview>();
    expect(preview.items.map(({ inTheWay }) => inTheWay?.meetingId ?? null)).toEqual([
      null,
      single.id,
      null,
      null,
      null,
    ]);
    const refused = await fixture.send('POST', `/api/boards/${boardId}/meeting-series`, anna, {
      firstStart: inDays(2),
      rule: 'FREQ=WEEKLY',
      minutes: 60,
    });
    expect(refused.json()).toMatchObject({ status: 409, inTheWay: [{ meetingId: single.id }] });
    const series = await planSeries(inDays(2), { leftOut: [inDays(9).slice(0, 10)] });
    expect(series.meetings.slice(0, 2).map(({ startsAt }) => startsAt)).toEqual([
      `${inDays(2)}:00.000Z`,
      `${inDays(16)}:00.000Z`,
    ]);
    expect(series.meetings).toHaveLength(25);
    expect(series.exceptions).toEqual([{ occurrence: inDays(9), kind: 'left-out', meetingId: null }]);
  });

  it('planned twice at once stands once', async () => {
    const send = (who: Person) =>
      fixture.send('POST', `/api/boards/${boardId}/meeting-series`, who, {
        firstStart: inDays(2),
        rule: 'FREQ=WEEKLY',
        minutes: 60,
      });
    const answers = await Promise.all([send(anna), send(ben)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(await listed()).toHaveLength(26);
  });

  it('goes on as time goes by, and neither a cancelled nor a moved meeting comes back', async () => {
    const horizon = fixture.service.application.get(SeriesHorizon);
    const series = await planSeries(inDays(2));
    const [, second, third] = series.meetings;
    await fixture.send('POST', `/api/meetings/${second!.id}/cancel`, anna, { reason: 'Congress' }, '"1"');
    await fixture.send('POST', `/api/meetings/${third!.id}/move`, anna, { startsAt: `${inDays(17)}:00Z` }, '"1"');
    const obstacle = (await plan(ben, inDays(2 + 26 * 7))).json<ListedMeeting>();
    // As if the series had been planned when nothing but its first meeting was near.
    await fixture.service.database.query('UPDATE meeting_series SET planned_until = $2 WHERE id = $1', [
      series.id,
      new Date(Date.now() + 3 * day),
    ]);
    expect(await horizon.prolong()).toBe(0);
    expect(await horizon.prolong()).toBe(0);
    const after = (await fixture.send('GET', `/api/meeting-series/${series.id}`, anna)).json<ShownSeries>();
    expect(after.meetings).toHaveLength(26);
    expect(after.exceptions).toEqual(
      expect.arrayContaining([
        { occurrence: inDays(9), kind: 'cancelled', meetingId: second!.id },
        { occurrence: inDays(16), kind: 'moved', meetingId: third!.id },
      ]),
    );
    expect(obstacle.id).toBeDefined();
    // A week of it that was never made is made, once, though two processes look at the same moment.
    await fixture.service.database.query('DELETE FROM meeting WHERE id = $1', [after.meetings.at(-1)!.id]);
    await fixture.service.database.query('UPDATE meeting_series SET planned_until = $2 WHERE id = $1', [
      series.id,
      new Date(Date.now() + 3 * day),
    ]);
    expect((await Promise.all([horizon.prolong(), horizon.prolong()])).sort()).toEqual([0, 1]);
  });

  it('changed from one meeting on takes its meetings and their agendas along, and what was before stays', async () => {
    const series = await planSeries(inDays(2));
    const [first, second, third, fourth] = series.meetings;
    const { caseId } = await fixture.caseOf(boardId);
    await fixture.place(anna, third!.id, caseId);
    await fixture.send('POST', `/api/meetings/${fourth!.id}/cancel`, anna, { reason: 'Congress' }, '"1"');
    const body = { fromMeetingId: second!.id, firstStart: inDays(9, '15:30'), rule: 'FREQ=WEEKLY', minutes: 90 };
    const send = (ifMatch: string) =>
      fixture.send('POST', `/api/meeting-series/${series.id}/change`, anna, body, ifMatch);
    expect((await send('"9"')).statusCode).toBe(412);
    const answer = await send('"1"');
    expect(answer.statusCode).toBe(200);
    const { series: after, peopleToTell } = answer.json<ChangedSeries>();
    expect(peopleToTell).toHaveLength(2);
    expect(after.meetings.slice(0, 3).map(({ id, startsAt }) => [id, startsAt])).toEqual([
      [second!.id, `${inDays(9, '15:30')}:00.000Z`],
      [third!.id, `${inDays(16, '15:30')}:00.000Z`],
      [expect.any(String), `${inDays(30, '15:30')}:00.000Z`],
    ]);
    expect(after.exceptions).toEqual([{ occurrence: inDays(23, '15:30'), kind: 'left-out', meetingId: null }]);
    expect((await fixture.agenda(anna, third!.id)).items).toHaveLength(1);
    const before = (await fixture.send('GET', `/api/meeting-series/${series.id}`, anna)).json<ShownSeries>();
    expect([before.endsBefore, before.version]).toEqual([inDays(9), 2]);
    expect(before.meetings.map(({ id, state }) => [id, state])).toEqual([
      [first!.id, 'planned'],
      [fourth!.id, 'cancelled'],
    ]);
  });

  it('put one week later meets itself nowhere; with fewer meetings it refuses to drop one that has an agenda', async () => {
    const series = await planSeries(inDays(2));
    const [first, second] = series.meetings;
    const change = (firstStart: string, rule: string, ifMatch: string, id = series.id) =>
      fixture.send(
        'POST',
        `/api/meeting-series/${id}/change`,
        anna,
        { fromMeetingId: first!.id, firstStart, rule, minutes: 60 },
        ifMatch,
      );
    const { caseId } = await fixture.caseOf(boardId);
    await fixture.place(anna, second!.id, caseId);
    const refused = await change(inDays(2), 'FREQ=WEEKLY;INTERVAL=2', '"1"');
    expect(refused.json()).toMatchObject({ status: 409, meetingIds: [second!.id] });
    const other = await change(inDays(3), 'FREQ=WEEKLY', '"1"');
    expect(other.statusCode).toBe(200);
    const { series: shifted } = other.json<ChangedSeries>();
    expect(shifted.meetings[1]).toMatchObject({ id: second!.id, startsAt: `${inDays(10)}:00.000Z` });
    expect(new Set((await listed()).map(({ startsAt }) => startsAt)).size).toBe((await listed()).length);
  });

  it('ends with the meetings that follow cancelled, and makes none any more', async () => {
    const series = await planSeries(inDays(2));
    const third = series.meetings[2]!;
    const answer = await fixture.send(
      'POST',
      `/api/meeting-series/${series.id}/end`,
      anna,
      { fromMeetingId: third.id, reason: 'The board is closed' },
      '"1"',
    );
    expect(
      answer
        .json<ChangedSeries>()
        .series.meetings.map(({ state }) => state)
        .filter((state) => state === 'planned'),
    ).toHaveLength(2);
    await fixture.service.database.query(`UPDATE meeting_series SET planned_until = now() WHERE id = $1`, [series.id]);
    expect(await fixture.service.application.get(SeriesHorizon).prolong()).toBe(0);
    expect(await listed()).toHaveLength(2);
    expect((await listed('cancelled')).every(({ stateReason }) => stateReason === 'The board is closed')).toBe(true);
  });

  it('keeps the zone of its board: this changes only when no series goes on', async () => {
    await planSeries(inDays(2));
    const { id, isDefault, version, sites, quorumPlaces, facts, ...settings } = (
      await fixture.send('GET', `/api/boards/${boardId}/settings`, anna)
    ).json<Record<string, unknown>>();
    const answer = await fixture.send(
      'PUT',
      `/api/boards/${boardId}/settings`,
      anna,
      { ...settings, timeZone: 'Europe/Berlin' },
      `"${String(version)}"`,
    );
    expect([answer.statusCode, id, isDefault, sites, quorumPlaces, facts].slice(0, 2)).toEqual([409, boardId]);
  });
});
