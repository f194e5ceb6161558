import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { RequireSignIn } from '../../../src/platform/access/index.js';
import { AuditTrail, verifyAuditChain } from '../../../src/platform/audit/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { startTestApplication, type TestApplication } from '../http/test-application.js';

@Controller('api/try')
@RequireSignIn()
class CaseController {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  @Get('read/:ids')
  read(@Param('ids') ids: string): string {
    for (const id of ids.split(',')) this.trail.noteRead('patient.read', [id]);
    return 'read';
  }

  @Get('list')
  list(): string {
    this.trail.noteRead('flag.list', ['11', '12', '11']);
    this.trail.noteRead('item.list', ['12', '13']);
    return 'listed';
  }

  @Get('nothing')
  nothing(): string {
    return 'nothing';
  }

  @Get('fails')
  fails(): never {
    this.trail.noteRead('patient.read', ['21']);
    throw new Error('after the read');
  }

  @Post('change')
  async change(): Promise<void> {
    await this.database.asService('rules', (manager) =>
      this.trail.record(manager, {
        action: 'item.accept',
        patientIds: ['31'],
        subjectType: 'discussion-item',
        subjectId: '5',
        detail: { rule: 'T1' },
      }),
    );
  }

  @Post('change-fails')
  async changeFails(): Promise<void> {
    await this.database.asService('rules', async (manager) => {
      await this.trail.record(manager, { action: 'item.accept', patientIds: ['41'] });
      throw new Error('after the record');
    });
  }
}

let service: TestApplication;
let reader: { accountId: string; authorization: string };
beforeAll(async () => {
  service = await startTestApplication({ controllers: [CaseController] });
  reader = await service.machine();
});
afterAll(() => service.close());

const send = (method: 'GET' | 'POST', url: string) =>
  service.application.inject({ method, url, headers: { authorization: reader.authorization } });
const rowsOf = async (work: () => Promise<unknown>): ReturnType<TestApplication['auditRows']> => {
  const before = (await service.auditRows()).length;
  await work();
  return (await service.auditRows()).slice(before);
};

describe('a read', () => {
  it('is one row with who, what and whom, and the trace of the request', async () => {
    let traceId: unknown;
    const rows = await rowsOf(async () => {
      traceId = (await send('GET', '/api/try/read/7')).headers['x-trace-id'];
    });
    expect(rows).toEqual([
      expect.objectContaining({
        actor_id: reader.accountId,
        actor_kind: 'machine',
        action: 'patient.read',
        patient_ids: ['7'],
        subject_type: null,
        subject_id: null,
        detail: {},
        trace_id: traceId,
      }),
    ]);
  });

  it('of many patients in several steps is still one row a request', async () => {
    const rows = await rowsOf(() => send('GET', '/api/try/list'));
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'flag.list',
        patient_ids: ['11', '12', '13'],
        detail: { alsoActions: ['item.list'] },
      }),
    ]);
  });

  it('is kept although the handler failed after it', async () => {
    expect(await rowsOf(() => send('GET', '/api/try/fails'))).toEqual([
      expect.objectContaining({ action: 'patient.read', patient_ids: ['21'] }),
    ]);
  });

  it('of nobody leaves no row', async () => {
    expect(await rowsOf(() => send('GET', '/api/try/nothing'))).toEqual([]);
  });

  it('is not answered unless its row is written', async () => {
    await service.database.query('ALTER TABLE audit_event ADD CONSTRAINT ck_try CHECK (NOT 66 = ANY (patient_ids))');
    const refused = await send('GET', '/api/try/read/66');
    expect(refused.statusCode).toBe(500);
    expect(refused.body).not.toContain('read');
    expect((await send('GET', '/api/try/read/67')).body).toBe('read');
    await service.database.query('ALTER TABLE audit_event DROP CONSTRAINT ck_try');
  });

  it('names ids of this service and nothing else', async () => {
    for (const wrong of ['Doe', '0', '1e3', ''])
      expect((await send('GET', `/api/try/read/${wrong || '%20'}`)).statusCode).toBe(500);
    expect(service.lines.join('')).not.toContain('Doe');
  });

  it('outside of a request is an error, since nothing would write it', () => {
    expect(() => service.application.get(AuditTrail).noteRead('patient.read', ['1'])).toThrow('outside of a request');
  });
});

