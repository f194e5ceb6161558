import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { form, type IntakeApplication, type Sender, startIntakeApplication } from './intake-application.js';

let app: IntakeApplication;
let southId: string;
/** Coordinates both boards. */
let both: Sender;
beforeAll(async () => {
  app = await startIntakeApplication({ limits: { groupsPerStep: 2, stepsPerJob: 1 } });
  [{ id: southId } = { id: '' }] = await app.query<{ id: string }>(
    `INSERT INTO board (site_id, name, time_zone) VALUES ($1, 'South', 'UTC') RETURNING id`,
    [app.siteId],
  );
  both = await app.machine();
  for (const boardId of [app.boardId, southId]) await seat(both, boardId, 'coordinator');
});
afterAll(() => app.close());

const seat = ({ accountId }: Sender, boardId: string, role: string) =>
  app.query('INSERT INTO board_membership (board_id, account_id, role) VALUES ($1, $2, $3)', [
    boardId,
    accountId,
    role,
  ]);
const header = 'patient,patient_issuer,evaluator,treatment_line,timepoint,date,lesion,role,organ,size_mm';
const csv = (...patients: string[]) =>
  `${[header, ...patients.map((patient) => `${patient},north,reader 1,first,baseline,2026-03-02,L1,target,lung,12`)].join('\n')}\n`;
const boardsOf = async (patient: string) =>
  (
    await app.query<{ board: string }>(
      `
  SELECT board_id AS board FROM patient_board JOIN patient ON patient.id = patient_board.patient_id WHERE patient.patient_id = $1 AND until IS NULL ORDER BY 1`,
      [patient],
    )
  ).map(({ board }) => board);

async function upload(
  patients: readonly string[],
  fields: Record<string, string>,
  as: Sender,
): Promise<Record<string, unknown>> {
  const answer = await app.upload(form({ format: 'csv', ...fields }, { 'scans.csv': csv(...patients) }), as);
  if (answer.status !== 202) return { status: answer.status, ...((await answer.json()) as object) };
  const { id } = (await answer.json()) as { id: string };
  await app.workOff(id);
  return (await (await app.get(`/api/imports/${id}`, as)).json()) as Record<string, unknown>;
}

