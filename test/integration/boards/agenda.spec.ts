import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PatientPlacement } from '../../../src/platform/access/index.js';
import type { Agenda, ShownAgendaChange } from '../../../src/modules/boards/agenda/agenda-views.js';
import type { ListedMeeting } from '../../../src/modules/boards/meetings/meeting-views.js';
import { openBoardFixture, type BoardFixture, type Person } from './board-fixture.js';

let fixture: BoardFixture;
let boardId: string;
let coordinator: Person;
let member: Person;
let meetingId: string;
let boardCount = 0;

beforeAll(async () => {
  fixture = await openBoardFixture();
});
afterAll(() => fixture.service.close());
beforeEach(async () => {
  boardId = await fixture.service.board(`Board ${(boardCount += 1)}`);
  coordinator = await fixture.person('coordinator', boardId);
  member = await fixture.person('member', boardId);
  meetingId = await fixture.meeting(coordinator, boardId);
});

const url = (rest = ''): string => `/api/meetings/${meetingId}/agenda${rest}`;
const order = (agenda: Agenda): string[] => agenda.items.map(({ content }) => content?.case.id ?? 'nothing shown');
const positions = (agenda: Agenda): number[] => agenda.items.map(({ position }) => position);
const placed = async (count: number): Promise<{ readonly agenda: Agenda; readonly items: readonly string[] }> => {
  const items: string[] = [];
  for (let index = 0; index < count; index += 1) items.push((await fixture.caseOf(boardId)).caseId);
  return { agenda: await fixture.place(coordinator, meetingId, ...items), items };
};
const waiting = async (person = coordinator, board = boardId): Promise<string[]> =>
  (await fixture.send('GET', `/api/cases?boardId=${board}&waitsFor=meeting`, person))
    .json<{ items: { id: string }[] }>()
    .items.map(({ id }) => id);