describe('reads at the same time', () => {
  it('are each one row of their own request, in one unbroken chain, and share commits', async () => {
    const ids = [...Array(200).keys()].map((index) => String(1_000 + index));
    const rows = await rowsOf(() => Promise.all(ids.map((id) => send('GET', `/api/try/read/${id}`))));
    expect(rows.map(({ patient_ids }) => patient_ids[0]).sort()).toEqual(ids);
    expect(new Set(rows.map(({ trace_id }) => trace_id)).size).toBe(ids.length);
    const [{ transactions }] = await service.database.query<[{ transactions: number }]>(
      'SELECT count(DISTINCT xmin::text)::int AS transactions FROM audit_event WHERE id >= $1',
      [rows[0]?.id],
    );
    expect(transactions).toBeLessThan(ids.length / 2);
    expect(await verifyAuditChain(service.database.manager)).toMatchObject({ intact: true });
  });

  it('do not fall with one that the database refuses', async () => {
    await service.database.query('ALTER TABLE audit_event ADD CONSTRAINT ck_try CHECK (NOT 2003 = ANY (patient_ids))');
    const ids = [...Array(12).keys()].map((index) => String(2_000 + index));
    const statuses = await Promise.all(
      ids.map(async (id) => [id, (await send('GET', `/api/try/read/${id}`)).statusCode] as const),
    );
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([['2003', 500]]);
    await service.database.query('ALTER TABLE audit_event DROP CONSTRAINT ck_try');
  });
});

describe('a change', () => {
  it('is one row, with the change or not at all', async () => {
    expect(await rowsOf(() => send('POST', '/api/try/change'))).toEqual([
      expect.objectContaining({
        actor_id: reader.accountId,
        action: 'item.accept',
        patient_ids: ['31'],
        subject_type: 'discussion-item',
        subject_id: '5',
        detail: { rule: 'T1' },
      }),
    ]);
    expect(await rowsOf(() => send('POST', '/api/try/change-fails'))).toEqual([]);
  });

  it("of a job is the service's own", async () => {
    const trail = service.application.get(AuditTrail);
    const rows = await rowsOf(() =>
      service.door.asService('rules', (manager) =>
        trail.record(manager, { action: 'line.classify', patientIds: ['51'] }),
      ),
    );
    expect(rows).toEqual([expect.objectContaining({ actor_id: null, actor_kind: 'service', trace_id: null })]);
  });

  it('is refused where an older snapshot would fork the chain', async () => {
    const trail = service.application.get(AuditTrail);
    for (const isolation of ['REPEATABLE READ', 'SERIALIZABLE'] as const) {
      await expect(
        service.door.asService('rules', (manager) => trail.record(manager, { action: 'x.y', patientIds: [] }), {
          isolation,
        }),
      ).rejects.toThrow('READ COMMITTED');
    }
  });
});