describe('an upload of a coordinator', () => {
  it('is taken for the board that they coordinate, and says who sent it and on whose behalf', async () => {
    expect(await upload(['K1'], { issuer: 'Radiology north' }, app.coordinator)).toMatchObject({
      state: 'done',
      taken: 1,
      held: 0,
      uploadedBy: 'Radiology',
      issuer: 'Radiology north',
      boardName: 'Head and neck',
    });
    expect(await boardsOf('K1')).toEqual([app.boardId]);
    expect(
      await app.query(
        `SELECT issuer, received_by AS "receivedBy" FROM assessment WHERE patient_id = (SELECT id FROM patient WHERE patient_id = 'K1')`,
      ),
    ).toEqual([{ issuer: 'Radiology north', receivedBy: app.coordinator.accountId }]);
    expect(
      await app.query(
        `SELECT actor_id AS actor, detail ->> 'issuer' AS issuer FROM audit_event WHERE action = 'import.upload' ORDER BY id DESC LIMIT 1`,
      ),
    ).toEqual([{ actor: app.coordinator.accountId, issuer: 'Radiology north' }]);
  });

  it('that names no sending system stands under the account itself', async () => {
    const { issuer } = await upload(['K2'], {}, app.coordinator);
    expect(issuer).toBe(`account-${app.coordinator.accountId}`);
  });

  it('names its board where they coordinate several, and none that is not theirs', async () => {
    expect(await upload(['K3'], {}, both)).toMatchObject({
      status: 422,
      errors: [{ pointer: '/board', code: 'missing' }],
    });
    expect(await upload(['K3'], { board: southId }, both)).toMatchObject({
      state: 'done',
      taken: 1,
      boardName: 'South',
    });
    expect(await boardsOf('K3')).toEqual([southId]);
    expect(await upload(['K4'], { board: southId }, app.coordinator)).toMatchObject({ status: 403 });
    expect(await upload(['K4'], { board: 'south' }, app.coordinator)).toMatchObject({
      status: 422,
      errors: [{ pointer: '/board' }],
    });
    expect(await boardsOf('K4')).toEqual([]);
  });

  it('takes nothing about patients of other boards, names each, and takes the rest', async () => {
    await upload(['K5'], { board: southId }, both);
    const view = await upload(['K5', 'K6'], { issuer: 'Radiology north' }, app.coordinator);
    expect(view).toMatchObject({ state: 'done', taken: 1, held: 1 });
    const { items } = (await (await app.get(`/api/imports/${String(view['id'])}/held`)).json()) as {
      items: { code: string; message: string }[];
    };
    expect(items).toMatchObject([{ code: 'patient-of-another-board' }]);
    const list = await (await app.get(`/api/imports/${String(view['id'])}/held.csv`)).text();
    expect(list.split('\n')[1]).toContain('patient-of-another-board');
    expect(await boardsOf('K5')).toEqual([southId]);
    expect(
      await app.query(
        `SELECT count(*)::integer AS count FROM assessment JOIN patient ON patient.id = assessment.patient_id WHERE patient.patient_id = 'K5'`,
      ),
    ).toEqual([{ count: 1 }]);
  });

  it('is taken about a patient of another board of theirs', async () => {
    await upload(['K7'], { board: southId }, both);
    expect(await upload(['K7'], { board: app.boardId, issuer: 'another' }, both)).toMatchObject({ taken: 1, held: 0 });
    expect(await boardsOf('K7')).toEqual([southId]);
  });

  it('ends with the seat, also of what was sent before', async () => {
    const leaving = await app.machine();
    await seat(leaving, app.boardId, 'coordinator');
    await upload(['K8'], {}, leaving);
    const answer = await app.upload(form({ format: 'csv', issuer: 'late' }, { 'scans.csv': csv('K8') }), leaving);
    const { id } = (await answer.json()) as { id: string };
    await app.query('UPDATE board_membership SET until = now() WHERE account_id = $1', [leaving.accountId]);
    await app.workOff(id);
    expect(
      await app.query('SELECT state, taken_count AS taken, held_count AS held FROM import WHERE id = $1', [id]),
    ).toEqual([{ state: 'done', taken: 0, held: 1 }]);
    expect(await upload(['K9'], {}, leaving)).toMatchObject({ status: 403 });
  });

  it('is nothing for members, nor for administrators without a board', async () => {
    const member = await app.machine();
    await seat(member, app.boardId, 'member');
    for (const someone of [member, await app.machine('administrator')])
      expect(await upload(['K9'], {}, someone)).toMatchObject({ status: 403 });
    expect(await boardsOf('K9')).toEqual([]);
  });
});

it('every step of an upload is told to open pages of its board and of its sender, and its failure too', async () => {
  const listener = new Client({
    connectionString: app.database.options.type === 'postgres' ? app.database.options.url : '',
  });
  const heard: unknown[] = [];
  await listener.connect();
  await listener.query('LISTEN consilium_live');
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')));
  const { id } = (await upload(['L1', 'L2', 'L3', 'L4', 'L5'], {}, app.sender)) as { id: string };
  await listener.query('SELECT');
  const told = { topic: 'imports', ids: [id], boardId: app.boardId, accountId: app.sender.accountId };
  // Received, and three steps of at most two assessments.
  expect(heard).toEqual([told, told, told, told]);

  const answer = await app.upload(form({ format: 'csv' }, { 'scans.csv': csv('L6') }));
  const { id: failing } = (await answer.json()) as { id: string };
  await app.query(`ALTER TABLE measurement ADD CONSTRAINT ck_no_more CHECK (false) NOT VALID`);
  await app.workOff(failing);
  await app.query('ALTER TABLE measurement DROP CONSTRAINT ck_no_more');
  await listener.query('SELECT');
  expect(heard.slice(4)).toEqual([
    { ...told, ids: [failing] },
    { ...told, ids: [failing] },
  ]);
  expect(await app.query('SELECT state FROM import WHERE id = $1', [failing])).toEqual([{ state: 'failed' }]);
  await listener.end();
});