describe('an agenda', () => {
  it('is empty at first, at version 1, and shows what was placed with the reason why now', async () => {
    const empty = await fixture.send('GET', url(), coordinator);
    expect(empty.headers['etag']).toBe('"1"');
    expect(empty.json()).toMatchObject({
      items: [],
      meeting: { id: meetingId, version: 1, itemCount: 0, patientCount: 0, minutesPlanned: 0, state: 'planned' },
    });
    const { caseId, patientId } = await fixture.caseOf(boardId);
    const answer = await fixture.send('POST', url(), coordinator, { caseId, minutes: 8 }, '"1"');
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['etag']).toBe('"2"');
    expect(answer.json<Agenda>()).toMatchObject({
      meeting: { version: 2, itemCount: 1, minutesPlanned: 8 },
      items: [
        {
          position: 1,
          minutes: 8,
          placedBy: expect.stringMatching(/^Person/),
          content: {
            case: {
              id: caseId,
              number: 1,
              state: 'scheduled',
              question: 'Should the lymph node (N) be treated locally?',
              whyNow: ['Lymph node (N) grew 18 to 26 mm.', 'All other lesions shrank.'],
              pointCount: 1,
            },
            patient: { id: patientId, synthetic: false },
          },
        },
      ],
    });
  });

  it('keeps its places dense while items are placed, moved and taken off', async () => {
    const {
      agenda,
      items: [a, b, c, d],
    } = await placed(4);
    expect([order(agenda), positions(agenda)]).toEqual([
      [a, b, c, d],
      [1, 2, 3, 4],
    ]);
    const moved = (
      await fixture.send('PUT', url(`/${agenda.items[3]!.id}/position`), coordinator, { position: 2 }, '"5"')
    ).json<Agenda>();
    expect([order(moved), positions(moved)]).toEqual([
      [a, d, b, c],
      [1, 2, 3, 4],
    ]);
    const last = (
      await fixture.send('PUT', url(`/${agenda.items[0]!.id}/position`), coordinator, { position: 99 }, '"6"')
    ).json<Agenda>();
    expect([order(last), positions(last)]).toEqual([
      [d, b, c, a],
      [1, 2, 3, 4],
    ]);
    const removed = (
      await fixture.send(
        'POST',
        url(`/${agenda.items[1]!.id}/remove`),
        coordinator,
        { reason: 'imaging is missing' },
        '"7"',
      )
    ).json<Agenda>();
    expect([order(removed), positions(removed)]).toEqual([
      [d, c, a],
      [1, 2, 3],
    ]);
    expect(await waiting()).toEqual([b]);
    const again = (await fixture.send('POST', url(), coordinator, { caseId: b, position: 1 }, '"8"')).json<Agenda>();
    expect([order(again), positions(again), again.meeting.version]).toEqual([[b, d, c, a], [1, 2, 3, 4], 9]);
    const [row] = await fixture.service.database.query<{ removed_reason: string; removed_by: string }[]>(
      'SELECT removed_reason, removed_by FROM agenda_item WHERE id = $1',
      [agenda.items[1]!.id],
    );
    expect(row).toEqual({ removed_reason: 'imaging is missing', removed_by: coordinator.accountId });
  });

  it('takes another order as one change, and none that names other items than it has', async () => {
    const {
      agenda,
      items: [a, b, c],
    } = await placed(3);
    const [one, two, three] = agenda.items.map(({ id }) => id);
    const put = (agendaItemIds: readonly (string | undefined)[], version: number) =>
      fixture.send('PUT', url('/order'), coordinator, { agendaItemIds }, `"${version}"`);
    for (const wrong of [
      [one, two],
      [one, two, two],
      [one, two, three, three],
      [one, two, '999999999'],
    ])
      expect((await put(wrong, 4)).statusCode).toBe(409);
    const ordered = (await put([three, one, two], 4)).json<Agenda>();
    expect([order(ordered), positions(ordered), ordered.meeting.version]).toEqual([[c, a, b], [1, 2, 3], 5]);
    expect((await put([one, two, three], 4)).json()).toMatchObject({
      status: 412,
      changes: [{ version: 5, change: 'moved', agendaItemId: null }],
    });
    expect(
      (await fixture.send('PUT', url('/order'), member, { agendaItemIds: [one, two, three] }, '"5"')).statusCode,
    ).toBe(403);
  });

  it('counts its patients beside its questions', async () => {
    const { agenda } = await placed(2);
    expect(agenda.meeting).toMatchObject({ itemCount: 2, patientCount: 2 });
  });

  it('gives an item more time', async () => {
    const { agenda } = await placed(2);
    const answer = await fixture.send(
      'PUT',
      url(`/${agenda.items[0]!.id}/minutes`),
      coordinator,
      { minutes: 12 },
      '"3"',
    );
    expect(answer.json<Agenda>().meeting).toMatchObject({ version: 4, minutesPlanned: 17 });
  });

  it('wants the version that a change is made on, and tells what changed since', async () => {
    const { agenda, items } = await placed(2);
    const next = await fixture.caseOf(boardId);
    expect((await fixture.send('POST', url(), coordinator, { caseId: next.caseId })).statusCode).toBe(428);
    await fixture.send('PUT', url(`/${agenda.items[1]!.id}/position`), coordinator, { position: 1 }, '"3"');
    const late = await fixture.send('POST', url(), coordinator, { caseId: next.caseId }, 'W/"2"');
    expect(late.statusCode).toBe(412);
    expect(late.headers['etag']).toBe('"4"');
    const { currentVersion, changes } = late.json<{ currentVersion: number; changes: ShownAgendaChange[] }>();
    expect(currentVersion).toBe(4);
    expect(changes).toMatchObject([
      {
        version: 3,
        change: 'placed',
        position: 2,
        agendaItemId: agenda.items[1]!.id,
        changedBy: expect.stringMatching(/^Person/),
      },
      { version: 4, change: 'moved', position: 1, agendaItemId: agenda.items[1]!.id },
    ]);
    expect((await fixture.send('POST', url(), coordinator, { caseId: next.caseId }, '"9"')).statusCode).toBe(412);
    expect(order(await fixture.agenda(coordinator, meetingId))).toEqual([items[1], items[0]]);
  });

  it('takes cases that wait for a meeting alone, each on one agenda at a time', async () => {
    const decided = await fixture.caseOf(boardId);
    await fixture.service.database.query(`UPDATE board_case SET state = 'decided' WHERE id = $1`, [decided.caseId]);
    expect((await fixture.send('POST', url(), coordinator, { caseId: decided.caseId }, '"1"')).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('is decided'),
    });
    const { items } = await placed(1);
    const other = await fixture.meeting(coordinator, boardId);
    const twice = await fixture.send('POST', `/api/meetings/${other}/agenda`, coordinator, { caseId: items[0] }, '"1"');
    expect(twice.json()).toMatchObject({ status: 409, detail: expect.stringContaining('stands on an agenda already') });
    expect((await fixture.send('POST', url(), coordinator, { caseId: '424242' }, '"2"')).statusCode).toBe(404);
  });

  it('takes no item of a patient on another board, and none that the actor may not see', async () => {
    const elsewhere = await fixture.service.board(`Elsewhere ${boardCount}`);
    const hidden = await fixture.caseOf(elsewhere);
    expect((await fixture.send('POST', url(), coordinator, { caseId: hidden.caseId }, '"1"')).statusCode).toBe(404);
    const both = await fixture.person('coordinator', boardId, elsewhere);
    expect((await fixture.send('POST', url(), both, { caseId: hidden.caseId }, '"1"')).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining("is another board's"),
    });
    expect(await waiting()).toEqual([]);
  });

  it('is read by members and changed by coordinators of the board, and is not there for others', async () => {
    const { agenda } = await placed(1);
    expect((await fixture.send('GET', url(), member)).statusCode).toBe(200);
    expect(
      (await fixture.send('POST', url(`/${agenda.items[0]!.id}/remove`), member, { reason: 'no' }, '"2"')).statusCode,
    ).toBe(403);
    const otherBoard = await fixture.service.board(`Other ${boardCount}`);
    const stranger = await fixture.person('coordinator', otherBoard);
    for (const answer of [
      await fixture.send('GET', url(), stranger),
      await fixture.send('GET', `/api/meetings/${meetingId}`, stranger),
      await fixture.send('POST', url(`/${agenda.items[0]!.id}/remove`), stranger, { reason: 'no' }, '"2"'),
      await fixture.send('GET', `/api/boards/${boardId}/meetings`, stranger),
    ])
      expect(answer.statusCode).toBe(404);
    const twoBoards = await fixture.person('coordinator', otherBoard);
    await fixture.service.accounts.addBoardMember({ boardId, accountId: twoBoards.accountId, role: 'member' });
    expect(
      (await fixture.send('POST', url(`/${agenda.items[0]!.id}/remove`), twoBoards, { reason: 'no' }, '"2"')).json(),
    ).toMatchObject({ status: 403, detail: 'Coordinators of the board make this change.' });
  });

  it('is audited by ids alone, one row a read and one a change', async () => {
    const { items, agenda } = await placed(1);
    const before = (await fixture.service.auditRows()).length;
    await fixture.send(
      'POST',
      url(`/${agenda.items[0]!.id}/remove`),
      coordinator,
      { reason: 'a private reason' },
      '"2"',
    );
    await fixture.place(coordinator, meetingId, items[0]!);
    await fixture.agenda(member, meetingId);
    const rows = (await fixture.service.auditRows()).slice(before);
    expect(rows.map(({ action }) => action)).toEqual([
      'agenda-item.remove',
      'agenda.read',
      'agenda-item.place',
      'agenda.read',
    ]);
    const { id } = agenda.items[0]!.content!.patient;
    expect(rows.map((row) => row.patient_ids)).toEqual([[id], [], [id], [id]]);
    expect(rows.at(-1)).toMatchObject({ actor_id: member.accountId });
    expect(JSON.stringify(rows)).not.toContain('private');
  });
});

