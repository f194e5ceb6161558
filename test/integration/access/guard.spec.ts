import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Post, Sse } from '@nestjs/common';
import { of, type Observable } from 'rxjs';
import {
  type Actor,
  CurrentActor,
  PublicRoute,
  RequireRole,
  RequireSignIn,
} from '../../../src/platform/access/index.js';
import { startTestApplication, type TestApplication } from '../http/test-application.js';

@Controller('api/try')
class GuardedController {
  @Get('public')
  @PublicRoute()
  open(): string {
    return 'open';
  }

  @Get('public-actor')
  @PublicRoute()
  who(@CurrentActor() actor: Actor): Actor {
    return actor;
  }

  @Get('signed-in')
  @RequireSignIn()
  signedIn(@CurrentActor() actor: Actor): Actor {
    return actor;
  }

  @Get('agenda/:id')
  @RequireRole('coordinator', 'member')
  agenda(): string {
    return 'agenda';
  }
}

@Controller('api/silent')
class SilentController {
  @Get()
  read(): string {
    return '';
  }

  @Post()
  @RequireRole('member')
  write(): string {
    return '';
  }

  @Sse('stream')
  stream(): Observable<{ data: string }> {
    return of({ data: '' });
  }
}

describe('the guard', () => {
  let service: TestApplication;
  beforeAll(async () => {
    service = await startTestApplication({ controllers: [GuardedController] });
  });
  afterAll(() => service.close());

  const get = (url: string, authorization?: string) =>
    service.application.inject({ method: 'GET', url, headers: authorization ? { authorization } : {} });

  it('lets everyone on to public routes only', async () => {
    expect((await get('/api/try/public')).body).toBe('open');
    for (const url of ['/api/try/signed-in', '/api/try/agenda/1', '/api/accounts', '/api/me'])
      expect([url, (await get(url)).statusCode]).toEqual([url, 401]);
  });

  it('lets accounts on to the routes of their roles', async () => {
    const submitter = await service.machine('submitter');
    const member = await service.machine('member');
    expect((await get('/api/try/signed-in', submitter.authorization)).json()).toMatchObject({
      accountId: submitter.accountId,
      kind: 'machine',
      roles: ['submitter'],
    });
    expect((await get('/api/try/agenda/1', member.authorization)).statusCode).toBe(200);
    const refused = await get('/api/try/agenda/1', submitter.authorization);
    expect(refused.json()).toMatchObject({
      status: 403,
      detail:
        'This route is for the role coordinator or member; this account holds submitter. An administrator grants roles.',
    });
    expect((await service.auditRows()).at(-1)).toMatchObject({
      action: 'access.refuse',
      actor_id: submitter.accountId,
      actor_kind: 'machine',
      patient_ids: [],
      detail: { reason: 'not allowed', method: 'GET', route: '/api/try/agenda/:id' },
      trace_id: refused.headers['x-trace-id'],
    });
  });

  it('gives no actor to a public route', async () => {
    expect((await get('/api/try/public-actor', (await service.machine()).authorization)).statusCode).toBe(500);
  });

  it('takes a seat on a board for its role, for as long as it lasts', async () => {
    const { accountId, authorization } = await service.machine();
    const boardId = await service.board('Head and neck');
    expect((await get('/api/try/agenda/1', authorization)).statusCode).toBe(403);
    const membershipId = await service.accounts.addBoardMember({ boardId, accountId, role: 'coordinator' });
    expect((await get('/api/try/signed-in', authorization)).json()).toMatchObject({
      roles: ['coordinator'],
      boardIds: [boardId],
      coordinatorOf: [boardId],
    });
    expect((await get('/api/try/agenda/1', authorization)).statusCode).toBe(200);
    await service.accounts.endBoardMembership(boardId, membershipId);
    expect((await get('/api/try/signed-in', authorization)).json()).toMatchObject({
      roles: [],
      boardIds: [],
      coordinatorOf: [],
    });
    expect((await get('/api/try/agenda/1', authorization)).statusCode).toBe(403);
  });

  it('finds the account of a token by an index, with one statement', async () => {
    const { authorization } = await service.machine('member');
    const statements: string[] = [];
    const query = service.database.query.bind(service.database);
    service.database.query = (async (...call: Parameters<typeof query>) => {
      statements.push(call[0]);
      return query(...call);
    }) as typeof query;
    try {
      await get('/api/try/agenda/1', authorization);
    } finally {
      service.database.query = query;
    }
    expect(statements).toHaveLength(1);
    const [statement = ''] = statements;
    const plan = await service.database.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${statement}`, [Buffer.alloc(32)]);
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('uq_api_key_token_hash');
  });
});

describe('the start', () => {
  it('fails, naming every route that does not say who may call it', async () => {
    await expect(startTestApplication({ controllers: [GuardedController, SilentController] })).rejects.toThrow(
      'These routes do not say who may call them: SilentController.read, SilentController.stream. Each needs @RequireRole(...), @RequireSignIn() or @PublicRoute().',
    );
  });
});
