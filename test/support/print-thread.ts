import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** The thread that prints, from its source. */
export const openThreadFromSource = (): Worker =>
  new Worker(fileURLToPath(new URL('../../src/platform/pdf/print-worker.ts', import.meta.url)), {
    execArgv: ['--import', new URL('typescript.mjs', import.meta.url).href],
  });
