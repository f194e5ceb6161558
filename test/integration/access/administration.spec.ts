import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PatientPlacement } from '../../../src/platform/access/index.js';
import { startTestApplication, type TestApplication } from '../http/test-application.js';

let service: TestApplication;
let administrator: string;
let boardId: string;
beforeAll(async () => {
  service = await startTestApplication();
  ({ authorization: administrator } = await service.machine('administrator'));
  boardId = await service.board('Head and neck');
});
afterAll(() => service.close());

const send = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, authorization = administrator) =>
  service.application.inject({ method, url, payload, headers: { authorization } });
const person = {
  kind: 'person',
  email: 'Ben@Hospital.Example',
  displayName: 'Ben',
  password: 'a long enough one',
  roles: ['coordinator'],
};

/** Account, machine and board of another site, with an administrator there. */
async function otherSite(): Promise<{ accountId: string; boardId: string; authorization: string }> {
  const siteId = await service.accounts.ensureSite('Elsewhere');
  const accountId = await service.accounts.addMachine({ siteId, displayName: 'Other', roles: ['administrator'] });
  const { key } = await service.accounts.issueApiKey(accountId, 'other');
  const [board] = await service.database.query<{ id: string }[]>(
    `INSERT INTO board (site_id, name, time_zone) VALUES ($1, 'Other', 'UTC') ON CONFLICT ON CONSTRAINT uq_board_name DO UPDATE SET name = 'Other' RETURNING id`,
    [siteId],
  );
  return { accountId, boardId: board?.id ?? '', authorization: `Bearer ${key}` };
}

describe('accounts', () => {
  it('are added, listed without secrets, and audited by id and code alone', async () => {
    const added = await send('POST', '/api/accounts', person);
    expect(added.statusCode).toBe(201);
    const { id } = added.json<{ id: string }>();
    expect(added.json()).toMatchObject({
      kind: 'person',
      email: 'ben@hospital.example',
      displayName: 'Ben',
      roles: ['coordinator'],
      apiKeys: [],
      disabledAt: null,
    });
    const { items } = (await send('GET', '/api/accounts')).json<{ items: { id: string }[] }>();
    expect(items.find((item) => item.id === id)).toEqual(added.json());
    expect((await service.auditRows()).at(-1)).toMatchObject({
      action: 'account.create',
      actor_kind: 'machine',
      subject_type: 'account',
      subject_id: id,
      detail: { roles: ['coordinator'] },
      patient_ids: [],
    });
    expect(JSON.stringify(await service.auditRows())).not.toMatch(/ben/i);
  });

  it('have one account an address, a password that is long enough, and known roles', async () => {
    expect((await send('POST', '/api/accounts', { ...person, email: 'BEN@hospital.example' })).json()).toMatchObject({
      status: 409,
    });
    const wrong = { kind: 'person', email: 'nobody', displayName: '', password: 'short', roles: ['chief'] };
    const pointers = (await send('POST', '/api/accounts', wrong))
      .json<{ errors: { pointer: string }[] }>()
      .errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(['/email', '/displayName', '/password', '/roles/0']);
    await expect(
      service.accounts.addPerson({
        siteId: service.siteId,
        email: 'x@y.z',
        displayName: 'X',
        password: 'short',
        roles: [],
      }),
    ).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('12 to 256') });
  });

  it('gain roles and can be disabled', async () => {
    const { json } = await send('POST', '/api/accounts', { ...person, email: 'carla@hospital.example', roles: [] });
    const { id } = json<{ id: string }>();
    expect((await send('POST', `/api/accounts/${id}/roles`, { role: 'administrator' })).statusCode).toBe(204);
    expect((await send('POST', `/api/accounts/${id}/disable`)).statusCode).toBe(204);
    expect((await send('POST', `/api/accounts/${id}/disable`)).statusCode).toBe(404);
    const { items } = (await send('GET', '/api/accounts')).json<{
      items: { id: string; roles: string[]; disabledAt: string | null }[];
    }>();
    expect(items.find((item) => item.id === id)).toMatchObject({
      roles: ['administrator'],
      disabledAt: expect.any(String),
    });
    expect((await send('POST', '/api/accounts/424242/roles', { role: 'member' })).statusCode).toBe(404);
    await expect(service.accounts.grantRole('424242', 'member')).rejects.toMatchObject({ kind: 'not found' });
  });

  it('are the business of administrators alone', async () => {
    const { authorization } = await service.machine('submitter', 'coordinator', 'member');
    for (const url of ['/api/accounts', `/api/boards/${boardId}/members`])
      expect((await send('GET', url, undefined, authorization)).statusCode).toBe(403);
    expect((await send('POST', '/api/accounts', person, authorization)).statusCode).toBe(403);
  });
});

