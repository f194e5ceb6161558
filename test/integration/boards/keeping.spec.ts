import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SeatList } from '../../../src/modules/boards/boards/seat-views.js';
import type { ShownSettings } from '../../../src/modules/boards/boards/settings-views.js';
import { openBoardFixture, type BoardFixture, type Person } from './board-fixture.js';

let fixture: BoardFixture;
let boardId: string;
let coordinator: Person;
let member: Person;
let administrator: Person;
let count = 0;

beforeAll(async () => {
  fixture = await openBoardFixture();
  administrator = await fixture.service.machine('administrator');
});
afterAll(() => fixture.service.close());
beforeEach(async () => {
  boardId = await fixture.service.board(`Board ${(count += 1)}`);
  coordinator = await fixture.person('coordinator', boardId);
  member = await fixture.person('member', boardId);
});

const read = (who: Person, id = boardId) => fixture.send('GET', `/api/boards/${id}/settings`, who);
const bodyOf = ({ id, isDefault, version, sites, quorumPlaces, facts, ...body }: ShownSettings) => ({
  body,
  id,
  isDefault,
  version,
  sites,
  quorumPlaces,
  facts,
});
const seats = async (who: Person): Promise<SeatList['items']> =>
  (await fixture.send('GET', `/api/boards/${boardId}/seats`, who)).json<SeatList>().items;
const me = async (who: Person) =>
  (await fixture.service.application.inject({ url: '/api/me', headers: { authorization: who.authorization } })).json<{
    roles: string[];
    boardIds: string[];
    coordinatorOf: string[];
    chairOf: string[];
  }>();