describe('the chain', () => {
  it('is append-only', async () => {
    for (const statement of [
      'DELETE FROM audit_event',
      `UPDATE audit_event SET action = 'x'`,
      'TRUNCATE audit_event',
    ]) {
      await expect(service.database.query(statement)).rejects.toThrow('append-only');
    }
  });

  it("cannot be given a time, an id or a hash of one's own", async () => {
    const [row] = await service.database.query<{ id: string; at: Date; intact: boolean }[]>(`
      INSERT INTO audit_event (id, at, actor_kind, action, patient_ids, detail, previous_hash, hash) OVERRIDING SYSTEM VALUE
      VALUES (1, '2000-01-01', 'service', 'x.y', '{}', '{}', '\\x00', '\\x00') RETURNING id, at, hash = audit_event_hash(audit_event) AS intact`);
    expect(row?.intact).toBe(true);
    expect(row?.id).not.toBe('1');
    expect(Date.now() - (row?.at.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it('shows the first row that was altered, and the first whose predecessor is gone', async () => {
    const verdict = await verifyAuditChain(service.database.manager);
    const rows = await service.auditRows();
    expect(verdict).toEqual({
      intact: true,
      rows: rows.length,
      ends: expect.arrayContaining([
        { chain: expect.any(Number), lastId: rows.at(-1)?.id, lastHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ]),
    });
    const chain = chainOfMostRows(rows);
    const ofChain = rows.filter((row) => row.chain === chain);
    const [before, altered, after, last] = [ofChain[4], ofChain[5], ofChain[6], ofChain.at(-1)];
    const withoutTriggers = (statement: string, values: readonly unknown[]) =>
      service.door
        .asService('rules', async (manager) => {
          await manager.query('ALTER TABLE audit_event DISABLE TRIGGER USER');
          await manager.query(statement, [...values]);
          const found = await verifyAuditChain(manager);
          throw Object.assign(new Error('undo'), { found });
        })
        .catch((error: { found?: unknown }) => error.found);
    const broken = (row: { id: string } | undefined, fault: string) => ({ intact: false, brokenId: row?.id, fault });

    for (const change of [
      `action = 'x.y'`,
      `actor_id = NULL, actor_kind = 'service'`,
      `patient_ids = '{99}'`,
      `at = at + interval '1 microsecond'`,
      `trace_id = 'x'`,
      `subject_id = 99`,
      `subject_type = 'x'`,
      `detail = '{"a": 1}'`,
      `hash = '\\x00'`,
    ]) {
      expect(await withoutTriggers(`UPDATE audit_event SET ${change} WHERE id = $1`, [altered?.id])).toEqual(
        broken(altered, 'altered'),
      );
    }
    expect(await withoutTriggers('DELETE FROM audit_event WHERE id = $1', [altered?.id])).toEqual(
      broken(after, 'predecessor missing'),
    );
    expect(await withoutTriggers('DELETE FROM audit_event WHERE id <= $1 AND chain = $2', [before?.id, chain])).toEqual(
      broken(altered, 'predecessor missing'),
    );
    // A row that was altered together with its hash shows in the row after it.
    const forged = `UPDATE audit_event AS event SET action = 'x.y', hash = audit_event_hash(ROW (event.id, event.at, event.actor_id, event.actor_kind, 'x.y',
      event.patient_ids, event.subject_type, event.subject_id, event.detail, event.trace_id, event.previous_hash, event.hash, event.chain)::audit_event) WHERE id = $1`;
    expect(await withoutTriggers(forged, [altered?.id])).toEqual(broken(after, 'predecessor missing'));
    // Rows cut off an end show by what the database keeps of it.
    expect(await withoutTriggers('DELETE FROM audit_event WHERE id = $1', [last?.id])).toEqual(
      broken(last, 'end missing'),
    );
    // A row put into another chain is in neither.
    expect(
      await withoutTriggers('UPDATE audit_event SET chain = (chain + 1) % 16 WHERE id = $1', [altered?.id]),
    ).toMatchObject({ intact: false });
    expect(await verifyAuditChain(service.database.manager)).toEqual(verdict);
  });

  it('lets in transactions at the same time, each in a chain of its own until it has committed', async () => {
    const trail = service.application.get(AuditTrail);
    let [began, goOn]: [() => void, () => void] = [() => undefined, () => undefined];
    const hasBegun = new Promise<void>((resolve) => (began = resolve));
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    const rows = await rowsOf(async () => {
      const slow = service.door.asService('rules', async (manager) => {
        await trail.record(manager, { action: 'x.slow', patientIds: ['71'] });
        began();
        await mayGoOn;
        await trail.record(manager, { action: 'x.slow', patientIds: ['72'] });
      });
      await hasBegun;
      // Twenty others commit while the first holds its chain.
      await Promise.all(
        [...Array(20).keys()].map((index) =>
          service.door.asService('rules', (manager) =>
            trail.record(manager, { action: 'x.quick', patientIds: [String(80 + index)] }),
          ),
        ),
      );
      goOn();
      await slow;
    });
    expect(rows).toHaveLength(22);
    const slow = new Set(rows.filter(({ action }) => action === 'x.slow').map(({ chain }) => chain));
    expect(rows.filter(({ action, chain }) => action === 'x.quick' && slow.has(chain))).toEqual([]);
    expect(await verifyAuditChain(service.database.manager)).toMatchObject({ intact: true });
  });

  it('has ends that follow its rows alone', async () => {
    for (const statement of [
      'DELETE FROM audit_chain',
      'UPDATE audit_chain SET last_id = 1',
      'TRUNCATE audit_chain',
      `INSERT INTO audit_chain VALUES (99, 1, '')`,
    ])
      await expect(service.database.query(statement)).rejects.toThrow('follows audit_event alone');
  });
});

function chainOfMostRows(rows: readonly { readonly chain: number }[]): number {
  const counts = new Map<number, number>();
  for (const { chain } of rows) counts.set(chain, (counts.get(chain) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? -1;
}
