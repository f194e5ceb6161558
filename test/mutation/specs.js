/** The specs of core/response as a list of tests, and what the first run learnt about them. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { TestStatus } from '@stryker-mutator/api/test-runner';
import { expect } from 'expect';
import { describe, getState, it, test } from 'jest-circus';

/** Of the conformance tests only two: the others classify thousands of lines each, for every mutant that these miss. */
const specs = (root) => [
  ...readdirSync(new URL('test/unit/core/response/', root))
    .filter((name) => name.endsWith('.spec.js'))
    .sort()
    .map((name) => `test/unit/core/response/${name}`),
  ...['response', 'tables'].map((name) => `test/conformance/${name}.spec.js`),
];

const testsOf = (block, path = '') =>
  block.children.flatMap((child) =>
    child.type === 'test' ? [{ id: `${path}${child.name}`, run: child.fn }] : testsOf(child, `${path}${child.name} `),
  );

/** All tests: `{ id, run }`. */
export async function load() {
  Object.assign(globalThis, { describe, expect, it, test });
  // Stryker's copy, which it makes the working directory after it has loaded this file.
  const root = pathToFileURL(`${process.cwd()}/`);
  for (const spec of specs(root)) await import(new URL(spec, root).href);
  return testsOf(getState().rootDescribeBlock);
}

export async function runOne({ id, run }) {
  const before = performance.now();
  const result = (outcome) => ({ id, name: id, timeSpentMs: performance.now() - before, ...outcome });
  try {
    await run();
    return result({ status: TestStatus.Success });
  } catch (error) {
    return result({ status: TestStatus.Failed, failureMessage: String(error) });
  }
}

/** Left by the first run for all processes and threads. */
const memory = 'first-run.json';
let known = null;

/** What the first run measured: `milliseconds` a test, and for each mutant the tests it is `coveredBy`. */
export function measured() {
  return (known ??= existsSync(memory)
    ? JSON.parse(readFileSync(memory, 'utf8'))
    : { milliseconds: {}, coveredBy: {} });
}

export function remember(tests, { perTest }) {
  const coveredBy = {};
  for (const [id, mutants] of Object.entries(perTest)) {
    for (const mutant of Object.keys(mutants)) (coveredBy[mutant] ??= []).push(id);
  }
  writeFileSync(
    memory,
    JSON.stringify({
      milliseconds: Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs])),
      coveredBy,
    }),
  );
}

export const quickOnesFirst = (tests) => {
  const { milliseconds } = measured();
  return [...tests].sort((one, other) => (milliseconds[one.id] ?? 0) - (milliseconds[other.id] ?? 0));
};
