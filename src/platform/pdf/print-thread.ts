import { Worker } from 'node:worker_threads';

/** Injection token of the function that starts the thread that prints. */
export const OPEN_PRINT_THREAD = Symbol('OPEN_PRINT_THREAD');

export type OpenPrintThread = () => Worker;

/** Starts the thread that prints. */
export const openPrintThread: OpenPrintThread = () =>
  new Worker(new URL('./print-worker.js', import.meta.url), { name: 'print' });
