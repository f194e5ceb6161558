import { fileURLToPath } from 'node:url';
import { Worker } from 'jest-worker';

/** Jest's runner: as many processes as jest was told, each of which runs one spec after the other. */
export default class NodeRunner {
  #globalConfig;

  constructor(globalConfig) {
    this.#globalConfig = globalConfig;
  }

  async runTests(tests, _watcher, onStart, onResult, onFailure) {
    const { maxWorkers } = this.#globalConfig;
    const workers = new Worker(fileURLToPath(new URL('run-spec.mjs', import.meta.url)), {
      exposedMethods: ['runSpec'],
      forkOptions: { stdio: 'inherit' },
      maxRetries: 0,
      numWorkers: maxWorkers,
    });
    const waiting = [...tests];
    const runNext = async () => {
      for (let test = waiting.shift(); test !== undefined; test = waiting.shift()) {
        await onStart(test);
        try {
          await onResult(test, await workers.runSpec(test.path, this.#globalConfig, test.context.config));
        } catch (error) {
          await onFailure(test, error);
        }
      }
    };
    await Promise.all(Array.from({ length: maxWorkers }, runNext));
    await workers.end();
  }
}