describe('a patient who moves to another board', () => {
  it('disappears from the agenda at once, is taken off it, and waits on the new board', async () => {
    const other = await fixture.service.board(`Next ${boardCount}`);
    const { caseId, patientId } = await fixture.caseOf(boardId);
    const stays = await fixture.caseOf(boardId);
    await fixture.place(coordinator, meetingId, caseId, stays.caseId);
    await fixture.service.application.get(PatientPlacement).move({
      siteId: fixture.service.siteId,
      patientId,
      fromBoardId: boardId,
      toBoardId: other,
      reason: 'lives there',
    });

    const left = await fixture.agenda(coordinator, meetingId);
    expect(left.items.map(({ position, content }) => [position, content === null])).toEqual([
      [1, true],
      [2, false],
    ]);
    const [moved] = await fixture.service.database.query<{ patient_id: string }[]>(
      'SELECT patient_id FROM patient WHERE id = $1',
      [patientId],
    );
    expect(JSON.stringify(left)).not.toContain(`"${moved!.patient_id}"`);

    expect(await fixture.endings.end()).toBe(1);
    expect(await fixture.endings.end()).toBe(0);
    const cleared = await fixture.agenda(coordinator, meetingId);
    expect([order(cleared), positions(cleared), cleared.meeting.version]).toEqual([[stays.caseId], [1], 4]);
    const [row] = await fixture.service.database.query<object[]>(
      'SELECT removed_by, removed_reason FROM agenda_item WHERE case_id = $1',
      [caseId],
    );
    expect(row).toEqual({ removed_by: null, removed_reason: 'moved' });
    expect((await fixture.service.auditRows()).filter(({ action }) => action === 'case.end').at(-1)).toMatchObject({
      actor_kind: 'service',
      patient_ids: [patientId],
      detail: { reason: 'moved' },
    });
    const there = await fixture.person('coordinator', other);
    await fixture.raising.raise();
    const [again] = (await fixture.send('GET', `/api/cases?boardId=${other}`, there)).json<{
      items: { id: string }[];
    }>().items;
    expect((await fixture.send('GET', `/api/cases/${again!.id}`, there)).json()).toMatchObject({
      state: 'raised',
      patient: { id: patientId },
    });
    expect(await waiting()).toEqual([]);
  });

  it('stays where it stood on the agenda of a meeting that is over, without being shown', async () => {
    const other = await fixture.service.board(`Next ${boardCount}`);
    const { caseId, patientId } = await fixture.caseOf(boardId);
    await fixture.place(coordinator, meetingId, caseId);
    await fixture.service.database.query(`UPDATE meeting SET starts_at = now() - interval '1 day' WHERE id = $1`, [
      meetingId,
    ]);
    await fixture.service.application.get(PatientPlacement).move({
      siteId: fixture.service.siteId,
      patientId,
      fromBoardId: boardId,
      toBoardId: other,
      reason: 'lives there',
    });
    expect(await fixture.endings.end()).toBe(1);
    expect((await fixture.agenda(coordinator, meetingId)).items.map(({ content }) => content)).toEqual([null]);
  });
});

