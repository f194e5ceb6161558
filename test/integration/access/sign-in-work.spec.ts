import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SignInWork } from './sign-in-work-thread.js';

/** The library is replaced before the service loads it, which takes a thread that has loaded nothing yet. */
const signInWork = async (): Promise<SignInWork> => {
  const thread = new Worker(fileURLToPath(new URL('sign-in-work-thread.ts', import.meta.url)), {
    execArgv: ['--import', new URL('../../support/typescript.mjs', import.meta.url).href],
  });
  const [work] = (await once(thread, 'message')) as [SignInWork];
  await once(thread, 'exit');
  return work;
};

it('a refusal takes the same work for an unknown address as for a known one, so that its time tells nothing', async () => {
  const { statusCodes, compared } = await signInWork();
  expect(statusCodes).toEqual([401, 401]);
  const [known, unknown] = compared;
  expect(compared).toHaveLength(2);
  expect(known).not.toBe(unknown);
  // Nearly all of the work is this one comparison, and its parameters stand before the salt.
  const parameters = (hash: string | undefined): string | undefined => hash?.split('$').slice(0, 4).join('$');
  expect(parameters(known)).toBe('$argon2id$v=19$m=19456,t=2,p=1');
  expect(parameters(unknown)).toBe(parameters(known));
});
