/**
 * The specs are loaded by Node itself (test/support/runner.mjs), each module once for all of a worker's specs: jest's own way loads
 * every module anew for every spec, which took twice the processor time. A spec therefore leaves no module changed behind it.
 *
 * @param {string} name a folder of test/
 */
const project = (name) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`],
  runner: '<rootDir>/test/support/runner.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/longest-test.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/reports', '<rootDir>/dist'],
});

const withServers = {
  globalSetup: '<rootDir>/test/support/start-servers.mjs',
  globalTeardown: '<rootDir>/test/support/stop-servers.mjs',
};

export default {
  projects: [
    project('unit'),
    project('conformance'),
    { ...project('integration'), ...withServers },
    { ...project('e2e'), ...withServers },
    { ...project('browser'), ...withServers },
  ],
  // Half of the work is waiting for servers, so that two workers pay even on two cores, where jest would take one.
  maxWorkers: 2,
};
