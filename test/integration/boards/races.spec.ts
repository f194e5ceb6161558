import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { PatientPlacement } from '../../../src/platform/access/index.js';
import type { ShownAgendaChange } from '../../../src/modules/boards/agenda/agenda-views.js';
import { openBoardFixture, type BoardFixture, type Person } from './board-fixture.js';
import { until } from '../../support/until.js';

let fixture: BoardFixture;
let boardId: string;
let anna: Person;
let ben: Person;
let meetingId: string;
let boardCount = 0;

beforeAll(async () => {
  fixture = await openBoardFixture();
});
afterAll(() => fixture.service.close());
beforeEach(async () => {
  boardId = await fixture.service.board(`Board ${(boardCount += 1)}`);
  [anna, ben] = [await fixture.person('coordinator', boardId), await fixture.person('coordinator', boardId)];
  meetingId = await fixture.meeting(anna, boardId);
});

/** Sessions of this database that wait for a lock of another one. */
const waitingSessions = async (): Promise<number> =>
  (
    await fixture.service.database.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
  )[0]!.count;

/** Holds a lock until as many sessions as named wait behind it: what they do then really overlaps. */
async function behindLock<Result>(
  sql: string,
  values: readonly unknown[],
  sessions: number,
  start: () => Promise<Result>,
): Promise<Result> {
  const holder: QueryRunner = fixture.service.database.createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query(sql, [...values]);
    const started = start();
    await until(`${sessions} sessions wait for the lock`, async () => (await waitingSessions()) >= sessions);
    await holder.commitTransaction();
    return await started;
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    await holder.release();
  }
}

const lockMeeting = 'SELECT FROM meeting WHERE id = $1 FOR UPDATE';

describe('two coordinators on one agenda at the same time', () => {
  it('place two items on the same version: one stands, the other is told what changed', async () => {
    const [one, two] = [await fixture.caseOf(boardId), await fixture.caseOf(boardId)];
    const answers = await behindLock(lockMeeting, [meetingId], 2, () =>
      Promise.all([
        fixture.send('POST', `/api/meetings/${meetingId}/agenda`, anna, { caseId: one.caseId }, '"1"'),
        fixture.send('POST', `/api/meetings/${meetingId}/agenda`, ben, { caseId: two.caseId }, '"1"'),
      ]),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 412]);
    const refused = answers.find(({ statusCode }) => statusCode === 412)!;
    expect(refused.json<{ changes: ShownAgendaChange[] }>().changes).toMatchObject([
      { version: 2, change: 'placed', position: 1 },
    ]);
    const agenda = await fixture.agenda(anna, meetingId);
    expect([agenda.meeting.version, agenda.items.length]).toEqual([2, 1]);
  });

  it('move and take off: the later one is refused and the places stay dense', async () => {
    const items = await Promise.all([1, 2, 3].map(() => fixture.caseOf(boardId)));
    const {
      items: [first, , third],
    } = await fixture.place(anna, meetingId, ...items.map(({ caseId }) => caseId));
    const answers = await behindLock(lockMeeting, [meetingId], 2, () =>
      Promise.all([
        fixture.send('PUT', `/api/meetings/${meetingId}/agenda/${third!.id}/position`, anna, { position: 1 }, '"4"'),
        fixture.send(
          'POST',
          `/api/meetings/${meetingId}/agenda/${first!.id}/remove`,
          ben,
          { reason: 'withdrawn' },
          '"4"',
        ),
      ]),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
    const agenda = await fixture.agenda(anna, meetingId);
    expect(agenda.meeting.version).toBe(5);
    expect(agenda.items.map(({ position }) => position)).toEqual(agenda.items.map((_, index) => index + 1));
  });

  it('place one item on two meetings: it stands on one', async () => {
    const other = await fixture.meeting(anna, boardId);
    const { caseId } = await fixture.caseOf(boardId);
    const answers = await behindLock(
      'SELECT FROM meeting WHERE id = ANY ($1::bigint[]) FOR UPDATE',
      [[meetingId, other]],
      2,
      () =>
        Promise.all([
          fixture.send('POST', `/api/meetings/${meetingId}/agenda`, anna, { caseId }, '"1"'),
          fixture.send('POST', `/api/meetings/${other}/agenda`, ben, { caseId }, '"1"'),
        ]),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const agendas = [await fixture.agenda(anna, meetingId), await fixture.agenda(anna, other)];
    expect(agendas.map(({ items, meeting }) => [items.length, meeting.version]).sort()).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});

describe('a case that changes while it is placed', () => {
  it('is not placed when somebody dismisses it first', async () => {
    const { caseId } = await fixture.caseOf(boardId);
    const answer = await behindLock(`UPDATE board_case SET state = 'dismissed' WHERE id = $1`, [caseId], 1, () =>
      fixture.send('POST', `/api/meetings/${meetingId}/agenda`, anna, { caseId }, '"1"'),
    );
    expect(answer.json()).toMatchObject({ status: 409, state: 'dismissed' });
  });

  it('is not placed when its patient leaves the board first, and is taken off when the patient leaves just after', async () => {
    const other = await fixture.service.board(`Next ${boardCount}`);
    const first = await fixture.caseOf(boardId);
    const leave = 'UPDATE patient_board SET until = now() WHERE patient_id = $1 AND board_id = $2';
    const answer = await behindLock(leave, [first.patientId, boardId], 1, () =>
      fixture.send('POST', `/api/meetings/${meetingId}/agenda`, anna, { caseId: first.caseId }, '"1"'),
    );
    expect(answer.statusCode).toBe(404);

    const second = await fixture.caseOf(boardId);
    const [placedAnswer] = await Promise.all([
      fixture.send('POST', `/api/meetings/${meetingId}/agenda`, anna, { caseId: second.caseId }, '"1"'),
      fixture.service.application.get(PatientPlacement).move({
        siteId: fixture.service.siteId,
        patientId: second.patientId,
        fromBoardId: boardId,
        toBoardId: other,
        reason: 'moved',
      }),
    ]);
    await fixture.endings.end();
    expect((await fixture.agenda(anna, meetingId)).items).toEqual([]);
    expect([201, 404, 409]).toContain(placedAnswer.statusCode);
  });
});
