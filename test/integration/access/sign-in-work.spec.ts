import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { TestApplication } from '../http/test-application.js';

/** Hashes that passwords were compared with. */
const compared: string[] = [];
const argon2 = await import('@node-rs/argon2');
jest.unstable_mockModule('@node-rs/argon2', () => ({
  hash: argon2.hash,
  verify: (hash: string, password: string) => {
    compared.push(hash);
    return argon2.verify(hash, password);
  },
}));
const { startTestApplication } = await import('../http/test-application.js');

let service: TestApplication;
beforeAll(async () => {
  service = await startTestApplication();
});
afterAll(() => service.close());

it('a refusal takes the same work for an unknown address as for a known one, so that its time tells nothing', async () => {
  const email = 'ada@hospital.example';
  await service.accounts.addPerson({
    siteId: service.siteId,
    email,
    displayName: 'Ada',
    password: 'a long enough password',
    roles: [],
  });
  for (const address of [email, 'nobody@hospital.example']) {
    const answer = await service.application.inject({
      method: 'POST',
      url: '/api/session',
      payload: { email: address, password: 'wrong' },
    });
    expect(answer.statusCode).toBe(401);
  }
  const [known, unknown] = compared;
  expect(compared).toHaveLength(2);
  expect(known).not.toBe(unknown);
  // Nearly all of the work is this one comparison, and its parameters stand before the salt.
  const parameters = (hash: string | undefined): string | undefined => hash?.split('$').slice(0, 4).join('$');
  expect(parameters(known)).toBe('$argon2id$v=19$m=19456,t=2,p=1');
  expect(parameters(unknown)).toBe(parameters(known));
});
