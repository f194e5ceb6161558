/**
 * The test runner of the mutation run: loads the specs of core/response once and runs each mutant's tests in the same process, the
 * quick ones first, until one fails. Jest would load every spec anew for every one of several thousand mutants, which takes hours.
 * Works in Stryker's copy of the project, in which `tsc -p test/mutation` has put each compiled file beside its source.
 */
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { DryRunStatus, TestStatus, determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { expect } from 'expect';
import { describe, getState, it, test } from 'jest-circus';

/** Not run: tests that classify thousands of lines each, which would be done again for every mutant that the others miss. */
const aside = ['properties.spec.js', 'false-flag-rates.spec.js'];

const specs = (root) => [
  ...readdirSync(new URL('test/unit/core/response/', root)).filter((name) => name.endsWith('.spec.js') && !aside.includes(name))
    .sort().map((name) => `test/unit/core/response/${name}`),
  'test/conformance/response.spec.js', 'test/conformance/reproducibility.spec.js',
];

const testsOf = (block, path = '') => block.children.flatMap((child) => (child.type === 'test'
  ? [{ id: `${path}${child.name}`, run: child.fn, timeSpentMs: 0 }]
  : testsOf(child, `${path}${child.name} `)));

class SpecRunner {
  #tests = [];
  #context = (globalThis.__stryker__ ??= {});

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    Object.assign(globalThis, { describe, expect, it, test });
    // Stryker's copy, which it makes the working directory after it has loaded this file.
    const root = pathToFileURL(`${process.cwd()}/`);
    for (const spec of specs(root)) await import(new URL(spec, root).href);
    this.#tests = testsOf(getState().rootDescribeBlock);
  }

  async dryRun() {
    const tests = [];
    for (const one of this.#tests) {
      this.#context.currentTestId = one.id;
      const result = await this.#run(one);
      one.timeSpentMs = result.timeSpentMs;
      tests.push(result);
    }
    delete this.#context.currentTestId;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#context.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    Object.assign(this.#context, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const wanted = new Set(testFilter);
    const chosen = this.#tests.filter(({ id }) => testFilter === undefined || wanted.has(id)).sort((one, other) => one.timeSpentMs - other.timeSpentMs);
    const tests = [];
    for (const one of chosen) {
      tests.push(await this.#run(one));
      if (!disableBail && tests.at(-1).status === TestStatus.Failed) break;
    }
    this.#context.activeMutant = undefined;
    const limitReached = determineHitLimitReached(this.#context.hitCount, this.#context.hitLimit);
    return toMutantRunResult(limitReached ?? { status: DryRunStatus.Complete, tests }, disableBail);
  }

  async #run({ id, run }) {
    const before = performance.now();
    const result = (outcome) => ({ id, name: id, timeSpentMs: performance.now() - before, ...outcome });
    try {
      await run();
      return result({ status: TestStatus.Success });
    } catch (error) {
      return result({ status: TestStatus.Failed, failureMessage: String(error) });
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'specs', SpecRunner)];
