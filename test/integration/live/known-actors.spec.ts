import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { Client } from 'pg';
import {
  CurrentActor,
  KnownActors,
  RequireRole,
  RequireSignIn,
  type Actor,
} from '../../../src/platform/access/index.js';
import { LiveModule } from '../../../src/platform/live/index.js';
import { until } from '../../support/until.js';
import { startTestApplication, type TestApplication } from '../http/test-application.js';

@Controller('api/try')
class TryController {
  @Get('boards')
  @RequireSignIn()
  boards(@CurrentActor() actor: Actor): readonly string[] {
    return actor.boardIds;
  }

  @Get('sender')
  @RequireRole('submitter')
  sender(): string {
    return 'answered';
  }
}

let service: TestApplication;
let known: KnownActors;
/** Another process, as far as this one can tell: it changes the tables past this one's services. */
let elsewhere: Client;
let sender: { accountId: string; authorization: string };
let clock: ReturnType<typeof jest.spyOn>;

beforeAll(async () => {
  service = await startTestApplication({ imports: [LiveModule], controllers: [TryController] });
  known = service.application.get(KnownActors);
  elsewhere = new Client({ connectionString: String((service.database.options as { url?: string }).url) });
  await elsewhere.connect();
});
afterAll(async () => {
  await elsewhere.end();
  await service.close();
});
beforeEach(async () => {
  // Time stands still, so that nobody is forgotten for having been known long enough.
  const now = performance.now();
  clock = jest.spyOn(performance, 'now').mockReturnValue(now);
  sender = await service.machine('submitter');
  await until('the sender is known', async () => (await asked()) === 200 && (await isKnown()));
});
afterEach(() => clock.mockRestore());

const get = (url: string, { authorization } = sender) =>
  service.application.inject({ method: 'GET', url: `/api/try/${url}`, headers: { authorization } });

const asked = async (): Promise<number> => (await get('sender')).statusCode;

/** Whether one more request was answered without the database being asked who sends it. */
async function isKnown(): Promise<boolean> {
  const keeper = jest.spyOn(known, 'keeper');
  await asked();
  const { length } = keeper.mock.calls;
  keeper.mockRestore();
  return length === 0;
}

describe('a sender who is known', () => {
  it.each([
    ['a key is revoked', 'UPDATE api_key SET revoked_at = now() WHERE account_id = $1', 401],
    ['an account is disabled', 'UPDATE account SET disabled_at = now() WHERE id = $1', 401],
    ['a role is taken away', 'DELETE FROM account_role WHERE account_id = $1', 403],
  ])('is refused as soon as it is told that %s elsewhere', async (_what, sql, status) => {
    await elsewhere.query(sql, [sender.accountId]);
    await until('it is refused', async () => (await asked()) === status);
  });

  it('gains and loses a seat that somebody else holds as soon as that is told', async () => {
    const holder = await service.machine();
    const boardId = await service.board('Deputies');
    const membershipId = await service.accounts.addBoardMember({
      boardId,
      accountId: holder.accountId,
      role: 'coordinator',
    });
    expect((await get('boards')).json()).toEqual([]);
    await elsewhere.query('INSERT INTO seat_deputy (membership_id, account_id, starts_at) VALUES ($1, $2, now())', [
      membershipId,
      sender.accountId,
    ]);
    await until('it stands in', async () => (await get('boards')).body === JSON.stringify([boardId]));
    await elsewhere.query('UPDATE board_membership SET until = now() WHERE id = $1', [membershipId]);
    await until('the seat is gone', async () => (await get('boards')).body === '[]');
  });

  it('is refused at once where this process makes the change', async () => {
    await service.accounts.disableAccount(sender.accountId);
    expect(await asked()).toBe(401);
  });

  it('gains a role at once in this process', async () => {
    const other = await service.machine();
    expect([(await get('boards', other)).statusCode, (await get('sender', other)).statusCode]).toEqual([200, 403]);
    await service.accounts.grantRole(other.accountId, 'submitter');
    expect((await get('sender', other)).statusCode).toBe(200);
  });

  it('is asked for again after a second', async () => {
    clock.mockReturnValue(performance.now() + 1_001);
    expect(await isKnown()).toBe(false);
  });

  it('is not remembered while nobody tells of changes', async () => {
    known.listening(false);
    expect([await isKnown(), await isKnown()]).toEqual([false, false]);
    known.listening(true);
  });

  it('is not kept where a change came while it was read', () => {
    const keep = known.keeper();
    known.forget();
    keep('key', { accountId: '1' } as never);
    expect(known.get('key')).toBeUndefined();
  });
});
