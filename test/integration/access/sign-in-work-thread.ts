/** Refuses a known and an unknown address, and tells the hashes that the passwords were compared with. */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

/** What two refusals came to. */
export interface SignInWork {
  readonly statusCodes: readonly number[];
  /** The hashes compared with, in the order of the refusals. */
  readonly compared: readonly string[];
}

type Argon2 = typeof import('@node-rs/argon2');

const compared: string[] = [];
const argon2 = createRequire(import.meta.url)('@node-rs/argon2') as { verify: Argon2['verify'] };
const { verify } = argon2;
argon2.verify = (hash, password, ...rest) => {
  compared.push(String(hash));
  return verify(hash, password, ...rest);
};
const { startTestApplication } = await import('../http/test-application.js');

const service = await startTestApplication();
const email = 'ada@hospital.example';
await service.accounts.addPerson({
  siteId: service.siteId,
  email,
  displayName: 'Ada',
  password: 'a long enough password',
  roles: [],
});
const statusCodes: number[] = [];
for (const address of [email, 'nobody@hospital.example']) {
  const answer = await service.application.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email: address, password: 'wrong' },
  });
  statusCodes.push(answer.statusCode);
}
await service.close();
const work: SignInWork = { statusCodes, compared };
parentPort?.postMessage(work);
