/** A thread that loads everything with a mutant switched on from the start, runs all tests until one fails, and answers with their results. */
import { parentPort, workerData } from 'node:worker_threads';
import { TestStatus } from '@stryker-mutator/api/test-runner';

globalThis.__stryker__ = { activeMutant: workerData };
const tests = [];
try {
  const { load, quickOnesFirst, runOne } = await import('./specs.js');
  for (const one of quickOnesFirst(await load())) {
    tests.push(await runOne(one));
    if (tests.at(-1).status === TestStatus.Failed) break;
  }
} catch (error) {
  tests.push({
    id: 'loading',
    name: 'loading',
    timeSpentMs: 0,
    status: TestStatus.Failed,
    failureMessage: String(error),
  });
}
parentPort.postMessage(tests);