describe('meetings', () => {
  it('are planned by coordinators, at one time each, and listed in order by pages', async () => {
    const at = (day: number) => `2031-05-0${day}T14:00:00+02:00`;
    const plan = (startsAt: string, person = coordinator) =>
      fixture.send('POST', `/api/boards/${boardId}/meetings`, person, { startsAt, minutes: 90, place: 'Room 3' });
    for (const day of [3, 1, 2]) expect((await plan(at(day))).statusCode).toBe(201);
    expect((await plan(at(2))).statusCode).toBe(409);
    expect((await plan(at(4), member)).statusCode).toBe(403);
    const page = async (query: string) =>
      (
        await fixture.send('GET', `/api/boards/${boardId}/meetings?from=2031-01-01T00:00:00Z&limit=2${query}`, member)
      ).json<{ items: ListedMeeting[]; next: string | null }>();
    const first = await page('');
    expect(first.items.map(({ startsAt }) => startsAt)).toEqual([
      '2031-05-01T12:00:00.000Z',
      '2031-05-02T12:00:00.000Z',
    ]);
    expect(first.items[0]).toMatchObject({ boardId, timeZone: 'UTC', place: 'Room 3', minutes: 90, state: 'planned' });
    const second = await page(`&cursor=${first.next}`);
    expect([second.items.map(({ startsAt }) => startsAt), second.next]).toEqual([['2031-05-03T12:00:00.000Z'], null]);
  });

  it('can be cancelled: their items wait again, their time is free, and nothing is placed any more', async () => {
    const { items } = await placed(2);
    const [{ startsAt }] = (await fixture.send('GET', `/api/boards/${boardId}/meetings`, coordinator)).json<{
      items: [ListedMeeting];
    }>().items;
    expect(
      (await fixture.send('POST', `/api/meetings/${meetingId}/cancel`, coordinator, { reason: 'holiday' }, '"2"'))
        .statusCode,
    ).toBe(412);
    const cancelled = await fixture.send(
      'POST',
      `/api/meetings/${meetingId}/cancel`,
      coordinator,
      { reason: 'holiday' },
      '"3"',
    );
    expect(cancelled.json<Agenda>()).toMatchObject({
      meeting: { state: 'cancelled', version: 4, itemCount: 0 },
      items: [],
    });
    expect(await waiting()).toEqual(items);
    expect((await fixture.send('POST', url(), coordinator, { caseId: items[0] }, '"4"')).statusCode).toBe(409);
    const again = await fixture.meeting(coordinator, boardId, startsAt);
    expect(order(await fixture.place(coordinator, again, items[0]!))).toEqual([items[0]]);
  });

  it('refuse what they cannot be, with a pointer for each fault', async () => {
    const answer = await fixture.send('POST', `/api/boards/${boardId}/meetings`, coordinator, {
      startsAt: 'tomorrow',
      minutes: 3,
      place: '',
    });
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual([
      '/startsAt',
      '/minutes',
      '/place',
    ]);
  });
});

