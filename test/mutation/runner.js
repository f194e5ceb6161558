/**
 * The test runner of the mutation run: loads the specs of core/response once and runs each mutant's tests in the same process, the
 * quick ones first, until one fails. Jest would load every spec anew for every one of several thousand mutants, which takes hours.
 *
 * A mutant of what is done once, while a file loads (the tables, above all), is tried in the loaded specs by those tests that come by
 * it as well; where that shows nothing, all tests run in a thread that loads everything anew with the mutant switched on.
 *
 * Works in Stryker's copy of the project, in which `tsc -p test/mutation` has put each compiled file beside its source.
 */
import { Worker } from 'node:worker_threads';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { load, measured, quickOnesFirst, remember, runOne } from './specs.js';

class SpecRunner {
  #tests = [];
  #context = (globalThis.__stryker__ ??= {});

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#tests = await load();
  }

  async dryRun() {
    const tests = [];
    for (const one of this.#tests) {
      this.#context.currentTestId = one.id;
      tests.push(await runOne(one));
    }
    delete this.#context.currentTestId;
    const { mutantCoverage } = this.#context;
    remember(tests, mutantCoverage);
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail, mutantActivation }) {
    const { id } = activeMutant;
    const atLoading = mutantActivation === 'static';
    const here = await this.#runHere(
      id,
      new Set(testFilter ?? (atLoading ? measured().coveredBy[id] : this.#tests.map((one) => one.id))),
      hitLimit,
      disableBail,
    );
    const result =
      atLoading &&
      here.status === DryRunStatus.Complete &&
      here.tests.every(({ status }) => status === TestStatus.Success)
        ? await this.#runAnew(id)
        : here;
    return toMutantRunResult(result, disableBail);
  }

  async #runHere(id, wanted, hitLimit, disableBail) {
    Object.assign(this.#context, { activeMutant: id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const tests = [];
    for (const one of quickOnesFirst(this.#tests).filter((test) => wanted.has(test.id))) {
      tests.push(await runOne(one));
      if (!disableBail && tests.at(-1).status === TestStatus.Failed) break;
    }
    this.#context.activeMutant = undefined;
    return (
      determineHitLimitReached(this.#context.hitCount, this.#context.hitLimit) ?? {
        status: DryRunStatus.Complete,
        tests,
      }
    );
  }

  #runAnew(id) {
    return new Promise((resolve, reject) => {
      const thread = new Worker(new URL('specs-anew.js', import.meta.url), { workerData: id });
      thread.once('message', (tests) => resolve({ status: DryRunStatus.Complete, tests }));
      thread.once('error', reject);
    });
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'specs', SpecRunner)];
