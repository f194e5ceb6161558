import { JobHandlers } from '../../../../src/platform/queue/index.js';

describe('JobHandlers', () => {
  it('names every job that nobody handles', () => {
    const handlers = new JobHandlers();
    expect(() => handlers.assertComplete()).toThrow(
      'No module handles these jobs: process-import, classify-lines, reevaluate-lines, dry-run.',
    );
    for (const name of ['classify-lines', 'reevaluate-lines', 'dry-run'] as const)
      handlers.registerHandler(name, () => Promise.resolve());
    expect(() => handlers.assertComplete()).toThrow('No module handles these jobs: process-import.');
    handlers.registerHandler('process-import', () => Promise.resolve());
    expect(() => handlers.assertComplete()).not.toThrow();
  });

  it('refuses a second handler of a job', () => {
    const handlers = new JobHandlers();
    handlers.registerHandler('classify-lines', () => Promise.resolve());
    expect(() => handlers.registerHandler('classify-lines', () => Promise.resolve())).toThrow(
      'The job classify-lines has a handler already',
    );
  });

  it('gives a handler its payload and passes on what it rejects with', async () => {
    const handlers = new JobHandlers();
    const seen: unknown[] = [];
    handlers.registerHandler('process-import', async (payload) => seen.push(payload));
    handlers.registerHandler('classify-lines', () => Promise.reject(new Error('stale')));
    await handlers.handle('process-import', { importId: '4' });
    expect(seen).toEqual([{ importId: '4' }]);
    await expect(handlers.handle('classify-lines', { treatmentLineIds: ['1'] })).rejects.toThrow('stale');
  });
});