describe('the settings of a board', () => {
  it('are the defaults on a board that nobody has set up, also one that an older release made', async () => {
    const answer = await read(member);
    expect(answer.headers['etag']).toBe('"1"');
    const settings = answer.json<ShownSettings>();
    expect(settings).toMatchObject({
      language: 'en',
      quorum: { preset: 'default' },
      minutesACase: 5,
      cutOffHours: 24,
      acceptedSiteIds: [],
      place: null,
      blindOpinions: true,
      modeLite: false,
      viewerLink: null,
      freshness: {},
    });
    expect(settings.quorumPlaces).toContainEqual({
      anyOf: ['ear-nose-throat-surgery', 'oral-and-maxillofacial-surgery'],
      when: 'always',
    });
    expect(settings.facts).toContainEqual({ fact: 'ecog', words: 'ECOG performance status', freshForDays: 28 });
  });

  it('are changed by a coordinator on the version that was read, and the second of two is refused', async () => {
    const { body } = bodyOf((await read(coordinator)).json<ShownSettings>());
    const other = await fixture.service.accounts.ensureSite('Other Hospital');
    const wanted = {
      ...body,
      language: 'de',
      quorum: { preset: 'own', places: [{ anyOf: ['radiology'], when: 'always' }] },
      minutesACase: 4,
      acceptedSiteIds: [other],
      place: 'https://meet.example/board',
      viewerLink: 'https://viewer.example/?study={accession}&series={series}',
      freshness: { ecog: 14 },
    };
    const send = (ifMatch: string | undefined, payload: object = wanted, who = coordinator) =>
      fixture.send('PUT', `/api/boards/${boardId}/settings`, who, payload, ifMatch);
    const answers = await Promise.all([send('"1"'), send('"1"', { ...wanted, minutesACase: 6 }, administrator)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
    const now = (await read(coordinator)).json<ShownSettings>();
    expect(now).toMatchObject({ version: 2, language: 'de', acceptedSiteIds: [other], freshness: { ecog: 14 } });
    expect((await send(undefined)).statusCode).toBe(428);
    expect((await send('"2"', wanted, member)).statusCode).toBe(403);
    const rows = (await fixture.service.auditRows()).filter(
      ({ action, subject_id }) => action === 'board.change' && subject_id === boardId,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.detail['changed']).toEqual(expect.arrayContaining(['language', 'quorum', 'freshness']));
  });

  it.each<[string, object, string]>([
    ['a fact that is not there', { freshness: { shoe: 3 } }, '/freshness/shoe'],
    ['a viewer without an accession', { viewerLink: 'https://viewer.example/?x={name}' }, '/viewerLink'],
    ['a script as viewer', { viewerLink: 'javascript:alert({accession})' }, '/viewerLink'],
    ['a site that is not there', { acceptedSiteIds: ['999999'] }, '/acceptedSiteIds/0'],
    ['an own quorum without a place', { quorum: { preset: 'own', places: [] } }, '/quorum/places'],
    [
      'a discipline that is none',
      { quorum: { preset: 'own', places: [{ anyOf: ['magic'], when: 'always' }] } },
      '/quorum/places/0/anyOf/0',
    ],
    ['no language of ours', { language: 'fr' }, '/language'],
  ])('refuse %s, and name the place', async (_, change, pointer) => {
    const { body } = bodyOf((await read(coordinator)).json<ShownSettings>());
    const answer = await fixture.send(
      'PUT',
      `/api/boards/${boardId}/settings`,
      coordinator,
      { ...body, ...change },
      '"1"',
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('are not there for who sits on another board, and for an administrator of another site', async () => {
    const elsewhere = await fixture.person('coordinator', await fixture.service.board(`Elsewhere ${count}`));
    expect((await read(elsewhere)).statusCode).toBe(404);
    const siteId = await fixture.service.accounts.ensureSite('Far Hospital');
    const accountId = await fixture.service.accounts.addMachine({
      siteId,
      displayName: 'Far',
      roles: ['administrator'],
    });
    const { key } = await fixture.service.accounts.issueApiKey(accountId, 'test');
    expect((await read({ accountId, authorization: `Bearer ${key}` })).statusCode).toBe(404);
    expect((await read(administrator)).statusCode).toBe(200);
  });
});

describe('the people of a board', () => {
  const person = async (displayName: string, email: string): Promise<string> =>
    fixture.service.accounts.addPerson({
      siteId: fixture.service.siteId,
      email,
      displayName,
      password: 'a long enough password',
      roles: [],
    });

  it('are found by a part of their name, seated with a discipline, and taken off', async () => {
    const accountId = await person(`Dr. Rosa Ruiz ${count}`, `rosa${count}@test.example`);
    const found = await fixture.send('GET', `/api/boards/${boardId}/candidates?search=ruiz%20${count}`, coordinator);
    expect(found.json()).toEqual({
      items: [{ accountId, displayName: `Dr. Rosa Ruiz ${count}`, email: `rosa${count}@test.example` }],
    });
    const given = await fixture.send('POST', `/api/boards/${boardId}/seats`, administrator, {
      accountId,
      role: 'member',
      discipline: 'radiology',
    });
    expect(given.statusCode).toBe(201);
    const seat = (await seats(member)).find((one) => one.accountId === accountId)!;
    expect(seat).toMatchObject({ role: 'member', discipline: 'radiology', deputies: [] });
    expect(
      (
        await fixture.send('POST', `/api/boards/${boardId}/seats`, coordinator, {
          accountId,
          role: 'member',
          discipline: null,
        })
      ).statusCode,
    ).toBe(409);
    await fixture.send('PUT', `/api/boards/${boardId}/seats/${seat.id}/discipline`, coordinator, {
      discipline: 'nuclear-medicine',
    });
    expect((await seats(member)).find(({ id }) => id === seat.id)?.discipline).toBe('nuclear-medicine');
    expect((await fixture.send('DELETE', `/api/boards/${boardId}/seats/${seat.id}`, coordinator)).statusCode).toBe(200);
    expect((await seats(member)).some(({ id }) => id === seat.id)).toBe(false);
    const actions = (await fixture.service.auditRows())
      .filter(({ subject_id }) => subject_id === accountId)
      .map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(['board-membership.start', 'board-membership.change', 'board-membership.end']),
    );
  });

  it('are kept by coordinators of the board and administrators alone', async () => {
    const elsewhere = await fixture.person('coordinator', await fixture.service.board(`Elsewhere ${count}`));
    const give = (who: Person) =>
      fixture.send('POST', `/api/boards/${boardId}/seats`, who, {
        accountId: elsewhere.accountId,
        role: 'member',
        discipline: null,
      });
    expect((await give(member)).statusCode).toBe(403);
    expect((await give(elsewhere)).statusCode).toBe(404);
    expect((await give(administrator)).statusCode).toBe(201);
  });

  it('chair as members too: a chair reads what members read, and coordinates nothing', async () => {
    const chair = await fixture.person('chair', boardId);
    expect(await me(chair)).toMatchObject({
      roles: ['chair', 'member'],
      boardIds: [boardId],
      coordinatorOf: [],
      chairOf: [boardId],
    });
    expect((await read(chair)).statusCode).toBe(200);
    expect(
      (
        await fixture.send('POST', `/api/boards/${boardId}/meetings`, chair, {
          startsAt: '2099-01-01T10:00:00Z',
          minutes: 60,
        })
      ).statusCode,
    ).toBe(403);
  });

  it('with the role of a referrer alone open no patient, no board and no list', async () => {
    const { patientId } = await fixture.item('accepted', boardId);
    const referrer = await fixture.service.machine('referrer');
    expect(await me(referrer)).toMatchObject({ roles: ['referrer'], boardIds: [], coordinatorOf: [], chairOf: [] });
    const scope = await fixture.service.database.query<unknown[]>(
      'SELECT FROM access_patient_board AS place WHERE place.patient_id = $1 AND place.board_id = ANY ($2::bigint[])',
      [patientId, (await me(referrer)).boardIds],
    );
    expect(scope).toEqual([]);
    expect((await read(referrer)).statusCode).toBe(403);
    expect((await fixture.send('GET', `/api/boards/${boardId}/meetings`, referrer)).statusCode).toBe(403);
  });
});

describe('a deputy', () => {
  const hour = 3_600_000;
  const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
  const stand = async (seatId: string, accountId: string, from: string, until: string | null) =>
    fixture.send('POST', `/api/boards/${boardId}/seats/${seatId}/deputies`, coordinator, { accountId, from, until });

  it('has the seat while it stands in, neither before nor after, and not when the seat itself has ended', async () => {
    const seat = (await seats(coordinator)).find(({ accountId }) => accountId === coordinator.accountId)!;
    const [now, later, before] = [
      await fixture.service.machine(),
      await fixture.service.machine(),
      await fixture.service.machine(),
    ];
    expect((await stand(seat.id, now.accountId, at(-1), at(1))).statusCode).toBe(201);
    expect((await stand(seat.id, later.accountId, at(1), null)).statusCode).toBe(201);
    expect((await stand(seat.id, before.accountId, at(-2), at(-1))).statusCode).toBe(201);
    expect(await me(now)).toMatchObject({ roles: ['coordinator'], boardIds: [boardId], coordinatorOf: [boardId] });
    expect((await me(later)).boardIds).toEqual([]);
    expect((await me(before)).boardIds).toEqual([]);
    const shown = (await seats(member)).find(({ id }) => id === seat.id)!.deputies;
    expect(shown.map(({ accountId, standsInNow }) => [accountId, standsInNow])).toEqual([
      [now.accountId, true],
      [later.accountId, false],
    ]);
    await fixture.send('DELETE', `/api/boards/${boardId}/seats/${seat.id}`, administrator);
    expect((await me(now)).boardIds).toEqual([]);
  });

  it('is withdrawn at once, cannot be the holder, and cannot end before it begins', async () => {
    const seat = (await seats(coordinator)).find(({ accountId }) => accountId === member.accountId)!;
    const deputy = await fixture.service.machine();
    const made = (await stand(seat.id, deputy.accountId, at(-1), null)).json<SeatList>();
    const { id } = made.items.find((one) => one.id === seat.id)!.deputies[0]!;
    expect((await me(deputy)).boardIds).toEqual([boardId]);
    expect(
      (await fixture.send('DELETE', `/api/boards/${boardId}/seats/${seat.id}/deputies/${id}`, coordinator)).statusCode,
    ).toBe(200);
    expect((await me(deputy)).boardIds).toEqual([]);
    expect((await stand(seat.id, member.accountId, at(-1), null)).statusCode).toBe(404);
    expect((await stand(seat.id, deputy.accountId, at(2), at(1))).statusCode).toBe(422);
  });
});
