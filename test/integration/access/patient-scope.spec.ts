import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type Actor,
  CurrentActor,
  PatientAccess,
  patientScope,
  RequireSignIn,
} from '../../../src/platform/access/index.js';
import { idSchema } from '../../../src/platform/http/index.js';
import { startTestApplication, type TestApplication } from '../http/test-application.js';

@Controller('api/try')
@RequireSignIn()
class PatientController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: PatientAccess,
  ) {}

  @Get('patients')
  async list(@CurrentActor() actor: Actor): Promise<unknown> {
    const scope = patientScope(actor, 'p.id', 2);
    const rows = await this.dataSource.query<{ patient_id: string }[]>(
      `SELECT p.patient_id FROM patient AS p WHERE p.issuer = $1 AND ${scope.sql} ORDER BY p.id`,
      ['urn:test', ...scope.parameters],
    );
    return rows.map((row) => row.patient_id);
  }

  @Get('patients/:id')
  async one(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<unknown> {
    await this.access.require(actor, id);
    return { id };
  }
}

interface Someone {
  readonly accountId: string;
  readonly authorization: string;
}

let service: TestApplication;
let [north, south]: string[] = [];
let patients: Record<string, string> = {};
let someone: Record<'north' | 'south' | 'both' | 'none' | 'administrator', Someone>;

beforeAll(async () => {
  service = await startTestApplication({ controllers: [PatientController] });
  north = await service.board('North');
  south = await service.board('South');
  patients = {
    n: await service.patient('n', north),
    s: await service.patient('s', south),
    ns: await service.patient('ns', north, south),
    nowhere: await service.patient('nowhere'),
  };
  const seated = async (...boardIds: readonly string[]): Promise<Someone> => {
    const machine = await service.machine();
    for (const boardId of boardIds)
      await service.accounts.addBoardMember({ boardId, accountId: machine.accountId, role: 'member' });
    return machine;
  };
  someone = {
    north: await seated(north),
    south: await seated(south),
    both: await seated(north, south),
    none: await seated(),
    administrator: await service.machine('administrator'),
  };
});
afterAll(() => service.close());

const send = (method: 'GET' | 'POST' | 'DELETE', url: string, who: Someone, payload?: object) =>
  service.application.inject({ method, url, payload, headers: { authorization: who.authorization } });
const seenBy = async (who: Someone): Promise<unknown> => (await send('GET', '/api/try/patients', who)).json();

describe('patient scope', () => {
  it('is the boards on which one has a seat; no role adds to it', async () => {
    expect(await seenBy(someone.north)).toEqual(['n', 'ns']);
    expect(await seenBy(someone.south)).toEqual(['s', 'ns']);
    expect(await seenBy(someone.both)).toEqual(['n', 's', 'ns']);
    expect(await seenBy(someone.none)).toEqual([]);
    expect(await seenBy(someone.administrator)).toEqual([]);
  });

  it('refuses a patient outside of it in the words for one who does not exist, and audits that', async () => {
    const outside = await send('GET', `/api/try/patients/${patients['s']}`, someone.north);
    const absent = await send('GET', '/api/try/patients/999999', someone.north);
    expect(outside.json()).toMatchObject({
      status: 404,
      detail: `There is no patient ${patients['s']} on a board of yours.`,
    });
    expect(absent.json()).toMatchObject({ status: 404, detail: 'There is no patient 999999 on a board of yours.' });
    const refusals = (await service.auditRows()).filter(({ action }) => action === 'patient.refuse');
    expect(refusals.map(({ actor_id, patient_ids }) => [actor_id, patient_ids])).toEqual([
      [someone.north.accountId, [patients['s']]],
    ]);
    expect((await send('GET', `/api/try/patients/${patients['n']}`, someone.north)).statusCode).toBe(200);
  });

  it('follows a patient who is moved, at once and for everyone', async () => {
    const move = (body: object) => send('POST', `/api/patients/${patients['n']}/board`, someone.administrator, body);
    expect((await move({ fromBoardId: north, toBoardId: south, reason: 'Moved house' })).statusCode).toBe(204);
    expect(await seenBy(someone.north)).toEqual(['ns']);
    expect(await seenBy(someone.south)).toEqual(['n', 's', 'ns']);
    expect((await send('GET', `/api/try/patients/${patients['n']}`, someone.north)).statusCode).toBe(404);
    const places = await service.database.query(
      'SELECT board_id, until IS NULL AS current, reason FROM patient_board WHERE patient_id = $1 ORDER BY id',
      [patients['n']],
    );
    expect(places).toEqual([
      { board_id: north, current: false, reason: null },
      { board_id: south, current: true, reason: 'Moved house' },
    ]);
    expect((await service.auditRows()).at(-1)).toMatchObject({ action: 'patient.refuse' });
    expect((await service.auditRows()).filter(({ action }) => action === 'patient.move')).toEqual([
      expect.objectContaining({
        actor_id: someone.administrator.accountId,
        patient_ids: [patients['n']],
        subject_type: 'board',
        subject_id: south,
        detail: { fromBoardId: north, toBoardId: south },
      }),
    ]);

    expect((await move({ fromBoardId: north, toBoardId: south, reason: 'Again' })).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('does not stand on board'),
    });
    expect((await move({ fromBoardId: null, toBoardId: south, reason: 'Again' })).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('already'),
    });
    expect((await move({ fromBoardId: south, toBoardId: '999', reason: 'Where' })).json()).toMatchObject({
      status: 404,
    });
    expect((await move({ fromBoardId: null, toBoardId: north, reason: '' })).json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/reason' }],
    });
    expect(
      (
        await send('POST', `/api/patients/${patients['n']}/board`, someone.both, {
          fromBoardId: south,
          toBoardId: north,
          reason: 'x',
        })
      ).statusCode,
    ).toBe(403);
    expect((await move({ fromBoardId: null, toBoardId: north, reason: 'Both discuss' })).statusCode).toBe(204);
    expect(await seenBy(someone.north)).toEqual(['n', 'ns']);
  });

  it('ends with the seat', async () => {
    const { items } = (await send('GET', `/api/boards/${south}/members`, someone.administrator)).json<{
      items: { id: string; accountId: string }[];
    }>();
    const seat = items.find(({ accountId }) => accountId === someone.south.accountId);
    expect((await send('DELETE', `/api/boards/${south}/members/${seat?.id}`, someone.administrator)).statusCode).toBe(
      204,
    );
    expect(await seenBy(someone.south)).toEqual([]);
    expect((await send('DELETE', `/api/boards/${south}/members/${seat?.id}`, someone.administrator)).statusCode).toBe(
      404,
    );
  });
});