describe('API keys', () => {
  it('are shown once, work at once and end at once', async () => {
    const machine = (
      await send('POST', '/api/accounts', { kind: 'machine', displayName: 'RIS', roles: ['submitter'] })
    ).json<{ id: string }>();
    const issued = (await send('POST', `/api/accounts/${machine.id}/api-keys`, { name: 'first' })).json<{
      id: string;
      key: string;
      start: string;
    }>();
    expect(issued.key).toMatch(/^csk_[\w-]{43}$/);
    expect(issued.key.startsWith(issued.start)).toBe(true);
    expect((await send('GET', '/api/me', undefined, `Bearer ${issued.key}`)).json()).toMatchObject({
      accountId: machine.id,
      roles: ['submitter'],
    });
    const listed = await send('GET', '/api/accounts');
    expect(listed.body).not.toContain(issued.key);
    const { apiKeys } =
      listed.json<{ items: { id: string; apiKeys: unknown[] }[] }>().items.find(({ id }) => id === machine.id) ?? {};
    expect(apiKeys).toEqual([
      { id: issued.id, name: 'first', start: issued.start, createdAt: expect.any(String), revokedAt: null },
    ]);
    expect((await send('DELETE', `/api/accounts/${machine.id}/api-keys/${issued.id}`)).statusCode).toBe(204);
    expect((await send('GET', '/api/me', undefined, `Bearer ${issued.key}`)).statusCode).toBe(401);
    expect((await send('DELETE', `/api/accounts/${machine.id}/api-keys/${issued.id}`)).statusCode).toBe(404);
  });

  it('are for machines: people sign in', async () => {
    const { id } = (await send('POST', '/api/accounts', { ...person, email: 'dora@hospital.example' })).json<{
      id: string;
    }>();
    expect((await send('POST', `/api/accounts/${id}/api-keys`, { name: 'mine' })).json()).toMatchObject({
      status: 404,
      detail: expect.stringContaining('People sign in'),
    });
  });
});

describe('seats', () => {
  it('are held once a role, and stay known when they end', async () => {
    const { accountId } = await service.machine();
    const add = () => send('POST', `/api/boards/${boardId}/members`, { accountId, role: 'member' });
    const first = (await add()).json<{ id: string }>();
    expect((await add()).json()).toMatchObject({
      status: 409,
      detail: `Account ${accountId} is member of board ${boardId} already.`,
    });
    expect((await send('DELETE', `/api/boards/${boardId}/members/${first.id}`)).statusCode).toBe(204);
    const second = (await add()).json<{ id: string }>();
    const { items } = (await send('GET', `/api/boards/${boardId}/members`)).json<{ items: object[] }>();
    expect(items).toEqual([
      { id: second.id, accountId, displayName: 'Reading room', role: 'member', since: expect.any(String), until: null },
      {
        id: first.id,
        accountId,
        displayName: 'Reading room',
        role: 'member',
        since: expect.any(String),
        until: expect.any(String),
      },
    ]);
  });
});

describe('another site', () => {
  it('is not there for an administrator', async () => {
    const other = await otherSite();
    const { accountId } = await service.machine();
    const answers = [
      await send('POST', `/api/accounts/${other.accountId}/api-keys`, { name: 'x' }),
      await send('POST', `/api/accounts/${other.accountId}/disable`),
      await send('POST', `/api/accounts/${other.accountId}/roles`, { role: 'member' }),
      await send('GET', `/api/boards/${other.boardId}/members`),
      await send('POST', `/api/boards/${other.boardId}/members`, { accountId, role: 'member' }),
      await send('POST', `/api/boards/${boardId}/members`, { accountId: other.accountId, role: 'member' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404]);
    const patientId = await service.patient('abroad', boardId);
    expect(
      (
        await send('POST', `/api/patients/${patientId}/board`, {
          fromBoardId: null,
          toBoardId: other.boardId,
          reason: 'x',
        })
      ).statusCode,
    ).toBe(404);
    expect(
      (
        await send(
          'POST',
          `/api/patients/${patientId}/board`,
          { fromBoardId: null, toBoardId: boardId, reason: 'x' },
          other.authorization,
        )
      ).statusCode,
    ).toBe(404);
  });
});

describe('new patients', () => {
  it('are put on the board that received them, unless they stand or stood on one', async () => {
    const placement = service.application.get(PatientPlacement);
    const elsewhere = await service.board('Thorax');
    const [fresh, placed] = [await service.patient('fresh'), await service.patient('placed', elsewhere)];
    const place = () =>
      service.database.transaction((manager) => placement.placeNew(manager, [fresh, placed], boardId));
    await Promise.all([place(), place()]);
    await place();
    const rows = await service.database.query(
      'SELECT patient_id, board_id FROM patient_board WHERE patient_id = ANY ($1) ORDER BY id',
      [[fresh, placed]],
    );
    expect(rows).toEqual([
      { patient_id: placed, board_id: elsewhere },
      { patient_id: fresh, board_id: boardId },
    ]);
  });
});
