// The package hands this file to a pool of its own, whose processes wait for ever where one of them is slow to start: each is sent its
// configuration once, whether it listens already or not.
import run, { setWorkerData } from '../../node_modules/jest-light-runner/src/worker-runner.js';

/** Runs one spec in this process, in which the modules of earlier specs are loaded already. */
export function runSpec(path, globalConfig, projectConfig) {
  setWorkerData({ globalConfig, projectConfig, runtime: 'child_process' });
  return run(path);
}
