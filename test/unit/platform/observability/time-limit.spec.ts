import { TimeLimitError, withinTimeLimit } from '../../../../src/platform/observability/index.js';

describe('withinTimeLimit', () => {
  it('gives what the work gives, also its rejection', async () => {
    await expect(withinTimeLimit(Promise.resolve(3), 50)).resolves.toBe(3);
    await expect(withinTimeLimit(Promise.reject(new Error('refused')), 50)).rejects.toThrow('refused');
  });

  it('stops waiting at the limit, and leaves a later rejection unseen', async () => {
    let fail = (_error: Error): void => undefined;
    const work = new Promise<never>((_done, reject) => (fail = reject));
    await expect(withinTimeLimit(work, 20)).rejects.toEqual(new TimeLimitError(20));
    fail(new Error('too late'));
    await new Promise((done) => setImmediate(done));
  });
});