describe('boards', () => {
  it('a site has one default board, however often and by however many it is asked for at once', async () => {
    const siteId = await fixture.service.accounts.ensureSite(`Site ${boardCount}`);
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => fixture.boards.ensureDefaultBoard(siteId, 'Europe/Berlin')),
    );
    expect(new Set(ids).size).toBe(1);
    const rows = await fixture.service.database.query<object[]>(
      'SELECT name, time_zone, is_default FROM board WHERE site_id = $1',
      [siteId],
    );
    expect(rows).toEqual([{ name: 'Head and neck tumour board', time_zone: 'Europe/Berlin', is_default: true }]);
    const named = await fixture.service.accounts.ensureSite(`Named ${boardCount}`);
    const [board] = await fixture.service.database.query<{ id: string }[]>(
      `INSERT INTO board (site_id, name, time_zone) VALUES ($1, 'Head and neck tumour board', 'UTC') RETURNING id`,
      [named],
    );
    expect(await fixture.boards.ensureDefaultBoard(named)).toBe(board!.id);
    await fixture.boards.ensureDefaultBoards();
    const without = await fixture.service.database.query<object[]>(
      'SELECT FROM site WHERE NOT EXISTS (SELECT FROM board WHERE board.site_id = site.id AND is_default)',
    );
    expect(without).toEqual([]);
  });

  it('are listed to those who have a seat, and added by administrators', async () => {
    const administrator = await fixture.service.machine('administrator');
    const added = await fixture.send('POST', '/api/boards', administrator, {
      name: `Skull base ${boardCount}`,
      timeZone: 'Europe/Vienna',
    });
    expect([added.statusCode, added.json()]).toEqual([
      201,
      { id: expect.any(String), name: `Skull base ${boardCount}`, timeZone: 'Europe/Vienna', isDefault: false },
    ]);
    expect(
      (
        await fixture.send('POST', '/api/boards', administrator, {
          name: `Skull base ${boardCount}`,
          timeZone: 'Europe/Vienna',
        })
      ).statusCode,
    ).toBe(409);
    expect(
      (await fixture.send('POST', '/api/boards', administrator, { name: 'X', timeZone: 'Mars/Olympus' })).statusCode,
    ).toBe(422);
    expect((await fixture.send('POST', '/api/boards', coordinator, { name: 'X', timeZone: 'UTC' })).statusCode).toBe(
      403,
    );
    const listed = (await fixture.send('GET', '/api/boards', coordinator)).json<{ items: { id: string }[] }>().items;
    expect(listed.map(({ id }) => id)).toEqual([boardId]);
  });
});
